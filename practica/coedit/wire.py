"""What binds the servers: one connection that hears of each update, one that says who is here and holds the locks.

Who is here goes by word of mouth alone: nothing of it is in any table.
"""

from __future__ import annotations

import asyncio
import json
import logging
from secrets import token_hex
from typing import TYPE_CHECKING, Any

import psycopg

from practica.coedit.actions import CHANNEL, LOCKS
from practica.live.hub import parameters

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable
    from typing import LiteralString

logger = logging.getLogger(__name__)
# What one message of the database holds is 8,000 bytes.
MOST_BYTES = 7_000


class Wire:
    """Both are opened with the first text, and closed with the server."""

    def __init__(self, lost: Callable[[], None]) -> None:
        self.server, self._lost = token_hex(4), lost
        self._speaking: psycopg.AsyncConnection[Any] | None = None
        self._opening = asyncio.Lock()

    async def hear(self, listening: asyncio.Event) -> AsyncIterator[dict[str, Any]]:
        """What other servers and forms say; `listening` is set once nothing is missed any more."""
        async with await psycopg.AsyncConnection.connect(**parameters(), autocommit=True) as connection:
            await connection.execute(f"LISTEN {CHANNEL}")
            listening.set()
            async for told in connection.notifies():
                said = json.loads(told.payload)
                if said.get("server") != self.server:
                    yield said

    async def hold(self, document: int) -> None:
        await self._do("SELECT pg_advisory_lock_shared(%s, %s)", LOCKS, document)

    async def release(self, document: int) -> None:
        await self._do("SELECT pg_advisory_unlock_shared(%s, %s)", LOCKS, document)

    async def say_who(self, document: int, who: list[dict[str, Any]]) -> None:
        said = {"server": self.server, "document": document, "who": who}
        words = json.dumps(said)
        if len(words) > MOST_BYTES:
            # Names without carets, and no more of them than fit.
            who = [one | {"cursor": None} for one in who]
            while len(words := json.dumps(said | {"who": who})) > MOST_BYTES:
                who.pop()
        await self._do("SELECT pg_notify(%s, %s)", CHANNEL, words)

    async def _do(self, question: LiteralString, *values: Any) -> None:
        """Without this connection its locks are gone: everybody comes in anew."""
        try:
            async with self._opening:
                if self._speaking is None:
                    self._speaking = await psycopg.AsyncConnection.connect(**parameters(), autocommit=True)
            await self._speaking.execute(question, values)
        except (psycopg.Error, OSError) as error:
            logger.warning("coedit: the speaking connection broke: %s", type(error).__name__)
            await self.close()
            self._lost()

    async def close(self) -> None:
        speaking, self._speaking = self._speaking, None
        if speaking is not None:
            await speaking.close()

"""One open editor, as its server knows it."""

from __future__ import annotations

import asyncio
import json
import time
from secrets import token_hex
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from practica.coedit.entrance import Welcome

# The first byte of a message in bytes: what somebody has already, or what they are to have.
HAVE, TAKE = b"\x00", b"\x01"
MOST_WAITING = 400
MOST_UNKEPT = 16
LONGEST_CURSOR = 1000


class Guest:
    """What waits to be sent to them, what they wrote that is not kept yet, and where they write."""

    def __init__(self, welcome: Welcome, cookies: str) -> None:
        self.welcome, self.cookies = welcome, cookies
        self.key = token_hex(4)
        self.cursor: Any = None
        self.written: list[bytes] = []
        self.received = 0
        self.leaving: int | None = None
        self.heard_at = time.monotonic()
        self._waiting: list[str | bytes] = []
        self._ready, self._taken = asyncio.Event(), asyncio.Event()

    @property
    def may_write(self) -> bool:
        return self.welcome.may_write and self.leaving is None

    def is_silent(self, seconds: float) -> bool:
        """An open page gives a sign of life every 20 seconds; behind a torn cable nobody says goodbye."""
        return time.monotonic() - self.heard_at > seconds

    @property
    def shown(self) -> dict[str, Any]:
        """How the others see them."""
        who = {"key": self.key, "name": self.welcome.name, "initials": self.welcome.initials, "hue": self.welcome.hue}
        return who | {"cursor": self.cursor}

    def give(self, message: bytes) -> None:
        self._put(message)

    def say(self, **words: Any) -> None:
        self._put(json.dumps(words))

    def send_away(self, code: int) -> None:
        """After what waits; the first reason counts."""
        if self.leaving is None:
            self.leaving = code
        self._ready.set()

    def _put(self, message: str | bytes) -> None:
        # Who does not read comes back and asks for everything.
        if len(self._waiting) >= MOST_WAITING:
            self.send_away(BUSY)
            return
        self._waiting.append(message)
        self._ready.set()

    async def take(self) -> list[str | bytes]:
        """All that waits; nothing more when they have to go."""
        await self._ready.wait()
        self._ready.clear()
        taken, self._waiting = self._waiting, []
        return taken

    def write(self, update: bytes) -> None:
        self.written.append(update)
        self.received += 1
        self._taken.clear()

    def take_written(self) -> list[bytes]:
        """What they wrote, to be kept; or to be dropped, when they have to send it again."""
        taken, self.written = self.written, []
        self._taken.set()
        return taken

    async def wait_for_keeper(self, most: int = 0) -> None:
        """Until no more than that waits: who writes faster than it can be kept waits too."""
        if len(self.written) > most:
            await self._taken.wait()


# Why a connection ends, as its page is told: the server stops or has lost its database; it is too slow.
COME_BACK, BUSY = 1012, 1013
# What it sent was no update; it may not be here (any more); the text was begun anew; it would be too long.
UNREADABLE, NOT_HERE, BORN_ANEW, TOO_LONG = 4400, 4403, 4409, 4413

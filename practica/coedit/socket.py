"""`/live/text/notes:17`: a text that several people write at once, over a web socket. An application of its own, like the stream.

Bytes are the editors' business: what somebody has (0), and what they are to have (1). Words (JSON) are all the rest: what one
may do, what is kept, who is here and where they write.
"""

from __future__ import annotations

import asyncio
import json
import logging
import time
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from django.db import Error as DatabaseFailure

from practica.coedit.entrance import is_from_here, welcome
from practica.coedit.guest import (
    COME_BACK,
    HAVE,
    LONGEST_CURSOR,
    MOST_UNKEPT,
    NOT_HERE,
    TAKE,
    TOO_LONG,
    UNREADABLE,
    Guest,
)
from practica.coedit.hub import Hub
from practica.coedit.texts import together
from practica.live.listener import in_thread

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from practica.coedit.room import Room

    Scope = dict[str, Any]
    Receive = Callable[[], Awaitable[dict[str, Any]]]
    Send = Callable[[dict[str, Any]], Awaitable[None]]

logger = logging.getLogger(__name__)
PATH = "/live/text/"
# All that somebody wrote while they were offline comes in one piece.
LONGEST_MESSAGE = 300_000

hub = Hub()


class Unreadable(Exception):
    """What came is nothing that an editor sends."""


async def application(scope: Scope, receive: Receive, send: Send) -> None:
    if scope["type"] == "http":
        # A browser asks first whether texts are written here, or pages alone are answered.
        await send({"type": "http.response.start", "status": 200, "headers": [(b"cache-control", b"no-store")]})
        await send({"type": "http.response.body", "body": b""})
        return
    await serve(hub, scope, receive, send)


async def serve(hub: Hub, scope: Scope, receive: Receive, send: Send) -> None:
    headers = {name.lower(): value.decode("latin-1") for name, value in scope["headers"]}
    if (await receive())["type"] != "websocket.connect":
        return
    if not scope["path"].startswith(PATH) or not is_from_here(headers):
        await send({"type": "websocket.close", "code": NOT_HERE})
        return
    await send({"type": "websocket.accept"})
    address, cookies = scope["path"].removeprefix(PATH), headers.get(b"cookie", "")
    try:
        known = await in_thread(welcome, cookies, address)
        guest = Guest(known, cookies) if known else None
        room = await hub.enter(address, guest) if guest else None
    except (DatabaseFailure, OSError, TimeoutError) as failure:
        logger.warning("coedit: nobody can come in: %s", type(failure).__name__)
        await send({"type": "websocket.close", "code": COME_BACK})
        return
    if guest is None or room is None:
        await send({"type": "websocket.close", "code": NOT_HERE})
        return
    try:
        await stay(room, guest, receive, send)
    finally:
        await hub.leave(room, guest)


async def stay(room: Room, guest: Guest, receive: Receive, send: Send) -> None:
    guest.give(HAVE + room.doc.get_state())
    reading = asyncio.ensure_future(read(room, guest, receive))
    writing = asyncio.ensure_future(write(guest, send))
    try:
        await asyncio.wait({reading, writing}, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for task in (reading, writing):
            task.cancel()
        with suppress(asyncio.CancelledError, OSError, RuntimeError):
            await writing
        with suppress(asyncio.CancelledError, Unreadable):
            await reading


async def read(room: Room, guest: Guest, receive: Receive) -> None:
    while (message := await receive())["type"] == "websocket.receive":
        guest.heard_at = time.monotonic()
        body, words = message.get("bytes"), message.get("text")
        if len(body or words or "") > LONGEST_MESSAGE:
            guest.send_away(TOO_LONG)
        try:
            take(room, guest, body) if body else hear(room, guest, words or "")
        except (Unreadable, ValueError):
            guest.send_away(UNREADABLE)
        if guest.leaving is not None:
            # Until the writer has told them why.
            await asyncio.sleep(5)
            return
        await guest.wait_for_keeper(MOST_UNKEPT)


def take(room: Room, guest: Guest, body: bytes) -> None:
    kind, rest = body[:1], body[1:]
    if kind == HAVE:
        guest.give(TAKE + room.doc.get_update(rest))
        guest.say(whole=True)
    elif kind == TAKE:
        together([rest])
        room.write(guest, rest)
    else:
        raise Unreadable


def hear(room: Room, guest: Guest, words: str) -> None:
    said = json.loads(words)
    if not isinstance(said, dict) or "cursor" not in said or len(words) > LONGEST_CURSOR:
        raise Unreadable
    guest.cursor = said["cursor"]
    room.show()


async def write(guest: Guest, send: Send) -> None:
    while True:
        for message in await guest.take():
            name = "bytes" if isinstance(message, bytes) else "text"
            await send({"type": "websocket.send", name: message})
        if guest.leaving is not None:
            await send({"type": "websocket.close", "code": guest.leaving})
            return

"""`/live/?topic=conversation:5`: a server-sent stream. An ASGI application of its own, see `listener` for why.

A message says which thing changed, or with whom something goes on in it right now, and nothing else; the page asks
for the rest like for any page, with all its rules.
"""

from __future__ import annotations

import asyncio
import random
from contextlib import suppress
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs

from practica.live.hub import Hub, Page, catch_up
from practica.live.listener import in_thread, listener

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    Scope = dict[str, Any]
    Receive = Callable[[], Awaitable[dict[str, Any]]]
    Send = Callable[[dict[str, Any]], Awaitable[None]]

HEADERS = [
    (b"content-type", b"text/event-stream; charset=utf-8"),
    (b"cache-control", b"no-store"),
    # nginx would keep the words until its buffer is full.
    (b"x-accel-buffering", b"no"),
    (b"x-content-type-options", b"nosniff"),
    (b"content-security-policy", b"default-src 'none'"),
]
# After this long a page asks again whether it still may listen; not all in the same second.
LONGEST_SECONDS = 1800
BROWSER_WAITS = b"retry: 3000\n\n"

hub = Hub()


async def application(scope: Scope, receive: Receive, send: Send) -> None:
    if scope["type"] != "http":
        return
    if scope["method"] != "GET":
        await answer(send, 405)
        return
    headers = {name.lower(): value.decode("latin-1") for name, value in scope["headers"]}
    asked = parse_qs(scope["query_string"].decode("latin-1"), max_num_fields=60).get("topic", [])
    last = headers.get(b"last-event-id", "")
    known = await in_thread(listener, headers.get(b"cookie", ""), asked, int(last) if last.isdecimal() else None)
    if known is None or not known.topics:
        # No stream, and none later: a browser does not come back after these.
        await answer(send, 401 if known is None else 204)
        return
    await stream(known, receive, send)


async def stream(known: Any, receive: Receive, send: Send) -> None:
    page = Page(known.topics)
    hub.join(page)
    try:
        await send({"type": "http.response.start", "status": 200, "headers": HEADERS})
        await write(send, BROWSER_WAITS + catch_up(known.missed))
        await until_gone(page, receive, send)
    finally:
        hub.leave(page)


async def until_gone(page: Page, receive: Receive, send: Send) -> None:
    gone = asyncio.ensure_future(closed(receive))
    writing = asyncio.ensure_future(carry(page, send))
    longest = LONGEST_SECONDS * random.uniform(0.8, 1.2)  # noqa: S311 -- spreads the load, hides nothing
    try:
        await asyncio.wait({gone, writing}, timeout=longest, return_when=asyncio.FIRST_COMPLETED)
        if not gone.done():
            await write(send, b"", is_last=True)
    finally:
        for task in (gone, writing):
            task.cancel()
        with suppress(asyncio.CancelledError, OSError, RuntimeError):
            await writing


async def closed(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


async def carry(page: Page, send: Send) -> None:
    while True:
        await write(send, await page.take())


async def write(send: Send, body: bytes, *, is_last: bool = False) -> None:
    await send({"type": "http.response.body", "body": body, "more_body": not is_last})


async def answer(send: Send, status: int) -> None:
    await send({"type": "http.response.start", "status": status, "headers": [(b"content-length", b"0")]})
    await write(send, b"", is_last=True)

"""Pages, the live stream and texts written together at one address, in one process: what a newcomer runs.

Pages keep to WSGI in a few threads: under Django's own asynchronous handler each costs half as much again.
"""

import os
from collections.abc import Awaitable, Callable
from typing import Any

from a2wsgi import WSGIMiddleware

from practica.config.asgi import application as live
from practica.config.wsgi import application as wsgi

# Their types say the same in other words.
pages: Any = WSGIMiddleware(wsgi, workers=int(os.environ.get("PRACTICA_THREADS", "4")))  # type: ignore[arg-type]


async def application(
    scope: dict[str, Any],
    receive: Callable[[], Awaitable[Any]],
    send: Callable[[Any], Awaitable[None]],
) -> None:
    if scope["type"] in {"lifespan", "websocket"} or scope["path"].startswith("/live/"):
        await live(scope, receive, send)
    else:
        # What granian hands over can be awaited but is no coroutine, which the bridge between the two worlds insists on.
        async def hear() -> Any:
            return await receive()

        await pages(scope, hear, send)

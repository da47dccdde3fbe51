"""The live stream and the texts people write together; and pages, should somebody run everything on one asynchronous server."""

import os
from typing import Any

from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "practica.config.settings")
django = get_asgi_application()

# The apps must be ready before anything of theirs is read.
from practica.coedit import socket as texts  # noqa: E402
from practica.live.stream import application as stream  # noqa: E402
from practica.live.stream import hub as pages  # noqa: E402


async def application(scope: dict[str, Any], receive: Any, send: Any) -> None:
    if scope["type"] == "lifespan":
        await lifespan(receive, send)
    elif scope["type"] == "websocket" or scope["path"].startswith(texts.PATH):
        await texts.application(scope, receive, send)
    elif scope["path"] == "/live/":
        await stream(scope, receive, send)
    else:
        await django(scope, receive, send)


async def lifespan(receive: Any, send: Any) -> None:
    while True:
        message = await receive()
        if message["type"] == "lifespan.shutdown":
            await texts.hub.close()
            await pages.close()
        await send({"type": f"{message['type']}.complete"})
        if message["type"] == "lifespan.shutdown":
            return

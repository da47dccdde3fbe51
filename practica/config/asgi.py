"""The live stream; and pages, should somebody run everything on one asynchronous server."""

import os
from typing import Any

from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "practica.config.settings")
django = get_asgi_application()

# The apps must be ready before anything of theirs is read.
from practica.live.stream import application as stream  # noqa: E402


async def application(scope: dict[str, Any], receive: Any, send: Any) -> None:
    if scope["type"] == "lifespan" or scope["path"] == "/live/":
        await stream(scope, receive, send)
    else:
        await django(scope, receive, send)

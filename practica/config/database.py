"""Where the data lives: a server of one's own by DATABASE_URL, else the embedded one in the data folder."""

import os
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured


def database_settings(data: Path) -> dict[str, Any]:
    """Django's settings for the one database; the embedded server is reached by its socket."""
    url = os.environ.get("DATABASE_URL", "")
    settings = from_url(url) if url else embedded(data)
    options = settings["OPTIONS"]
    # Values travel apart from the question, so that a connection keeps the plan of what it asks for the third time: a page
    # asks the same questions each time, and planning was much of its wait. One statement takes 65,535 values then.
    options |= {"server_side_binding": True, "prepare_threshold": 3}
    # One spare above the page threads: a pool that is too small makes one of them wait for ever.
    if os.environ.get("PRACTICA_POOL"):
        options["pool"] = {"min_size": 1, "max_size": int(os.environ["PRACTICA_POOL"])}
    return settings


def from_url(url: str) -> dict[str, Any]:
    parts = urlsplit(url)
    if parts.scheme not in {"postgres", "postgresql"}:
        message = "DATABASE_URL must begin with postgresql:// ; no other database is supported."
        raise ImproperlyConfigured(message)
    options = dict(parse_qsl(parts.query))
    host = options.pop("host", None) or unquote(parts.hostname or "")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")) or "practica",
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": host,
        "PORT": str(parts.port or ""),
        "OPTIONS": options,
    }


def embedded(data: Path) -> dict[str, Any]:
    from practica.config.postgres import socket_folder  # noqa: PLC0415 -- not needed with a server of one's own

    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": "practica",
        "USER": "practica",
        "PASSWORD": "",
        "HOST": str(socket_folder(data)),
        "PORT": "",
        "OPTIONS": {},
    }

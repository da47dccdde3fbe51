"""The database for as long as one command takes."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from practica.config.postgres import available


@contextmanager
def database(data: Path) -> Iterator[None]:
    """One's own by DATABASE_URL; else the embedded one, which may run already."""
    if os.environ.get("DATABASE_URL"):
        yield
        return
    with available(data):
        yield


@contextmanager
def product(data: Path) -> Iterator[None]:
    """The database, and the product loaded."""
    with database(data):
        import django

        django.setup()
        yield

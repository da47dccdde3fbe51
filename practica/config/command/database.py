"""The database for as long as one command takes."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from practica.config.command.refusal import Refusal
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


@contextmanager
def current_product(data: Path) -> Iterator[None]:
    """The product over a database of this version: the embedded one is brought there, one's own is asked for."""
    with product(data):
        from practica.config.health import pending_migrations

        if pending := pending_migrations():
            if os.environ.get("DATABASE_URL"):
                raise Refusal(f"The database is {pending} migrations behind. Run first: practica migrate")
            from django.core.management import call_command

            call_command("migrate", interactive=False, verbosity=0)
        yield

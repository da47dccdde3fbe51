"""What every test may ask for."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Callable, Iterator
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

import psycopg
import pytest
from django.apps import apps
from django.core.cache import caches
from django.db import connection, connections
from django.test import Client
from django.utils import timezone
from psycopg import sql

from practica.config.messages.catalogue import compile_all
from practica.config.postgres import AlreadyRunning, Server

if TYPE_CHECKING:
    from practica.people.models import Person

CHECKOUT = Path(__file__).parent
# A test's data may be lost when the machine stops; waiting for the disk is most of the time otherwise.
CARELESS = {"fsync": "off", "full_page_writes": "off", "synchronous_commit": "off", "max_wal_size": "1GB"}

# Databases of the tests' own server whose name begins so hold what all migrations leave.
PATTERN = "test_pattern_"


def pytest_configure() -> None:
    """Translations are committed as people edit them; the compiled form is not."""
    compile_all()


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings: None) -> Iterator[None]:
    """The tests' own server, kept in the checkout so that the next run finds its database; none with DATABASE_URL."""
    if os.environ.get("DATABASE_URL"):
        yield
        return
    server = start_server()
    settings = connections["default"].settings_dict
    settings["HOST"] = str(server.socket)
    with server.connect() as there:
        if pattern_name() in patterns(there):
            settings["TEST"]["TEMPLATE"] = pattern_name()
    yield
    for open_connection in connections.all(initialized_only=True):
        open_connection.close()
    server.stop()


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> None:
    """All migrations take seconds, a copy of their result a moment: it is kept for the next run of these migrations."""
    settings = connections["default"].settings_dict
    if os.environ.get("DATABASE_URL") or settings["TEST"].get("TEMPLATE"):
        return
    # A database is copied when nobody is in it.
    with django_db_blocker.unblock():
        connection.close()
    with psycopg.connect(host=settings["HOST"], dbname="practica", user="practica", autocommit=True) as there:
        for old in patterns(there):
            there.execute(sql.SQL("DROP DATABASE {}").format(sql.Identifier(old)))
        there.execute(
            sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(
                sql.Identifier(pattern_name()), sql.Identifier(settings["NAME"])
            )
        )
    with django_db_blocker.unblock():
        connection.ensure_connection()


@cache
def pattern_name() -> str:
    """Another name as soon as a migration, ours or a package's, is another."""
    said = sha256((CHECKOUT / "requirements-dev.lock").read_bytes())
    for path in sorted((CHECKOUT / "practica").glob("*/migrations/*.py")):
        said.update(path.read_bytes())
    return f"{PATTERN}{said.hexdigest()[:20]}"


def patterns(there: psycopg.Connection) -> list[str]:
    rows = there.execute("SELECT datname FROM pg_database WHERE starts_with(datname, %s)", [PATTERN]).fetchall()
    return [name for (name,) in rows]


def start_server() -> Server:
    """The first one that no other run in this checkout is using."""
    for number in range(1, 20):
        server = Server(CHECKOUT / ".cache" / f"test-postgres-{number}", CARELESS)
        try:
            server.start()
        except AlreadyRunning:
            continue
        return server
    pytest.exit("Nineteen other runs hold the tests' databases.", returncode=1)


@pytest.fixture(autouse=True)
def _empty_caches() -> None:
    for each in caches.all():
        each.clear()


@pytest.fixture(autouse=True)
def _empty_queue(request: pytest.FixtureRequest) -> Iterator[None]:
    """What tests with real transactions leave is swept away by the framework, but the queue's tables are not its own."""
    marker = request.node.get_closest_marker("django_db")
    asked = {"transactional_db", "live_server"} & set(request.fixturenames)
    if asked or (marker and marker.kwargs.get("transaction")):
        request.getfixturevalue("transactional_db")
        yield
        with connection.cursor() as cursor:
            cursor.execute("TRUNCATE procrastinate_jobs CASCADE")
    else:
        yield


@pytest.fixture
def client_as() -> Callable[..., Client]:
    """`client_as(person)`: a browser in which that person is signed in, to an organisation that was founded."""

    def signed_in(person: Person, **options: Any) -> Client:
        apps.get_model("organisation.Organisation").objects.get_or_create(pk=1, defaults={"name": "Litoral Water"})
        client = Client(**options)
        client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
        return client

    return signed_in


@pytest.fixture
def run_jobs(db: None) -> Callable[[], int]:
    """`run_jobs()`: does the queued work that is due, and what that work queues in turn; says how many it did."""

    def run() -> int:
        done = 0
        while job := next_job():
            run_job(*job)
            done += 1
        return done

    return run


def next_job() -> tuple[str, dict[str, object]] | None:
    """Takes the oldest job that is due off the queue."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            DELETE FROM procrastinate_jobs WHERE id = (
                SELECT id FROM procrastinate_jobs
                WHERE status = 'todo' AND (scheduled_at IS NULL OR scheduled_at <= %s)
                ORDER BY priority DESC, id LIMIT 1
            ) RETURNING task_name, args::text
            """,
            [timezone.now()],
        )
        row = cursor.fetchone()
    return (row[0], json.loads(row[1])) if row else None


def run_job(name: str, arguments: dict[str, object]) -> None:
    from procrastinate.contrib.django import app

    app.tasks[name].func(**arguments)


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """Public data that lies beside the checkout, too big to keep in it; the test is skipped where it is absent."""
    places = [CHECKOUT.parent / "shared", *main_checkout_neighbours()]
    if os.environ.get("PRACTICA_SHARED"):
        places.insert(0, Path(os.environ["PRACTICA_SHARED"]))
    for place in places:
        if (place / "data").is_dir():
            return place / "data"
    pytest.skip("No shared/data beside the checkout; PRACTICA_SHARED may name the folder that has it.")


def main_checkout_neighbours() -> list[Path]:
    """For a worktree: what lies beside the checkout it came from."""
    git = ["git", "-C", str(CHECKOUT), "rev-parse", "--path-format=absolute", "--git-common-dir"]
    try:
        said = subprocess.run(git, capture_output=True, text=True, check=True).stdout.strip()
    except (OSError, subprocess.CalledProcessError):
        return []
    return [Path(said).parent.parent / "shared"]

"""What is wrong with an installation, and what to do about it."""

import os
from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register
from django.core.checks import Warning as Caution
from django.db import connections

OLDEST_SERVER = 150000
EXTENSIONS = {"pg_trgm", "unaccent", "btree_gist"}


@register(Tags.database)
def database_can_do_what_we_need(databases: Sequence[str] | None = None, **_: Any) -> list[CheckMessage]:
    return [finding for alias in databases or () for finding in findings(alias)]


def findings(alias: str) -> list[CheckMessage]:
    connection = connections[alias]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT name, installed_version IS NOT NULL FROM pg_available_extensions WHERE name = ANY(%s)",
            [[*EXTENSIONS]],
        )
        there = dict(cursor.fetchall())
        cursor.execute("SELECT has_database_privilege(current_database(), 'CREATE')")
        may_create = bool((cursor.fetchone() or [False])[0])
        version = cursor.connection.info.server_version
    found: list[CheckMessage] = []
    if version < OLDEST_SERVER:
        found.append(Error("PostgreSQL is older than 15.", hint="Upgrade the server.", id="practica.E001"))
    for name in sorted(EXTENSIONS - set(there)):
        hint = "Install PostgreSQL's contrib package on the server (Debian: it comes with postgresql)."
        found.append(Error(f"The extension {name} is not on the database server.", hint=hint, id="practica.E002"))
    for name in sorted(name for name, is_made in there.items() if not is_made and not may_create):
        hint = f"Have an administrator of the server run in this database: CREATE EXTENSION {name};"
        found.append(Error(f"The extension {name} is not made, and we may not make it.", hint=hint, id="practica.E003"))
    return found


@register(deploy=True)
def letters_leave(**_: Any) -> list[CheckMessage]:
    if settings.EMAIL_HOST or settings.DEMO:
        return []
    hint = "Set PRACTICA_SMTP_HOST. Until then letters are files in the data folder, and nobody is invited or reminded."
    return [Caution("There is no mail server.", hint=hint, id="practica.W001")]


@register(deploy=True)
def address_is_known(**_: Any) -> list[CheckMessage]:
    if settings.PUBLIC_URL or settings.DEMO:
        return []
    hint = (
        "Set PRACTICA_URL to the address people type, such as https://practica.example.org: links in letters need it."
    )
    return [Caution("The public address is not known.", hint=hint, id="practica.W002")]


@register(deploy=True)
def demo_is_alone(**_: Any) -> list[CheckMessage]:
    if settings.DEMO and os.environ.get("DATABASE_URL"):
        hint = "Unset PRACTICA_DEMO: in the demo anyone may step into any person."
        return [Caution("The demo runs over a database of your own.", hint=hint, id="practica.W003")]
    return []

"""Say how it stands, as JSON: versions, database, waiting work, workers, storage.

For people and for monitoring: `practica status | python3 -m json.tool`. It exits with 0 when pages can be answered.
"""

import argparse
import json
import os
import platform
import shutil
from importlib.metadata import version
from pathlib import Path
from typing import Any

from practica import __version__
from practica.config.command import DONE, NO_DATABASE, REFUSED
from practica.config.command.database import product


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--brief", action="store_true", help="one line")


def run(options: argparse.Namespace) -> int:
    with product(options.data):
        from practica.config.health import ask, readiness

        ready = readiness()
        said: dict[str, Any] = {"ready": ready, "versions": versions(), "storage": storage(options.data)}
        if ready["database"]:
            said["versions"]["postgresql"] = ask("SHOW server_version")
            said["database"] = database()
        if ready["migrations"]:
            said["work"] = waiting()
    print(json.dumps(said, indent=None if options.brief else 2))
    if not ready["database"]:
        return NO_DATABASE
    return DONE if ready["migrations"] else REFUSED


def versions() -> dict[str, str]:
    return {
        "practica": __version__,
        "python": platform.python_version(),
        "django": version("django"),
    }


def database() -> dict[str, Any]:
    from practica.config.health import ask, pending_migrations

    return {
        "kind": "of one's own, by DATABASE_URL" if os.environ.get("DATABASE_URL") else "embedded",
        "bytes": ask("SELECT pg_database_size(current_database())"),
        "connections": ask("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"),
        "pending_migrations": pending_migrations(),
    }


def waiting() -> dict[str, Any]:
    from django.db import connection

    from practica.config.health import workers_alive

    with connection.cursor() as cursor:
        cursor.execute("SELECT queue_name, status::text, count(*) FROM procrastinate_jobs GROUP BY 1, 2 ORDER BY 1, 2")
        queues: dict[str, dict[str, int]] = {}
        for queue, status, count in cursor.fetchall():
            queues.setdefault(queue, {})[status] = count
    return {"workers": workers_alive(), "queues": queues}


def storage(data: Path) -> dict[str, Any]:
    from django.conf import settings

    bucket = settings.STORAGES["default"].get("OPTIONS", {}).get("bucket_name")
    return {
        "data_folder": str(data),
        **(kept_in_store(bucket) if bucket else kept_in_folder(data / "files")),
        "free_bytes": shutil.disk_usage(data).free,
    }


def kept_in_folder(folder: Path) -> dict[str, Any]:
    files = [path.stat().st_size for path in folder.rglob("*") if path.is_file()]
    return {"files": len(files), "file_bytes": sum(files)}


def kept_in_store(bucket: str) -> dict[str, Any]:
    """What the store says it holds, so that a store that does not answer is noticed here."""
    from django.core.files.storage import storages

    store: Any = storages["default"]
    sizes = [held.size for held in store.bucket.objects.all()]
    return {"bucket": bucket, "files": len(sizes), "file_bytes": sum(sizes)}

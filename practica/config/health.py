"""Is it up, and is it ready: for whoever watches the machine; answered to anyone, without a session."""

import logging
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from psycopg_pool import PoolTimeout

logger = logging.getLogger(__name__)
SILENT_AFTER = timedelta(seconds=60)


class HealthMiddleware:
    """Answers before all others: a watcher knows neither our name, nor our certificate, nor a password."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path == "/healthz":
            return JsonResponse({"up": True})
        if request.path == "/readyz":
            findings = readiness()
            return JsonResponse(findings, status=200 if all(findings.values()) else 503)
        return self.get_response(request)


def readiness() -> dict[str, bool]:
    """What a page needs that isn't this process itself."""
    try:
        connection.ensure_connection()
    except (DatabaseError, PoolTimeout):
        logger.warning("not ready: no database")
        return {"database": False, "migrations": False, "worker": False}
    migrated = not pending_migrations()
    return {"database": True, "migrations": migrated, "worker": migrated and bool(workers_alive())}


def pending_migrations() -> int:
    executor = MigrationExecutor(connection)
    return len(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def workers_alive() -> int:
    return int(
        ask("SELECT count(*) FROM procrastinate_workers WHERE last_heartbeat > %s", timezone.now() - SILENT_AFTER)
    )


def ask(question: str, *values: Any) -> Any:
    """One value from the database."""
    with connection.cursor() as cursor:
        cursor.execute(question, values)
        row = cursor.fetchone()
    return row[0] if row else None

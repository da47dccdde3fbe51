"""Telling open pages that something changed."""

from __future__ import annotations

from django.db import connection

CHANNEL = "practica_live"
TELL = """
WITH told AS (
    INSERT INTO live_message (topic, event_id, at) VALUES (%s, %s, now()) RETURNING id
)
SELECT pg_notify(%s, id || ' ' || %s) FROM told
"""


def notify(topic: str, event_id: int | None = None) -> None:
    """Pages that show the topic ask for it again, once the transaction is committed; after a rollback nobody hears."""
    with connection.cursor() as cursor:
        cursor.execute(TELL, [topic, event_id, CHANNEL, topic])


def notify_for_a_moment(topic: str, about: int) -> None:
    """Pages open right now hear once that something goes on with the thing of this number; nothing of it is kept."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_notify(%s, %s)", [CHANNEL, f" {topic} {about}"])

"""What was told to open pages in the last hours, so that one that was away can catch up."""

from __future__ import annotations

from django.db import models


class Message(models.Model):
    """A thing changed: no more than which one, so that whoever listens still has to ask for it."""

    topic = models.CharField(max_length=60)
    event_id = models.BigIntegerField(null=True)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        db_table = "live_message"
        indexes = [
            models.Index(fields=["topic", "id"], name="live_by_topic"),
            models.Index(fields=["at"], name="live_by_age"),
        ]

    def __str__(self) -> str:
        return self.topic

from __future__ import annotations

from django.conf import settings
from django.db import models


class FeedAddress(models.Model):
    """The secret in a person's feed addresses; a new one makes the old addresses worthless."""

    person = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="library_feed")
    token = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField(auto_now=True)

    def __str__(self) -> str:
        return f"feed of {self.person_id}"

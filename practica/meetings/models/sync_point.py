from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone

KEPT = timedelta(days=60)


class SyncPointQuerySet(models.QuerySet["SyncPoint"]):
    def forgotten(self) -> SyncPointQuerySet:
        """Nobody asked from there for two months: a program that comes back after so long reads everything anew."""
        return self.filter(asked_at__lt=timezone.now() - KEPT)


class SyncPoint(models.Model):
    """What stood in one of a person's calendars when a program last asked, so that it is told only what changed.

    What a person sees changes with their rights and answers too, so a number of the last change would not do.
    """

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    calendar = models.CharField(max_length=90)
    digest = models.CharField(max_length=64)
    versions = models.JSONField(help_text="by the name of each entry, its version")
    asked_at = models.DateTimeField(default=timezone.now)
    objects = SyncPointQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "calendar", "digest"], name="sync_point_once"),
        ]
        indexes = [models.Index(fields=["asked_at"], name="sync_point_by_age")]

    def __str__(self) -> str:
        return f"{self.calendar} of {self.person_id}"

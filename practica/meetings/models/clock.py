from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q

from practica.meetings.models.agenda import AgendaItem
from practica.meetings.models.occurrence import Occurrence


class Clock(models.Model):
    """The timer that everyone in the room shares: which item, which step of its script, and when the step ends.

    While it is paused, `left` keeps the seconds that remain.
    """

    occurrence = models.OneToOneField(Occurrence, models.CASCADE, related_name="clock")
    community = models.ForeignKey("communities.Community", models.CASCADE, related_name="+")
    item = models.ForeignKey(AgendaItem, models.CASCADE, related_name="+")
    step = models.PositiveSmallIntegerField(default=0)
    started_at = models.DateTimeField(editable=False)
    ends_at = models.DateTimeField(editable=False)
    left = models.IntegerField(null=True, editable=False, help_text="seconds")
    paused_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, editable=False, related_name="+"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(name="clock_goes_forward", condition=Q(ends_at__gte=models.F("started_at"))),
            models.CheckConstraint(
                name="clock_paused_by_somebody", condition=Q(paused_by=None) | Q(left__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return f"clock of {self.occurrence_id}"

    @property
    def is_paused(self) -> bool:
        return self.left is not None

    def left_at(self, now: datetime) -> int:
        """Seconds until the step ends; below zero it runs over."""
        return self.left if self.left is not None else int((self.ends_at - now).total_seconds())

    @property
    def whole(self) -> int:
        """Seconds the step was given."""
        return max(1, int((self.ends_at - self.started_at).total_seconds()))

    def set_for(self, now: datetime, seconds: int) -> None:
        self.started_at, self.ends_at = now, now + timedelta(seconds=seconds)
        self.left, self.paused_by = None, None


class Dot(models.Model):
    """One person would talk about this proposal; three dots each in a meeting, and nobody is shown whose they are."""

    community = models.ForeignKey("communities.Community", models.CASCADE, related_name="+")
    item = models.ForeignKey(AgendaItem, models.CASCADE, related_name="dots")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["item", "person"], name="dot_once_an_item")]
        indexes = [models.Index(fields=["community", "item"], name="dot_by_community")]

    def __str__(self) -> str:
        return f"dot on {self.item_id}"

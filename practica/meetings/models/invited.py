from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.utils import timezone

from practica.meetings.models.series import Series

if TYPE_CHECKING:
    from practica.people.models import Person


class InvitedQuerySet(models.QuerySet["Invited"]):
    def of(self, person: Person) -> InvitedQuerySet:
        return self.filter(person=person)


class Invited(models.Model):
    """That a person was invited by mail to a series or a single meeting, so their calendar has it and is kept right."""

    community = models.ForeignKey("communities.Community", models.CASCADE, related_name="+")
    series = models.ForeignKey(Series, models.CASCADE, related_name="invited")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    sent_at = models.DateTimeField(default=timezone.now)
    objects = InvitedQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["series", "person"], name="invited_once")]

    def __str__(self) -> str:
        return f"{self.person_id} to {self.series_id}"

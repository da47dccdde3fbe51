from __future__ import annotations

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

DAY = 24 * 60
DEFAULT_MINUTES = (DAY, 15)
CHOICES = (
    (7 * DAY, _("A week before")),
    (2 * DAY, _("Two days before")),
    (DAY, _("A day before")),
    (120, _("Two hours before")),
    (60, _("An hour before")),
    (30, _("Half an hour before")),
    (15, _("15 minutes before")),
)


class ReminderChoice(models.Model):
    """When reminders are sent, in minutes before the start; an empty list = none.

    The nearest one counts: of the person for this community, of the person, of the community, a day and 15 minutes.
    """

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, null=True, related_name="+")
    community = models.ForeignKey("communities.Community", models.CASCADE, null=True, related_name="+")
    minutes = ArrayField(models.PositiveIntegerField(), default=list, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["community", "person"], name="reminder_choice_once", nulls_distinct=False),
            models.CheckConstraint(
                name="reminder_choice_is_of_somebody",
                condition=Q(person__isnull=False) | Q(community__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id}/{self.community_id}: {self.minutes}"


class Reminder(models.Model):
    """That a person was reminded of a meeting at its present time; a meeting that moves is reminded of again."""

    community = models.ForeignKey("communities.Community", models.CASCADE, related_name="+")
    occurrence = models.ForeignKey("meetings.Occurrence", models.CASCADE, related_name="+")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    starts_at = models.DateTimeField()
    minutes = models.PositiveIntegerField()
    sent_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["occurrence", "person", "starts_at", "minutes"], name="reminder_once"),
        ]

    def __str__(self) -> str:
        return f"{self.minutes} min before {self.occurrence_id} to {self.person_id}"

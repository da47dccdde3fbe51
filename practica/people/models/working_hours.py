from __future__ import annotations

from datetime import time, timedelta
from typing import TYPE_CHECKING

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from practica.foundation.calendar_time import in_zone
from practica.people.models.person import Person

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

WEEKDAYS = range(7)
# What is taken for granted of whoever has said nothing.
USUAL_DAYS, USUAL_FROM, USUAL_UNTIL = (0, 1, 2, 3, 4), time(8), time(18)


class WorkingHours(models.Model):
    """On which days (0 is Monday) and from when until when somebody works, in their own time zone.

    It helps to find dates that suit; nobody else is shown it.
    """

    person = models.OneToOneField(Person, models.CASCADE, primary_key=True, related_name="working_hours")
    days = ArrayField(models.PositiveSmallIntegerField())
    from_time = models.TimeField()
    until_time = models.TimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="working_hours_end_after_they_begin", condition=Q(until_time__gt=F("from_time"))
            ),
            models.CheckConstraint(
                name="working_hours_are_on_some_days",
                condition=Q(days__len__gte=1, days__contained_by=list(WEEKDAYS)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.from_time:%H:%M} to {self.until_time:%H:%M} of {self.person_id}"


def is_working_time(start: datetime, end: datetime, zone: str, hours: WorkingHours | None = None) -> bool:
    """The whole of it lies within one working day there; without `hours` a usual one: Monday to Friday, 8 to 18."""
    days: Sequence[int] = hours.days if hours else USUAL_DAYS
    begin, finish = (hours.from_time, hours.until_time) if hours else (USUAL_FROM, USUAL_UNTIL)
    # The last minute of it: midnight belongs to the day before.
    there, last = in_zone(start, zone), in_zone(end - timedelta(minutes=1), zone)
    return there.weekday() in days and there.date() == last.date() and begin <= there.time() and last.time() < finish

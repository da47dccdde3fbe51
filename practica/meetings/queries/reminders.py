"""Who is to be reminded of which meeting now."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils import timezone

from practica.meetings.models import Answer, Occurrence, Reminder, ReminderChoice
from practica.meetings.models.reminder import DEFAULT_MINUTES

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from practica.communities.models import Community
    from practica.people.models import Person

# A worker that stood still makes good what it missed, but not yesterday's.
GRACE = timedelta(hours=3)


@dataclass(frozen=True)
class Due:
    meeting: Occurrence
    person: Person
    minutes: int


class Choices:
    """What everyone chose, read once for a round of reminders."""

    def __init__(self, rows: Iterable[ReminderChoice]) -> None:
        self.by = {(row.person_id, row.community_id): tuple(row.minutes) for row in rows}

    def of(self, person_id: int, community_id: int) -> tuple[int, ...]:
        """The nearest choice counts."""
        for key in ((person_id, community_id), (person_id, None), (None, community_id)):
            if key in self.by:
                return self.by[key]
        return DEFAULT_MINUTES

    def all_minutes(self) -> set[int]:
        return {number for minutes in self.by.values() for number in minutes} | set(DEFAULT_MINUTES)


def due_now() -> list[Due]:
    """Reminders whose moment has come and that were not sent: one a person and meeting, the nearest to its start."""
    now = timezone.now()
    choices = Choices(ReminderChoice.objects.all())
    found: dict[tuple[int, int], Due] = {}
    for minutes in sorted(choices.all_minutes(), reverse=True):
        for given in _expecting(now, minutes):
            if minutes in choices.of(given.person_id, given.community_id):
                found[given.occurrence_id, given.person_id] = Due(given.occurrence, given.person, minutes)
    return [due for due in found.values() if not _was_sent(due) and _still_sees(due)]


def _expecting(now: datetime, minutes: int) -> Iterable[Answer]:
    """Those who come, may come or write, to meetings that start `minutes` from now, or started to be so lately.

    Whose time was set later than that moment is left out: a meeting planned for today needs no "tomorrow".
    """
    ahead = timedelta(minutes=minutes)
    meetings = Occurrence.objects.standing().filter(starts_at__gt=max(now, now + ahead - GRACE))
    meetings = meetings.filter(starts_at__lte=now + ahead)
    rows = Answer.objects.interested().filter(occurrence__in=meetings, waiting_since=None)
    reachable = Q(person__deactivated_at=None, person__email__isnull=False, person__claimed_at__isnull=False)
    rows = rows.filter(reachable).select_related("occurrence__series", "occurrence__community", "person")
    return [row for row in rows if row.occurrence.timed_at <= row.occurrence.starts_at - ahead]


def _was_sent(due: Due) -> bool:
    """At its present time, this or a nearer one."""
    return Reminder.objects.filter(
        occurrence=due.meeting, person=due.person, starts_at=due.meeting.starts_at, minutes__lte=due.minutes
    ).exists()


def _still_sees(due: Due) -> bool:
    """Whoever has left a community in between is not reminded of its meetings."""
    return Occurrence.objects.visible_to(due.person).filter(pk=due.meeting.pk).exists()


def chosen_by(person: Person) -> tuple[int, ...] | None:
    """None: as each community says."""
    row = ReminderChoice.objects.filter(person=person, community=None).first()
    return tuple(row.minutes) if row else None


def chosen_in(community: Community) -> tuple[int, ...]:
    row = ReminderChoice.objects.filter(person=None, community=community).first()
    return tuple(row.minutes) if row else DEFAULT_MINUTES

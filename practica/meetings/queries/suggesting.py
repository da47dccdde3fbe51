"""Hours that would suit most: within people's working hours, and with few of them in another meeting here.

What somebody else has on that day is nobody's business: only how many are busy is said, and where fewer than five are
asked, not even that, since it would tell who.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils import timezone

from practica.foundation.calendar_time import from_wall, in_zone
from practica.meetings.models import Answer, Choice, Occurrence
from practica.meetings.queries.finding import members_of
from practica.people.models import is_working_time

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from practica.communities.models import Community
    from practica.people.models import Person

FEWEST_TO_COUNT = 5
SHOWN, A_DAY = 8, 2
APART = timedelta(hours=3)
# Where hours suit equally, the middle of the morning is named first.
DEAREST_HOUR = 10


@dataclass(frozen=True)
class Wanted:
    """Between which days (inclusive), how long in minutes, by the clocks of which zone."""

    zone: str
    length: int
    first: date
    last: date


@dataclass(frozen=True)
class Suggestion:
    """How many of those asked (`of`) are within their working hours; `busy` is None where it would tell who."""

    starts_at: datetime
    working: int
    of: int
    busy: int | None

    @property
    def score(self) -> int:
        return self.working - (self.busy or 0)


def suggestions(community: Community, wanted: Wanted) -> list[Suggestion]:
    """The best few, in the order of the calendar; three queries."""
    people = list(members_of(community).values())
    if not people:
        return []
    starts = _starts(wanted)
    length = timedelta(minutes=wanted.length)
    busy = _busy(people, starts, length) if len(people) >= FEWEST_TO_COUNT else None
    found = [
        Suggestion(start, _working(people, start, start + length), len(people), len(busy[start]) if busy else None)
        for start in starts
    ]
    return sorted(_spread(found, wanted), key=lambda one: one.starts_at)


def _starts(wanted: Wanted) -> list[datetime]:
    """Every full hour that is still to come."""
    days = [wanted.first + timedelta(days=number) for number in range((wanted.last - wanted.first).days + 1)]
    walls = (datetime.combine(day, time(hour)) for day in days for hour in range(24))
    now = timezone.now()
    return [start for start in dict.fromkeys(from_wall(wall, wanted.zone) for wall in walls) if start > now]


def _working(people: Iterable[Person], start: datetime, end: datetime) -> int:
    known: dict[tuple[str, int], bool] = {}
    return sum(_works(person, start, end, known) for person in people)


def _works(person: Person, start: datetime, end: datetime, known: dict[tuple[str, int], bool]) -> bool:
    """Those of one zone who said nothing of their hours share the usual ones."""
    hours = getattr(person, "working_hours", None)
    key = person.time_zone, hours.pk if hours else 0
    if key not in known:
        known[key] = is_working_time(start, end, person.time_zone, hours)
    return known[key]


def _busy(people: Sequence[Person], starts: Sequence[datetime], length: timedelta) -> dict[datetime, set[int]]:
    """Who hosts another meeting here at that time, or said that they come or may come."""
    if not starts:
        return {}
    pks = [person.pk for person in people]
    during = Occurrence.objects.standing().between(starts[0], starts[-1] + length).order_by()
    hosted = during.filter(host__in=pks).values_list("host", "starts_at", "ends_at")
    comes = Q(person__in=pks, choice__in=[Choice.YES, Choice.MAYBE], occurrence__in=during)
    said = Answer.objects.filter(comes).values_list("person", "occurrence__starts_at", "occurrence__ends_at")
    taken = [*hosted, *said]
    return {start: {who for who, begins, ends in taken if begins < start + length and ends > start} for start in starts}


def _spread(found: Iterable[Suggestion], wanted: Wanted) -> list[Suggestion]:
    """The best of each day before a second one of any, and none that suits nobody."""

    def dear(one: Suggestion) -> tuple[int, int, datetime]:
        return -one.score, abs(in_zone(one.starts_at, wanted.zone).hour - DEAREST_HOUR), one.starts_at

    by_day: dict[date, list[Suggestion]] = {}
    for one in sorted((one for one in found if one.working), key=dear):
        of_day = by_day.setdefault(in_zone(one.starts_at, wanted.zone).date(), [])
        if len(of_day) < A_DAY and all(abs(one.starts_at - other.starts_at) >= APART for other in of_day):
            of_day.append(one)
    ranked = [(number, dear(one), one) for of_day in by_day.values() for number, one in enumerate(of_day)]
    return [one for _number, _dear, one in sorted(ranked, key=lambda rank: rank[:2])[:SHOWN]]

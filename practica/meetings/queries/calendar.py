"""A month as weeks of days, in the reader's time zone."""

from __future__ import annotations

from calendar import Calendar
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import cached_property
from itertools import groupby
from typing import TYPE_CHECKING, Protocol

from django.utils import timezone

from practica.meetings.queries.listing import Row, mine, of_my_communities, of_the_organisation, rows_for

if TYPE_CHECKING:
    from collections.abc import Iterable

    from practica.communities.queries.due import Due
    from practica.meetings.models import Occurrence
    from practica.meetings.models.occurrence import OccurrenceQuerySet
    from practica.people.models import Person

SATURDAY = 5
YEARS = range(1970, 2101)
SHOWN_IN_A_DAY = 3
COMING = 12
WHOSE = {"communities": of_my_communities, "mine": mine, "organisation": of_the_organisation}


class DayWithDue(Protocol):
    date: date
    due: list[Due]


@dataclass
class Day:
    date: date
    is_out: bool
    is_today: bool
    rows: list[Row] = field(default_factory=list)
    due: list[Due] = field(default_factory=list)

    @cached_property
    def key(self) -> str:
        """`2026-11-27`, as addresses and marks name it."""
        return self.date.isoformat()

    @property
    def is_weekend(self) -> bool:
        return self.date.weekday() >= SATURDAY

    @cached_property
    def room(self) -> int:
        """Places for meetings and what is due, when one is kept for how many more there are."""
        total = len(self.rows) + len(self.due)
        return total if total <= SHOWN_IN_A_DAY else SHOWN_IN_A_DAY - 1

    @cached_property
    def shown(self) -> list[Row]:
        """What is due takes one place at most from meetings."""
        return self.rows[: self.room - min(1, len(self.due))] if self.due else self.rows[: self.room]

    @cached_property
    def shown_due(self) -> list[Due]:
        return self.due[: self.room - len(self.shown)]

    @property
    def more(self) -> int:
        return len(self.rows) + len(self.due) - len(self.shown) - len(self.shown_due)


@dataclass(frozen=True)
class Month:
    """`coming` are the next meetings, also those after it, where it is the present one."""

    first: date
    weeks: list[list[Day]]
    coming: list[Row]

    @property
    def before(self) -> date:
        return (self.first - timedelta(days=1)).replace(day=1)

    @property
    def after(self) -> date:
        return (self.first + timedelta(days=32)).replace(day=1)

    @property
    def is_present(self) -> bool:
        return self.first == timezone.localdate().replace(day=1)

    @property
    def days(self) -> list[Day]:
        return [day for week in self.weeks for day in week]

    @property
    def own_days(self) -> list[Day]:
        """Without those of its neighbours that stand in its first and last week."""
        return [day for day in self.days if not day.is_out]


def month_asked(text: str) -> date:
    """`2026-11`; anything that is no month is the present one."""
    try:
        asked = datetime.strptime(text, "%Y-%m").date()  # noqa: DTZ007 -- a month has no zone
    except ValueError:
        return timezone.localdate().replace(day=1)
    return asked if asked.year in YEARS else timezone.localdate().replace(day=1)


def month_of(person: Person, meetings: OccurrenceQuerySet, first: date) -> Month:
    today = timezone.localdate()
    weeks = [
        [Day(day, day.month != first.month, day == today) for day in week]
        for week in Calendar().monthdatescalendar(first.year, first.month)
    ]
    start, end = midnight(weeks[0][0].date), midnight(weeks[-1][-1].date + timedelta(days=1))
    is_present = first == today.replace(day=1)
    shown = list(meetings.between(start, end).for_listing())
    rows = rows_for(person, [*shown, *(still_to_come(meetings, shown, end) if is_present else [])])
    by_date = {day.date: day for week in weeks for day in week}
    for row in rows:
        if row.day in by_date:
            by_date[row.day].rows.append(row)
    return Month(first, weeks, [row for row in rows if is_present and not row.meeting.is_over][:COMING])


def still_to_come(meetings: OccurrenceQuerySet, shown: list[Occurrence], since: datetime) -> Iterable[Occurrence]:
    """After those of the month, as many as are missing to the next dozen."""
    missing = COMING - sum(not meeting.is_over for meeting in shown)
    later = meetings.upcoming().filter(starts_at__gte=since)
    return later.for_listing()[:missing] if missing > 0 else ()


def by_day(rows: Iterable[Row], due: Iterable[Due] = ()) -> list[Day]:
    """Only the days that have something, for a list."""
    today = timezone.localdate()
    meetings = {day: list(of_day) for day, of_day in groupby(rows, key=lambda row: row.day)}
    dues = {day: list(of_day) for day, of_day in groupby(due, key=lambda one: one.on)}
    order = meetings if not dues else sorted({*meetings, *dues})
    return [Day(day, False, day == today, meetings.get(day, []), dues.get(day, [])) for day in order]


def put_on(days: Iterable[DayWithDue], due: Iterable[Due]) -> None:
    """Each on its day."""
    by_date = {day.date: day for day in days}
    for one in due:
        if one.on in by_date:
            by_date[one.on].due.append(one)


def midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))

"""A week by the hour, in the reader's time zone: where each meeting stands, and which ones stand side by side."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from practica.meetings.queries.calendar import SATURDAY, YEARS, midnight
from practica.meetings.queries.listing import Row, rows_for

if TYPE_CHECKING:
    from collections.abc import Iterable

    from practica.communities.queries.due import Due
    from practica.meetings.models.occurrence import OccurrenceQuerySet
    from practica.people.models import Person

HALF_HOUR, HALVES_IN_A_DAY = 30, 48
MORNING, EVENING = 8, 19
SIDE_BY_SIDE = 2
A_WEEK = timedelta(days=7)


@dataclass
class Slot:
    """A meeting from one half hour of its day to another; `side` is its place, from 1, among the `sides` beside it."""

    row: Row
    start: int
    end: int
    side: int = 1
    sides: int = 1

    @property
    def halves(self) -> int:
        return self.end - self.start


@dataclass
class WeekDay:
    date: date
    is_today: bool
    slots: list[Slot] = field(default_factory=list)
    # Those for which there is no room beside two others at the same hour.
    crowd: list[Row] = field(default_factory=list)
    due: list[Due] = field(default_factory=list)

    @property
    def is_weekend(self) -> bool:
        return self.date.weekday() >= SATURDAY


@dataclass(frozen=True)
class Week:
    days: list[WeekDay]
    hours: range

    @property
    def first(self) -> date:
        return self.days[0].date

    @property
    def before(self) -> date:
        return self.first - A_WEEK

    @property
    def after(self) -> date:
        return self.first + A_WEEK

    @property
    def month(self) -> date:
        """The month most of its days are in."""
        return self.days[3].date.replace(day=1)

    @property
    def is_empty(self) -> bool:
        return not any(day.slots or day.due for day in self.days)


def week_asked(text: str, otherwise: date) -> date:
    """The Monday of the week `2026-11-26` is in; of the week of `otherwise` if that is no day."""
    try:
        asked = date.fromisoformat(text)
    except ValueError:
        asked = otherwise
    day = asked if asked.year in YEARS else otherwise
    return day - timedelta(days=day.weekday())


def week_of(person: Person, meetings: OccurrenceQuerySet, monday: date) -> Week:
    today = timezone.localdate()
    by_date: dict[date, list[Row]] = {monday + timedelta(days=n): [] for n in range(7)}
    start, end = midnight(monday), midnight(monday + A_WEEK)
    for row in rows_for(person, meetings.between(start, end).for_listing()):
        if row.day in by_date:
            by_date[row.day].append(row)
    days = [_placed(WeekDay(day, day == today), rows) for day, rows in by_date.items()]
    return Week(days, _hours([slot for day in days for slot in day.slots]))


def week_in_words(week: Week) -> str:
    """`23 – 29 November`, `30 Nov – 6 Dec`, with the year where it is not the present one."""
    first, last = week.first, week.days[-1].date
    this_year = first.year == last.year == timezone.localdate().year
    if first.month == last.month:
        whole = pgettext("date format", "j F") if this_year else pgettext("date format", "j F Y")
        return _("%(first)s – %(last)s") % {"first": first.day, "last": date_format(last, whole)}
    short = pgettext("week", "j M") if this_year else pgettext("week", "j M Y")
    return _("%(first)s – %(last)s") % {"first": date_format(first, short), "last": date_format(last, short)}


def _placed(day: WeekDay, rows: Iterable[Row]) -> WeekDay:
    """Meetings that touch share the width; a cluster ends where nothing goes on."""
    cluster: list[Slot] = []
    for row in rows:
        start, end = _halves(day.date, row)
        if cluster and start >= max(slot.end for slot in cluster):
            _shared(cluster)
            cluster = []
        taken = {slot.side for slot in cluster if slot.end > start}
        free = next((side for side in range(1, SIDE_BY_SIDE + 1) if side not in taken), None)
        if free is None:
            day.crowd.append(row)
            continue
        cluster.append(Slot(row, start, end, free))
        day.slots.append(cluster[-1])
    _shared(cluster)
    return day


def _shared(cluster: list[Slot]) -> None:
    for slot in cluster:
        slot.sides = max(one.side for one in cluster)


def _halves(day: date, row: Row) -> tuple[int, int]:
    """The half hours it touches, up to midnight."""
    begins, ends = (timezone.localtime(moment) for moment in (row.meeting.starts_at, row.meeting.ends_at))
    start = _half(begins.time())
    whole = ends + timedelta(minutes=HALF_HOUR, microseconds=-1)
    end = _half(whole.time()) if whole.date() == day else HALVES_IN_A_DAY
    return start, max(end, start + 1)


def _half(at: time) -> int:
    return (at.hour * 60 + at.minute) // HALF_HOUR


def _hours(slots: list[Slot]) -> range:
    """From 08 to 19, and as far beyond as its meetings go."""
    first = min([MORNING, *(slot.start // 2 for slot in slots)])
    last = max([EVENING, *((slot.end + 1) // 2 for slot in slots)])
    for slot in slots:
        slot.start, slot.end = slot.start - first * 2, slot.end - first * 2
    return range(first, last)


def now_in(week: Week, moment: datetime) -> tuple[int, int] | None:
    """The half hour, from 1, and the tens of minutes in it, where the line of the present is drawn."""
    local = timezone.localtime(moment)
    half = _half(local.time()) - week.hours.start * 2
    is_drawn = any(day.is_today for day in week.days) and 0 <= half < len(week.hours) * 2
    return (half + 1, local.minute % HALF_HOUR // 10) if is_drawn else None

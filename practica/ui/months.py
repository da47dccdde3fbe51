"""A month as weeks of days, for the grid of a calendar."""

import calendar
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.utils import timezone
from django.utils.formats import date_format


@dataclass(frozen=True)
class Occasion:
    """Something on a day; `label` is what a reader hears, with the day in it."""

    day: date
    title: str
    url: str
    hue: str = "pine"
    label: str = ""
    is_cancelled: bool = False


@dataclass(frozen=True)
class Day:
    date: date
    is_outside: bool
    is_today: bool
    occasions: list[Occasion] = field(default_factory=list)


@dataclass(frozen=True)
class Month:
    first: date
    weekdays: list[tuple[str, str]]
    weeks: list[list[Day]]

    @property
    def before(self) -> date:
        return (self.first - timedelta(days=1)).replace(day=1)

    @property
    def after(self) -> date:
        return (self.first + timedelta(days=31)).replace(day=1)


def month(first: date, occasions: Iterable[Occasion], today: date | None = None) -> Month:
    """The weeks that touch this month, from Monday to Sunday as in ISO 8601."""
    today = today or timezone.localdate()
    by_day: dict[date, list[Occasion]] = defaultdict(list)
    for occasion in occasions:
        by_day[occasion.day].append(occasion)
    weeks = [
        [Day(day, day.month != first.month, day == today, by_day[day]) for day in week]
        for week in calendar.Calendar().monthdatescalendar(first.year, first.month)
    ]
    weekdays = [(date_format(day.date, "D"), date_format(day.date, "l")) for day in weeks[0]]
    return Month(first.replace(day=1), weekdays, weeks)

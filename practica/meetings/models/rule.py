"""How a series repeats: a recurrence rule of RFC 5545 over wall time, by days and not finer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from dateutil.rrule import rrulestr
from django.utils.translation import gettext as _
from icalendar import vRecur

from practica.foundation.access import Refused

if TYPE_CHECKING:
    from collections.abc import Iterator

PARTS = ("FREQ", "INTERVAL", "BYMONTH", "BYMONTHDAY", "BYDAY", "BYSETPOS", "WKST")
FREQUENCIES = {"DAILY", "WEEKLY", "MONTHLY", "YEARLY"}
EARLIEST, LATEST = date(1970, 1, 1), date(2100, 1, 1)
MOST_TIMES = 1000
LONGEST_RULE = 200
WEEK = 7
# Days of each month in a leap year; what asks for a day beyond them would be looked for until the end of time.
DAYS_IN = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


@dataclass(frozen=True)
class Rule:
    """`text` has no end in it; the end is `ends_on` (the last day, wall time) or `count` times, or neither."""

    text: str
    ends_on: date | None = None
    count: int | None = None

    def walls(self, first: datetime, until: date) -> Iterator[datetime]:
        """The wall times of its meetings from `first` to the day `until`, in order."""
        if not self.text:
            yield first
            return
        last = min(until, self.ends_on) if self.ends_on else until
        for number, wall in enumerate(rrulestr(self.text, dtstart=first)):
            if wall.date() > last or (self.count and number >= self.count):
                return
            yield wall

    def first(self, start: datetime) -> datetime | None:
        """The first meeting that is not before `start`, for the rule reckoned from there."""
        return next(self.walls(start, LATEST), None)


def rule_from(text: str) -> Rule:
    """Reads what another program or a person wrote; refuses what is finer than a day or not a rule."""
    parts = _parts_of(text)
    if not parts:
        return Rule("")
    count, ends_on = parts.pop("COUNT", [None])[0], parts.pop("UNTIL", [None])[0]
    strange = sorted(set(parts) - set(PARTS))
    if strange or str(parts.get("FREQ", [""])[0]) not in FREQUENCIES or _never_comes(parts):
        raise Refused(_("This rule repeats in a way that is not kept here: %(rule)s") % {"rule": text[:120]})
    kept = ";".join(f"{name}={_joined(parts[name])}" for name in PARTS if name in parts)
    if len(kept) > LONGEST_RULE:
        raise Refused(_("This is not a rule for repeating: %(rule)s") % {"rule": text[:120]})
    _must_work(kept)
    return Rule(kept, _as_day(ends_on), min(int(count), MOST_TIMES) if count else None)


def _parts_of(text: str) -> dict[str, list[Any]]:
    text = text.strip().upper().removeprefix("RRULE:")
    try:
        parts = {str(name): list(values) for name, values in vRecur.from_ical(text).items()} if text else {}
    except ValueError:
        parts = {}
    if text and not parts:
        raise Refused(_("This is not a rule for repeating: %(rule)s") % {"rule": text[:120]})
    return parts


def _never_comes(parts: dict[str, list[Any]]) -> bool:
    """Rules that ask for days that do not exist, or that short rhythms can't meet."""
    frequency = str(parts["FREQ"][0])
    if any(not 1 <= int(month) <= len(DAYS_IN) for month in parts.get("BYMONTH", [])):
        return True
    every = int(parts.get("INTERVAL", [1])[0])
    if not 1 <= every <= MOST_TIMES:
        return True
    if frequency in {"DAILY", "WEEKLY"}:
        bound_to_a_weekday = frequency == "DAILY" and every % WEEK == 0 and "BYDAY" in parts
        return "BYMONTHDAY" in parts or "BYSETPOS" in parts or bound_to_a_weekday
    months = [int(month) for month in parts.get("BYMONTH", [])]
    longest = max((DAYS_IN[month - 1] for month in months), default=31)
    return all(abs(int(day)) > longest for day in parts["BYMONTHDAY"]) if "BYMONTHDAY" in parts else False


def _joined(values: list[Any]) -> str:
    return ",".join(str(value) for value in values)


def _must_work(text: str) -> None:
    try:
        rrulestr(text, dtstart=datetime(2026, 1, 1))  # noqa: DTZ001 -- wall time has no zone
    except (ValueError, TypeError, KeyError) as error:
        raise Refused(_("This is not a rule for repeating: %(rule)s") % {"rule": text[:120]}) from error


def _as_day(until: object) -> date | None:
    # The day of an end given as a moment; a meeting on that very day is rarely meant to be left out.
    return until.date() if isinstance(until, datetime) else until if isinstance(until, date) else None


def ends_before(day: date) -> date:
    return day - timedelta(days=1)


def wall_of(day: date, at: time) -> datetime:
    return datetime.combine(day, at.replace(tzinfo=None))

"""What a calendar text of another program says, in our words; what can't be kept is refused with its reason."""

from __future__ import annotations

import warnings
from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _
from icalendar import Calendar

from practica.foundation.access import Refused
from practica.foundation.calendar_time import in_zone, is_zone
from practica.foundation.text_fields import clean_line
from practica.meetings.actions.planning import LONGEST, SHORTEST
from practica.meetings.models import Rule, rule_from
from practica.meetings.models.rule import EARLIEST, LATEST, ends_before

if TYPE_CHECKING:
    from practica.meetings.models import Series
    from practica.people.models import Person

LARGEST = 2 * 1024 * 1024
# What the library raises on files that are not quite calendars; found by reading some hundred of them.
UNREADABLE = (ValueError, KeyError, IndexError, TypeError, AttributeError, OverflowError, RecursionError)


def parts_of(content: bytes) -> list[Any]:
    """Every component of every calendar in the text. Refused: larger than 2 MB, or no calendar."""
    if len(content) > LARGEST:
        raise Refused(_("The file is larger than 2 MB."))
    try:
        with warnings.catch_warnings():
            # The library guesses at odd zone names and says so; what it could not guess is refused below.
            warnings.simplefilter("ignore")
            calendars = Calendar.from_ical(content, multiple=True)
    except UNREADABLE as error:
        raise Refused(_("This is not a calendar file that can be read.")) from error
    return [part for calendar in calendars for part in calendar.walk()]


def text_of(part: Any, name: str) -> str:
    value = part.get(name, "")
    return str(value[0] if isinstance(value, list) and value else value).replace("\x00", "")


def title_of(part: Any) -> str:
    return clean_line(text_of(part, "SUMMARY"))[:200] or _("Without a title")


def is_cancelled(part: Any) -> bool:
    return text_of(part, "STATUS").upper() == "CANCELLED"


def start_of(part: Any) -> datetime:
    start = part.decoded("DTSTART") if "DTSTART" in part else None
    if start is None:
        raise Refused(_("It has no date."))
    if not isinstance(start, date):
        raise Refused(_("Its dates can't be read."))
    if not isinstance(start, datetime):
        raise Refused(_("It lasts whole days; a meeting here has an hour."))
    if start.tzinfo is None and "TZID" in part["DTSTART"].params:
        raise Refused(_("“%(zone)s” is not a time zone.") % {"zone": str(part["DTSTART"].params["TZID"])[:60]})
    if not EARLIEST <= start.date() < LATEST:
        raise Refused(_("Choose a day between 1970 and 2100."))
    return start


def zone_of(start: datetime, notes: list[str], by: Person) -> str:
    if start.tzinfo is None:
        notes.append(_("It names no time zone: read in yours, %(zone)s.") % {"zone": by.time_zone})
        return by.time_zone
    name = str(getattr(start.tzinfo, "key", "") or getattr(start.tzinfo, "zone", "") or start.tzname() or "")
    if not is_zone(name):
        raise Refused(_("“%(zone)s” is not a time zone.") % {"zone": name[:60]})
    return name


def wall_in(start: datetime) -> datetime:
    return start.replace(tzinfo=None, second=0, microsecond=0)


def rule_of(master: Any, wall: datetime, zone: str) -> Rule:
    """Its rule, with an end that is exact: a meeting later on the last day than UNTIL says is none."""
    rules = master.get("RRULE")
    if isinstance(rules, list):
        raise Refused(_("It repeats by more than one rule."))
    if not rules:
        return Rule("")
    rule = rule_from(rules.to_ical().decode())
    until = next(iter(rules.get("UNTIL", [])), None)
    if rule.ends_on is None or not isinstance(until, datetime):
        return rule
    last = in_zone(until, zone) if until.tzinfo else until
    is_held = last.time() >= wall.time()
    return Rule(rule.text, last.date() if is_held else ends_before(last.date()), rule.count)


def length_of(part: Any, start: datetime, otherwise: int = 60) -> int:
    """Minutes."""
    if "DURATION" in part:
        length = part.decoded("DURATION")
    elif "DTEND" in part:
        end = part.decoded("DTEND")
        end = end if isinstance(end, datetime) else datetime.combine(end, time.min, start.tzinfo)
        # Across a change of clocks: how long it lasts, not how far the hands move.
        length = end.astimezone(UTC) - start.astimezone(UTC) if start.tzinfo and end.tzinfo else end - start
    else:
        return otherwise
    minutes: int = round(length.total_seconds() / 60)
    if not SHORTEST <= minutes <= LONGEST:
        raise Refused(_("A meeting lasts between 5 minutes and a day."))
    return minutes


def refuse_loose_dates(part: Any) -> None:
    """Dates beside a rule, and what shifts all days from one on, would be kept in part only."""
    given = part.get("RDATE", [])
    lists = given if isinstance(given, list) else [given]
    if "EXRULE" in part or any(getattr(one, "dts", True) for one in lists):
        raise Refused(_("Dates beside its rule can't be kept: plan them as meetings of their own."))
    if "RECURRENCE-ID" in part and "RANGE" in part["RECURRENCE-ID"].params:
        raise Refused(_("A change to one day and all that follow can't be kept: make it in the series."))


def left_out(master: Any, series: Series) -> set[datetime]:
    """The days the text takes out of its rule."""
    return {moment_of(day, series) for day in days_left_out(master)}


def days_left_out(master: Any) -> list[date | datetime]:
    given = master.get("EXDATE", [])
    lists = given if isinstance(given, list) else [given]
    return [each.dt for one in lists for each in one.dts]


def moment_of(value: date | datetime, series: Series) -> datetime:
    """A day alone is that day's meeting; an hour without a zone is meant in the series' zone."""
    if not isinstance(value, datetime):
        first = series.first_wall or datetime.min  # noqa: DTZ901 -- a series with meetings has a first
        value = datetime.combine(value, first.time())
    if value.tzinfo is None:
        value = value.replace(tzinfo=ZoneInfo(series.zone))
    return value.astimezone(UTC)

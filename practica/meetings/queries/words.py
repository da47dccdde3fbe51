"""A rule as a sentence, in the reader's language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.dates import WEEKDAYS
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from practica.foundation.calendar_time import in_zone

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from practica.meetings.models import Rule, Timing

DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
WORKDAYS = ["MO", "TU", "WE", "TH", "FR"]
Parts = dict[str, str]


def in_words(rule: Rule, first_on: date | None) -> str:
    """`Every 2 weeks on Thursday, 10 times`."""
    if not rule.text:
        return _("Once")
    return _rhythm(rule, first_on) + _end(rule)


def hours_in_words(timing: Timing) -> str:
    """`09:00`, `09:00 and 17:00 in turn`."""
    hours = _listed([f"{hour:%H:%M}" for hour in timing.hours])
    return _("%(hours)s in turn") % {"hours": hours} if timing.turns else hours


def zone_in_words(zone: str, moment: datetime) -> str:
    """`Madrid, UTC+1`."""
    local = in_zone(moment, zone)
    offset = local.utcoffset()
    minutes = round(offset.total_seconds() / 60) if offset else 0
    if zone == "UTC":
        return "UTC"
    sign = "−" if minutes < 0 else "+"
    hours, rest = divmod(abs(minutes), 60)
    clock = f"{hours}:{rest:02}" if rest else f"{hours}"
    return f"{place_of(zone)}, UTC{sign}{clock}"


def place_of(zone: str) -> str:
    return zone.rsplit("/", 1)[-1].replace("_", " ")


def _rhythm(rule: Rule, first_on: date | None) -> str:
    parts: Parts = dict(part.split("=", 1) for part in rule.text.split(";"))
    known = {"FREQ", "INTERVAL", "BYDAY", "BYMONTHDAY", "BYSETPOS", "WKST", "BYMONTH"}
    words = _SENTENCES[parts["FREQ"]](parts, int(parts.get("INTERVAL", "1")), first_on) if set(parts) <= known else ""
    return words or _("By a rule of its own (%(rule)s)") % {"rule": rule.text}


def _daily(parts: Parts, every: int, _first: date | None) -> str:
    if parts.get("BYDAY", "").split(",") == WORKDAYS and every == 1:
        return _("Every workday")
    if set(parts) - {"FREQ", "INTERVAL", "WKST"}:
        return ""
    return ngettext("Every day", "Every %(n)s days", every) % {"n": every}


def _weekly(parts: Parts, every: int, first: date | None) -> str:
    days = parts["BYDAY"].split(",") if "BYDAY" in parts else [DAYS[first.weekday()]] if first else []
    if set(parts) - {"FREQ", "INTERVAL", "WKST", "BYDAY"} or not set(days) <= set(DAYS):
        return ""
    if not days:
        return ngettext("Every week", "Every %(n)s weeks", every) % {"n": every}
    if days == WORKDAYS and every == 1:
        return _("Every workday")
    given = {"n": every, "days": _listed([_day(day) for day in days])}
    return ngettext("Every %(days)s", "Every %(n)s weeks on %(days)s", every) % given


def _monthly(parts: Parts, every: int, first: date | None) -> str:
    if "BYMONTH" in parts:
        return ""
    given = {"n": every, "which": _which(parts, first)}
    if not given["which"]:
        return "" if "BYDAY" in parts else ngettext("Every month", "Every %(n)s months", every) % {"n": every}
    return ngettext("Every month on %(which)s", "Every %(n)s months on %(which)s", every) % given


def _yearly(parts: Parts, every: int, first: date | None) -> str:
    if first is None or every != 1 or set(parts) - {"FREQ", "INTERVAL", "BYMONTH", "BYMONTHDAY"}:
        return ""
    return _("Every year on %(day)s") % {"day": date_format(first, pgettext("date format", "j F"))}


_SENTENCES = {"DAILY": _daily, "WEEKLY": _weekly, "MONTHLY": _monthly, "YEARLY": _yearly}


def _which(parts: Parts, first: date | None) -> str:
    """`the second Thursday`, `the last day`, `day 15`."""
    if "BYDAY" in parts:
        return _nth_weekdays(parts)
    numbers = [int(n) for n in parts["BYMONTHDAY"].split(",")] if "BYMONTHDAY" in parts else []
    numbers = numbers or ([first.day] if first else [])
    if numbers == [-1]:
        return _("the last day")
    if not numbers or min(numbers) < 1 or "BYSETPOS" in parts:
        return ""
    return _("day %(n)s") % {"n": _listed([str(n) for n in numbers])}


def _nth_weekdays(parts: Parts) -> str:
    days = parts["BYDAY"].split(",")
    if "BYSETPOS" in parts and len(days) == 1 and days[0] in DAYS:
        days = [f"{n}{days[0]}" for n in parts["BYSETPOS"].split(",")]
    nth = {"1": _("first"), "2": _("second"), "3": _("third"), "4": _("fourth"), "5": _("fifth"), "-1": _("last")}
    if "BYMONTHDAY" in parts or any(day[:-2].lstrip("+") not in nth for day in days):
        return ""
    given = [(nth[day[:-2].lstrip("+")], _day(day[-2:])) for day in days]
    if len({weekday for _n, weekday in given}) == 1:
        numbers = _listed([n for n, _weekday in given])
        return _("the %(nth)s %(weekday)s") % {"nth": numbers, "weekday": given[0][1]}
    return _listed([_("the %(nth)s %(weekday)s") % {"nth": n, "weekday": weekday} for n, weekday in given])


def _end(rule: Rule) -> str:
    if rule.count:
        return ngettext(", once", ", %(n)s times", rule.count) % {"n": rule.count}
    if rule.ends_on:
        return _(", until %(day)s") % {"day": date_format(rule.ends_on, pgettext("date format", "j F Y"))}
    return ""


def _day(code: str) -> str:
    return str(WEEKDAYS[DAYS.index(code)])


def _listed(words: Sequence[str]) -> str:
    if len(words) < 2:  # noqa: PLR2004 -- one word is no list
        return "".join(words)
    return _("%(most)s and %(last)s") % {"most": ", ".join(words[:-1]), "last": words[-1]}


def month_in_words(day: date) -> str:
    """`November 2026`, `noviembre de 2026`: as it stands in a sentence."""
    return date_format(day, pgettext("date format", "F Y"))


def month_as_title(day: date) -> str:
    """`November 2026`, `Noviembre de 2026`."""
    return capfirst(month_in_words(day))


def day_and_hour(moment: datetime | None) -> str:
    return date_format(timezone.localtime(moment), _("D j M Y, H:i"))

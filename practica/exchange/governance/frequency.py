"""Written frequencies to recurrence rules: “biweekly starting Thursday June 7, 2018”, “monthly - third Tuesday”."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from itertools import islice

from dateutil.rrule import rrulestr

from practica.exchange.governance.clock import read_length, read_time, read_zone
from practica.exchange.governance.dates import WrittenDate, first_date

ASSUMED_MINUTES = 60
LONGEST_MINUTES = 8 * 60
DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
CODES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
ORDINALS = {
    "first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4, "fifth": 5, "5th": 5,
    "last": -1,
}  # fmt: skip
NUMBERS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "eight": 8, "other": 2, "second": 2, "third": 3}

_NTH = rf"(?:{'|'.join(ORDINALS)})"
_WEEKDAY = rf"(?:{'|'.join(DAYS)})"
_NTH_WEEKDAY = re.compile(rf"\b(?P<nths>{_NTH}(?:(?:\s*,\s*|\s+and\s+|\s*&\s*){_NTH})*)\s+(?P<day>{_WEEKDAY})s?\b")
_AFTER = re.compile(rf"\b(?P<day>{_WEEKDAY})s?,?\s+after\s+the\s+(?P<nth>{_NTH})\s+(?P<other>{_WEEKDAY})\b")
_DAY_OF_MONTH = re.compile(r"\b(?:on\s+)?the\s+(?P<day>\d{1,2})(?:st|nd|rd|th)\b")
_EVERY_N_WEEKS = re.compile(rf"\bevery\s+(?P<n>\d+|{'|'.join(NUMBERS)})\s+weeks?\b")
_TWICE = re.compile(r"\b(?:bi-?\s?weekly|fortnightly)\b")
_WEEKLY = re.compile(rf"\b(?:weekly|every week|each week|(?:every|each)\s+{_WEEKDAY})\b")
_MONTHLY = re.compile(r"\b(?:monthly|every month|each month|of the month|once a month)\b")
_DAILY = re.compile(r"\b(?:daily|every day)\b")
_WEEKDAYS = re.compile(r"\b(?:every|each)\s+(?:weekday|working day)\b")
_UNCERTAIN = re.compile(r"\b(?:except|unless|as needed|ad[ -]hoc|on demand|cancel+ed|paused|tbd|tba|until)\b")
_EVERY_NTH = re.compile(rf"\bevery\s+(?!first|1st|last){_NTH}\s+{_WEEKDAY}")
_ALTERNATES = re.compile(r"\b(?:alternat\w+|interleaved)\b")


class Mark(StrEnum):
    """What a facilitator should look at."""

    NEEDS_A_DATE = "needs-a-date"
    WHICH_WEEK = "which-week"
    ASSUMED_LENGTH = "assumed-length"
    ASSUMED_ZONE = "assumed-zone"


@dataclass(frozen=True)
class Rhythm:
    """When a series meets, as far as the words say; `rule` is an RFC 5545 RRULE, empty if they do not say it."""

    words: str
    rule: str
    start: date | None
    time: time | None
    zone: str
    minutes: int
    marks: frozenset[Mark]
    alternates: bool = False

    def first_from(self, day: date) -> date | None:
        """The written start, or else the first day on or after the given one that the rule can begin with."""
        if not self.rule or self.start:
            return self.start if self.rule else None
        begin = day
        if "FREQ=WEEKLY" in self.rule:
            # Counted from its own first day; counting from the day before would skip a whole interval.
            codes = self.rule.rpartition("BYDAY=")[2].split(",")
            while CODES[begin.weekday()] not in codes:
                begin += timedelta(days=1)
        return next(self.dates(begin), None)

    def dates(self, first: date, after: date | None = None) -> Iterator[date]:
        """The days of the series that begins on `first`, without end, from the day `after` on."""
        every = rrulestr(self.rule, dtstart=datetime.combine(first, time()))
        begin = datetime.combine(after or first, time())
        return (moment.date() for moment in every.xafter(begin, inc=True))

    def next_dates(self, after: date, count: int) -> list[date]:
        """The first days from `after` on; a rule without a written start begins there too."""
        first = self.first_from(after)
        return list(islice(self.dates(first, after), count)) if first else []


@dataclass(frozen=True)
class Rule:
    """A rule and whether it leaves open in which week it falls."""

    text: str
    is_anchored: bool


def read_rhythm(*, day: str, at: str, zone: str, frequency: str) -> Rhythm:
    """What four written fields say together. Nothing is guessed that the marks do not own up to."""
    words = ", ".join(part for part in (frequency, day, f"{at} {zone}".strip()) if part)
    start = first_date(day) or first_date(frequency)
    begins, place, minutes = read_time(at), read_zone(zone), read_length(at)
    rule = _rule(_plain(day, start), _plain(frequency, start), start.day if start else None) if begins else None
    marks = {Mark.ASSUMED_LENGTH} if minutes is None or minutes > LONGEST_MINUTES else set()
    marks |= {Mark.ASSUMED_ZONE} if place.is_assumed else set()
    marks |= {Mark.NEEDS_A_DATE} if rule is None else set()
    marks |= {Mark.WHICH_WEEK} if rule and not rule.is_anchored else set()
    return Rhythm(
        words=words,
        rule=rule.text if rule else "",
        start=_first_day(rule, start) if rule and start else None,
        time=begins,
        zone=place.name,
        minutes=ASSUMED_MINUTES if Mark.ASSUMED_LENGTH in marks else minutes or ASSUMED_MINUTES,
        marks=frozenset(marks),
        alternates=bool(_ALTERNATES.search(frequency.lower())),
    )


def _plain(text: str, start: WrittenDate | None) -> str:
    """Small letters, without the date that has been read already."""
    if start and first_date(text) == start:
        text = f"{text[: start.begins]} {text[start.ends :]}"
    return " ".join(text.lower().replace("\N{EN DASH}", "-").split())


def _first_day(rule: Rule, start: WrittenDate) -> date:
    """The written start, or the first day after it that the rule has, when the two disagree."""
    weekly = re.sub(r";INTERVAL=\d+", "", rule.text)
    every = rrulestr(weekly, dtstart=datetime.combine(start.day, time()))
    return next(iter(every)).date()


def _rule(day: str, frequency: str, start: date | None) -> Rule | None:
    if _UNCERTAIN.search(frequency) or _says_two_things(f"{frequency} {day}", frequency):
        return None
    weekday = _weekday(day) or _weekday(frequency) or (CODES[start.weekday()] if start else None)
    if rule := _after_another_day(f"{frequency} {day}") or _nth_of_the_month(f"{frequency} {day}") or _daily(frequency):
        return rule
    if _MONTHLY.search(frequency):
        return _monthly(frequency, weekday, start)
    interval = _weeks_between(frequency)
    if interval is None or weekday is None:
        return None
    return Rule(
        f"FREQ=WEEKLY;BYDAY={weekday}" if interval == 1 else f"FREQ=WEEKLY;INTERVAL={interval};BYDAY={weekday}",
        is_anchored=interval == 1 or start is not None,
    )


def _says_two_things(text: str, frequency: str) -> bool:
    """“Weekly, and the first Tuesday”, or “every second Tuesday” (of the month, or every other?): a person chooses."""
    nth = bool(_NTH_WEEKDAY.search(text)) and not _AFTER.search(text)
    every_nth = bool(_EVERY_NTH.search(text)) and not _MONTHLY.search(frequency)
    return every_nth or (nth and _weeks_between(frequency) is not None)


def _weekday(text: str) -> str | None:
    named = re.findall(_WEEKDAY, text)
    return CODES[DAYS.index(named[0])] if named else None


def _after_another_day(text: str) -> Rule | None:
    """“Wednesday, after the fourth Tuesday”: a weekday within the span of month days that can follow the other."""
    match = _AFTER.search(text)
    if not match or (nth := ORDINALS[match["nth"]]) < 1:
        return None
    distance = (DAYS.index(match["day"]) - DAYS.index(match["other"]) - 1) % 7 + 1
    first = 7 * (nth - 1) + 1 + distance
    # The days past the 31st fall into the next month, which one rule cannot say.
    span = ",".join(str(number) for number in range(first, first + 7) if number <= 31)  # noqa: PLR2004 -- longest month
    return Rule(f"FREQ=MONTHLY;BYDAY={CODES[DAYS.index(match['day'])]};BYMONTHDAY={span}", is_anchored=True)


def _nth_of_the_month(text: str) -> Rule | None:
    match = _NTH_WEEKDAY.search(text)
    if not match:
        return None
    code = CODES[DAYS.index(match["day"])]
    days = ",".join(f"{ORDINALS[nth]}{code}" for nth in re.findall(_NTH, match["nths"]))
    return Rule(f"FREQ=MONTHLY;BYDAY={days}", is_anchored=True)


def _daily(frequency: str) -> Rule | None:
    if _WEEKDAYS.search(frequency):
        return Rule("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", is_anchored=True)
    return Rule("FREQ=DAILY", is_anchored=True) if _DAILY.search(frequency) else None


def _monthly(frequency: str, weekday: str | None, start: date | None) -> Rule | None:
    """By day of the month, or by the week the written start falls in; without either it cannot be said when."""
    match = _DAY_OF_MONTH.search(frequency)
    if match and 1 <= int(match["day"]) <= 28:  # noqa: PLR2004 -- every month has these days
        return Rule(f"FREQ=MONTHLY;BYMONTHDAY={int(match['day'])}", is_anchored=True)
    if start and weekday and CODES[start.weekday()] == weekday:
        return Rule(f"FREQ=MONTHLY;BYDAY={min((start.day - 1) // 7 + 1, 4)}{weekday}", is_anchored=False)
    return None


def _weeks_between(frequency: str) -> int | None:
    if _TWICE.search(frequency):
        return 2
    if match := _EVERY_N_WEEKS.search(frequency):
        number = match["n"]
        return int(number) if number.isdigit() else NUMBERS[number]
    return 1 if _WEEKLY.search(frequency) else None

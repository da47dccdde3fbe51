"""Dates as people write them: “June 7, 2018”, “7 June 2018”, “2019 start date: Jan. 11th”, “2018-06-07”."""

import re
from dataclasses import dataclass
from datetime import date

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = rf"(?P<month>{'|'.join(MONTHS)})[a-z]*\.?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_SHAPES = [
    re.compile(shape, re.IGNORECASE)
    for shape in (
        rf"(?<!\d){_YEAR}[-/.](?P<month>\d{{1,2}})[-/.](?P<day>\d{{1,2}})(?!\d)",
        rf"\b{_MONTH}\s+{_DAY},?\s+{_YEAR}\b",
        rf"\b{_DAY}\s+(?:of\s+)?{_MONTH},?\s+{_YEAR}\b",
        rf"\b{_YEAR}\b[^\d]{{0,20}}?\b{_MONTH}\s+{_DAY}\b",
    )
]


@dataclass(frozen=True)
class WrittenDate:
    """A date and the piece of text that says it."""

    day: date
    begins: int
    ends: int


def first_date(text: str) -> WrittenDate | None:
    """The first full date in the text; one that no calendar has (“February 30, 2024”) is passed over."""
    found = [written for shape in _SHAPES for match in shape.finditer(text) if (written := _read(match))]
    return min(found, key=lambda written: written.begins, default=None)


def _read(match: re.Match[str]) -> WrittenDate | None:
    month = match["month"].lower()
    number = int(month) if month.isdigit() else MONTHS.index(month[:3]) + 1
    try:
        day = date(int(match["year"]), number, int(match["day"]))
    except ValueError:
        return None
    return WrittenDate(day, match.start(), match.end())

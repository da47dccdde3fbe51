"""Times of day and zones as people write them: “9:00”, “2PM”, “14:30-15:00”, “PT (Pacific Time)”, “Poland”."""

import re
from dataclasses import dataclass
from datetime import time
from zoneinfo import available_timezones

# What an abbreviation means to those who write it: the wall clock of a place, summer time included.
ZONES = {
    "pt": "America/Los_Angeles", "pst": "America/Los_Angeles", "pdt": "America/Los_Angeles",
    "pacific time": "America/Los_Angeles",
    "mt": "America/Denver", "mst": "America/Denver", "mdt": "America/Denver", "mountain time": "America/Denver",
    "ct": "America/Chicago", "cst": "America/Chicago", "cdt": "America/Chicago", "central time": "America/Chicago",
    "et": "America/New_York", "est": "America/New_York", "edt": "America/New_York", "eastern time": "America/New_York",
    "utc": "UTC", "gmt": "UTC", "z": "UTC",
    "wet": "Europe/Lisbon", "bst": "Europe/London",
    # The zone database gives the name CET to Brussels since 2024.
    "cet": "Europe/Brussels", "cest": "Europe/Brussels", "central european time": "Europe/Brussels",
    "eet": "Europe/Athens", "eest": "Europe/Athens", "eastern european time": "Europe/Athens",
    "poland": "Europe/Warsaw", "ist": "Asia/Kolkata", "india": "Asia/Kolkata",
    "jst": "Asia/Tokyo", "japan": "Asia/Tokyo", "kst": "Asia/Seoul", "china": "Asia/Shanghai",
    "aest": "Australia/Sydney", "art": "America/Argentina/Buenos_Aires", "brt": "America/Sao_Paulo",
}  # fmt: skip
# Abbreviations that more than one country uses.
SHARED = {"ist", "cst", "bst"}
_TIME = re.compile(r"(?P<hour>\d{1,2})(?:[:.h](?P<minute>\d\d))?\s*(?P<half>[ap]\.?m\.?)?", re.IGNORECASE)
NOON = 12


@dataclass(frozen=True)
class Zone:
    """An IANA zone, and whether it is only the likeliest reading of the words."""

    name: str
    is_assumed: bool


def read_zone(text: str) -> Zone:
    """The place whose wall clock is meant; UTC, assumed, where the words say nothing known."""
    wanted = text.strip()
    known = {name.casefold(): name for name in available_timezones()}
    for part in re.split(r"[()]", wanted):
        word = " ".join(part.casefold().split())
        if word in ZONES:
            return Zone(ZONES[word], word in SHARED)
        if word in known:
            return Zone(known[word], is_assumed=False)
    return Zone("UTC", is_assumed=True)


def read_time(text: str) -> time | None:
    """The time of day a meeting begins."""
    match = _TIME.search(text)
    return _time(match, _half(match)) if match else None


def read_length(text: str) -> int | None:
    """Minutes, where the words give an end (“9:00-10:30”); an end past midnight counts as the next day."""
    matches = list(_TIME.finditer(text))
    if len(matches) != 2:  # noqa: PLR2004 -- a beginning and an end
        return None
    begin, end = matches
    # “2-3 PM”: the half of the day is written once, after both.
    first, last = _time(begin, _half(begin) or _half(end)), _time(end, _half(end))
    if first is None or last is None:
        return None
    return ((last.hour - first.hour) * 60 + last.minute - first.minute) % (24 * 60) or None


def _half(match: re.Match[str]) -> str:
    return (match["half"] or "").lower()[:1]


def _time(match: re.Match[str], half: str) -> time | None:
    hour, minute = int(match["hour"]), int(match["minute"] or 0)
    if half:
        hour = hour % NOON + (NOON if half == "p" else 0)
    try:
        return time(hour, minute)
    except ValueError:
        return None

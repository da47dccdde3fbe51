"""Time as people mean it: kept in UTC with the zone it was meant in, shown in the reader's."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo, available_timezones


@cache
def zone_names() -> tuple[str, ...]:
    """The zones a person can choose: places, without the aliases and the technical ones."""
    places = {
        "Africa",
        "America",
        "Antarctica",
        "Asia",
        "Atlantic",
        "Australia",
        "Europe",
        "Indian",
        "Pacific",
    }
    return (
        "UTC",
        *sorted(name for name in available_timezones() if name.split("/")[0] in places),
    )


def zone_choices() -> list[tuple[str, str]]:
    """The zones as people look for them: by their town, with how far its clocks are from UTC today."""
    now = datetime.now(UTC)
    named = [(name, f"{_town(name)} (UTC{_offset(now.astimezone(ZoneInfo(name)))})") for name in zone_names()[1:]]
    return [("UTC", "UTC"), *sorted(named, key=lambda one: one[1])]


def _town(zone: str) -> str:
    _continent, *places = zone.replace("_", " ").split("/")
    return ", ".join(reversed(places))


def _offset(moment: datetime) -> str:
    """`−3` or `+5:30`; nothing where it is none."""
    minutes = int((moment.utcoffset() or timedelta()).total_seconds()) // 60
    if not minutes:
        return ""
    hours, rest = divmod(abs(minutes), 60)
    return f"{'−' if minutes < 0 else '+'}{hours}{f':{rest:02}' if rest else ''}"


def is_zone(name: str) -> bool:
    return name in available_timezones()


def in_zone(moment: datetime, zone: str) -> datetime:
    return moment.astimezone(ZoneInfo(zone))


def from_wall(wall: datetime, zone: str) -> datetime:
    """The moment a clock on the wall in `zone` shows `wall`, in UTC.

    A wall time skipped in spring is read as if the clock had not yet changed (02:30 becomes 03:30); one that
    happens twice in autumn is the first of the two.
    """
    return wall.replace(tzinfo=ZoneInfo(zone), fold=0).astimezone(UTC)

"""Time as people mean it: kept in UTC with the zone it was meant in, shown in the reader's."""

from __future__ import annotations

from datetime import UTC, datetime
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

"""From a rule to rows: every meeting of a series stands in the table, eighteen months ahead."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.utils import timezone

from practica.foundation.calendar_time import from_wall
from practica.meetings.models import Occurrence, Series
from practica.meetings.models.described import DETAILS
from practica.meetings.models.rule import LATEST

if TYPE_CHECKING:
    from datetime import datetime

AHEAD = timedelta(days=550)


def horizon() -> date:
    return min(timezone.now().date() + AHEAD, LATEST)


def starts_of(series: Series, until: date) -> list[datetime]:
    """Where the rule puts its meetings, in UTC. Two walls that fall on one moment are one meeting."""
    if series.first_wall is None:
        return []
    walls = series.recurrence.walls(series.first_wall, until)
    return list(dict.fromkeys(from_wall(wall, series.zone) for wall in walls))


def lay_out(series: Series) -> int:
    """Make the rows that are missing up to the horizon; says how many dates that were."""
    if series.needs_date:
        return 0
    until = LATEST if not series.repeats else horizon()
    fresh = [start for start in starts_of(series, until) if _is_new(series, start)]
    Occurrence.objects.bulk_create([row_of(series, start) for start in fresh], ignore_conflicts=True, batch_size=500)
    series.laid_out_to = until
    series.save(update_fields=["laid_out_to"])
    return len(fresh)


def row_of(series: Series, start: datetime) -> Occurrence:
    return Occurrence(
        series=series,
        community_id=series.community_id,
        original_start=start,
        starts_at=start,
        ends_at=start + timedelta(minutes=series.length),
        timed_at=timezone.now(),
        changed_at=timezone.now(),
        **{name: getattr(series, name) for name in DETAILS},
    )


def _is_new(series: Series, start: datetime) -> bool:
    # The day before, since a wall day and a day in UTC differ by one at most.
    return series.laid_out_to is None or start.date() >= series.laid_out_to - timedelta(days=1)

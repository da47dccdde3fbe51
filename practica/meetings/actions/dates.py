"""From a rule to rows: every meeting of a series stands in the table, eighteen months ahead."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.utils import timezone

from practica.foundation.calendar_time import from_wall
from practica.meetings.models import Occurrence, Series
from practica.meetings.models.described import DETAILS
from practica.meetings.models.rule import LATEST, wall_of

AHEAD = timedelta(days=550)


def horizon() -> date:
    return min(timezone.now().date() + AHEAD, LATEST)


def starts_of(series: Series, until: date) -> dict[datetime, datetime]:
    """Where the rule puts its meetings, in UTC, each with when it is held: the same, unless the hours take turns.

    Two walls that fall on one moment are one meeting.
    """
    if series.first_wall is None:
        return {}
    hours, starts = series.timing.hours, dict[datetime, datetime]()
    for number, wall in enumerate(series.recurrence.walls(series.first_wall, until)):
        turned = wall_of(wall.date(), hours[number % len(hours)])
        starts.setdefault(from_wall(wall, series.zone), from_wall(turned, series.zone))
    return starts


def lay_out(series: Series) -> int:
    """Make the rows that are missing up to the horizon; says how many dates that were."""
    if series.needs_date:
        return 0
    until = LATEST if not series.repeats else horizon()
    fresh = {start: held for start, held in starts_of(series, until).items() if _is_new(series, start)}
    rows = [row_of(series, start, held) for start, held in fresh.items()]
    Occurrence.objects.bulk_create(rows, ignore_conflicts=True, batch_size=500)
    series.laid_out_to = until
    series.save(update_fields=["laid_out_to"])
    return len(fresh)


def row_of(series: Series, start: datetime, held: datetime) -> Occurrence:
    row = Occurrence(
        series=series,
        community_id=series.community_id,
        original_start=start,
        changed_at=timezone.now(),
        **{name: getattr(series, name) for name in DETAILS},
    )
    put_at(row, held)
    return row


def put_at(row: Occurrence, held: datetime) -> None:
    """On its turn. To calendars that is a day changed alone, so it counts as one."""
    row.turned_to = held if held != row.original_start else None
    row.sequence = max(row.sequence, int(row.turned_to is not None))
    row.starts_at, row.ends_at = held, held + timedelta(minutes=row.series.length)
    row.timed_at = timezone.now()


def _is_new(series: Series, start: datetime) -> bool:
    # The day before, since a wall day and a day in UTC differ by one at most.
    return series.laid_out_to is None or start.date() >= series.laid_out_to - timedelta(days=1)

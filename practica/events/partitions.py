"""The months of the event table: two years back at first (imports, demo), and always three ahead."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.db.backends.utils import CursorWrapper

BACK, AHEAD = 24, 3


def prepare_months(cursor: CursorWrapper, back: int = 0) -> None:
    """Make the partitions that are missing; rows of other months live in the default one."""
    now = datetime.now(UTC)
    this = now.year * 12 + now.month - 1
    for month in range(this - back, this + AHEAD + 1):
        name = f"events_event_{month // 12}_{month % 12 + 1:02}"
        cursor.execute("SELECT to_regclass(%s)", [name])
        if cursor.fetchone()[0] is None:
            cursor.execute(
                f"CREATE TABLE {name} PARTITION OF events_event FOR VALUES FROM (%s) TO (%s)",
                [_first_day(month), _first_day(month + 1)],
            )


def _first_day(month: int) -> datetime:
    return datetime(month // 12, month % 12 + 1, 1, tzinfo=UTC)

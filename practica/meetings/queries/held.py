"""When a series is held: next, last, and within a time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Exists, OuterRef, Subquery

from practica.meetings.models import Occurrence, Series

if TYPE_CHECKING:
    from datetime import datetime

    from practica.meetings.models.series import SeriesQuerySet


def with_dates() -> SeriesQuerySet:
    """With `next_at`, the start of the meeting that comes next or goes on now, and `last_at`, of the last one."""
    own = Occurrence.objects.standing().filter(series=OuterRef("pk"))
    return Series.objects.annotate(
        next_at=Subquery(own.upcoming().values("starts_at")[:1]), last_at=Subquery(own.past().values("starts_at")[:1])
    )


def held_at(series: Series) -> datetime | None:
    """Next, else last; none where it has no date."""
    dated: Any = series if hasattr(series, "next_at") else with_dates().get(pk=series.pk)
    moment: datetime | None = dated.next_at or dated.last_at
    return moment


def held_between(since: datetime | None, until: datetime | None) -> SeriesQuerySet:
    """Those with a meeting that begins in this time; without one of the two it has no such bound."""
    bounds = {"starts_at__gte": since, "starts_at__lt": until}
    meant = Occurrence.objects.standing().filter(series=OuterRef("pk"), **{k: v for k, v in bounds.items() if v})
    return Series.objects.filter(Exists(meant))

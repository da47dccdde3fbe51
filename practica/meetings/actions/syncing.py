"""Where calendar programs stand: what they knew when they last asked."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.utils import timezone

from practica.meetings.models import SyncPoint

if TYPE_CHECKING:
    from collections.abc import Mapping

    from practica.people.models import Person

MOST, NOTED_EVERY = 30, timedelta(days=1)


def keep_sync_point(calendar: str, digest: str, versions: Mapping[str, str], *, by: Person) -> None:
    """Remember what stands in a calendar of one's own, noted anew once a day; of many points the oldest go."""
    mine = SyncPoint.objects.filter(person=by, calendar=calendar)
    if mine.filter(digest=digest, asked_at__gt=timezone.now() - NOTED_EVERY).exists():
        return
    now = {"asked_at": timezone.now()}
    mine.update_or_create(
        person=by, calendar=calendar, digest=digest, defaults=now, create_defaults={**now, "versions": dict(versions)}
    )
    kept = list(mine.order_by("-asked_at", "-pk").values_list("pk", flat=True)[:MOST])
    mine.exclude(pk__in=kept).delete()


def forget_sync_points() -> int:
    """Those that nobody asked from for two months; says how many."""
    return SyncPoint.objects.forgotten().delete()[0]

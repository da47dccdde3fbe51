"""Where calendar programs stand: what they knew when they last asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone

from practica.meetings.models import SyncPoint

if TYPE_CHECKING:
    from collections.abc import Mapping

    from practica.people.models import Person

MOST = 30


def keep_sync_point(calendar: str, digest: str, versions: Mapping[str, str], *, by: Person) -> None:
    """Remember what stands in a calendar of one's own; of many points the oldest go."""
    SyncPoint.objects.update_or_create(
        person=by,
        calendar=calendar,
        digest=digest,
        defaults={"asked_at": timezone.now()},
        create_defaults={"asked_at": timezone.now(), "versions": dict(versions)},
    )
    mine = SyncPoint.objects.filter(person=by, calendar=calendar)
    kept = mine.order_by("-asked_at", "-pk").values("pk")[:MOST]
    mine.exclude(pk__in=list(kept.values_list("pk", flat=True))).delete()


def forget_sync_points() -> int:
    """Those that nobody asked from for two months; says how many."""
    return SyncPoint.objects.forgotten().delete()[0]

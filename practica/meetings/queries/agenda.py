"""How an agenda fills the time it has, and what waits from earlier meetings."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import takewhile
from typing import TYPE_CHECKING

from django.db.models import Case, Exists, F, IntegerField, OuterRef, Prefetch, Q, When
from django.utils import timezone

from practica.foundation.horizons import Horizon
from practica.meetings.models import AgendaItem, Displacement, Occurrence, Place

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from django.db.models import Model

    from practica.communities.models import Community
    from practica.meetings.models import WrittenView
    from practica.meetings.models.agenda import AgendaItemQuerySet, Holder

# Everybody who comes should have the agenda that long before.
NOTICE = timedelta(hours=48)
# So many agendas in a row without their capability slot are for the facilitator and the sponsor to know.
IN_A_ROW = 3
LOOKED_BACK = 12


def protected_minutes(length: int, share: int) -> int:
    """Minutes kept for capability: `share` percent of the length, to the nearest minute."""
    return (length * share + 50) // 100


@dataclass(frozen=True)
class Line:
    """An item with the moment at which it is its turn, none in a template; and its bar on the ruler, in percent."""

    item: AgendaItem
    at: datetime | None
    start: float
    width: float
    views: list[WrittenView]

    @property
    def number(self) -> int:
        return self.item.position or 0


@dataclass(frozen=True)
class Plan:
    """The items of a meeting or a template against the minutes there are."""

    lines: list[Line]
    length: int
    total: int
    protected: int
    capability: int

    @property
    def free(self) -> int:
        return max(0, self.length - self.total)

    @property
    def over(self) -> int:
        return max(0, self.total - self.length)

    @property
    def missing(self) -> int:
        """Minutes that the capability slot lacks."""
        return max(0, self.protected - self.capability)

    @property
    def first_capability(self) -> AgendaItem | None:
        return next((line.item for line in self.lines if line.item.is_capability), None)

    @property
    def bars(self) -> list[Line]:
        return [line for line in self.lines if line.width]

    @property
    def free_from(self) -> float:
        return round(100 * self.total / max(self.length, self.total, 1), 2)

    @property
    def free_width(self) -> float:
        return round(max(0.0, 100 - self.free_from - 0.4), 2) if self.free else 0.0

    @property
    def items(self) -> list[AgendaItem]:
        return [line.item for line in self.lines]


def plan_of(holder: Holder, items: Sequence[AgendaItem], views: Iterable[WrittenView] = ()) -> Plan:
    """No query: `items` are those that stand, in order, and each gets what was left on it in writing."""
    left: dict[int | None, list[WrittenView]] = defaultdict(list)
    for view in views:
        left[view.item_id].append(view)
    begins = holder.starts_at if isinstance(holder, Occurrence) else None
    share = holder.share if isinstance(holder, Occurrence) else holder.capability_share
    total = sum(item.minutes for item in items)
    whole = max(holder.length, total, 1)
    lines, before = [], 0
    for item in items:
        at = begins + timedelta(minutes=before) if begins else None
        width = max(0.0, 100 * item.minutes / whole - 0.4)
        lines.append(Line(item, at, round(100 * before / whole, 2), round(width, 2), left[item.pk]))
        before += item.minutes
    capability = sum(item.minutes for item in items if item.is_capability)
    return Plan(lines, holder.length, total, protected_minutes(holder.length, share), capability)


def items_of(holder: Holder) -> list[AgendaItem]:
    """Those that stand on it, in order, with who leads them: one query."""
    return list(AgendaItem.objects.of(holder).standing().select_related("lead"))


def agenda_of(occurrence: Occurrence) -> list[AgendaItem]:
    """What stands on it, in order, then what was proposed and what was put off: one query."""
    rows = occurrence.items.exclude(place=Place.DROPPED).select_related("lead", "proposed_by")
    return list(rows.order_by(F("position").asc(nulls_last=True), "-place", "pk"))


def has_item_from(occurrence: Occurrence, origin: Model) -> bool:
    return occurrence.items.filter(origin_type=origin._meta.label_lower, origin_id=origin.pk).exists()


def reason_of_the_gap(occurrence: Occurrence) -> Displacement | None:
    """Why its agenda was published without the whole capability slot."""
    return occurrence.displacements.filter(item=None).first()


def set_aside_in(occurrence: Occurrence) -> list[AgendaItem]:
    """What was proposed for it, and what was put off from it."""
    rows = occurrence.items.filter(place__in=[Place.PROPOSED, Place.DISPLACED])
    return list(rows.select_related("lead", "proposed_by").order_by("place", "pk"))


def waiting_from_before(occurrence: Occurrence) -> AgendaItemQuerySet:
    """What earlier meetings of its series put off, or could not take up because they were cancelled.

    Capability first, those put off most often before the others.
    """
    series = occurrence.series
    chain = {series.pk, series.came_from_id} - {None}
    rows = AgendaItem.objects.filter(
        Q(place=Place.DISPLACED) | Q(place=Place.PLACED, occurrence__cancelled_at__isnull=False),
        occurrence__series__in=chain if series.repeats else [],
        occurrence__original_start__lt=occurrence.original_start,
        is_section=False,
    )
    carried = AgendaItem.objects.filter(carried_from=OuterRef("pk"))
    capability_first = Case(When(horizon=Horizon.CAPABILITY, then=0), default=1, output_field=IntegerField())
    return rows.filter(~Exists(carried)).order_by(capability_first, "-displaced_times", "pk")


def displaced_in_a_row(community: Community) -> list[Occurrence]:
    """The latest meetings, newest first, that one after another gave away their capability slot or what stood in it."""
    published = Occurrence.objects.filter(community=community, capability_share__gt=0).standing()
    rows = published.exclude(agenda_published_at=None).order_by("-starts_at", "-pk")
    what = Prefetch("displacements", Displacement.objects.select_related("item"))
    latest = rows.prefetch_related(what)[:LOOKED_BACK]
    return list(takewhile(lambda occurrence: occurrence.displacements.all(), latest))


def hours_to_give_notice(occurrence: Occurrence) -> int:
    """Whole hours left to publish the agenda two days ahead; negative when it is late."""
    return int((occurrence.starts_at - NOTICE - timezone.now()).total_seconds() // 3600)

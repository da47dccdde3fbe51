"""All communities at once, for the programme manager: where somebody is missing and where somebody waits."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Count, OuterRef, Q, Subquery

from practica.communities.models import Community, Membership, MembershipState, Status
from practica.communities.queries.dormancy import with_proposal

if TYPE_CHECKING:
    from practica.communities.models.community import CommunityQuerySet

VIEWS = ("all", "vacant", "requests", "quiet", "forming", "resting")


def programme(view: str) -> CommunityQuerySet:
    """The communities of one view with their facilitators, members, open requests and the oldest of them."""
    asked = Membership.objects.requested().filter(community=OuterRef("pk")).order_by("since")
    found: Any = Community.objects.for_listing().annotate(oldest_request=Subquery(asked.values("since")[:1]))
    found = found.annotate(request_count=Count("memberships", filter=Q(memberships__state=MembershipState.REQUESTED)))
    return narrowed(found, view)


def narrowed(found: Any, view: str) -> CommunityQuerySet:
    chosen: CommunityQuerySet = found
    if view == "vacant":
        chosen = found.living().without_facilitator()
    if view == "quiet":
        chosen = found.filter(pk__in=with_proposal().values("pk"))
    if view == "requests":
        chosen = found.filter(request_count__gt=0).order_by("oldest_request")
    if view in {"forming", "resting"}:
        chosen = found.filter(status=Status.FORMING if view == "forming" else Status.DORMANT)
    return chosen


def programme_counts() -> dict[str, int]:
    """How many there are in each view."""
    counted = Community.objects.aggregate(
        all=Count("pk"),
        quiet=Count("pk", filter=Q(pk__in=with_proposal().values("pk"))),
        forming=Count("pk", filter=Q(status=Status.FORMING)),
        resting=Count("pk", filter=Q(status=Status.DORMANT)),
    )
    return {
        **counted,
        "vacant": Community.objects.living().without_facilitator().count(),
        "requests": Membership.objects.requested().values("community").distinct().count(),
    }

"""The people of a community, as its pages show them."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db.models import Case, Q, Value, When
from django.utils import timezone

from practica.communities.models import Role

if TYPE_CHECKING:
    from practica.communities.models import Community, Membership
    from practica.people.models import Person

SHOWN = 3
NEWCOMER = timedelta(days=30)


def people_to_meet(community: Community, person: Person) -> list[Membership]:
    """Newcomers first, then those who say what one may ask them about; never oneself."""
    month_ago = timezone.now() - NEWCOMER
    rank = Case(
        When(joined_at__gte=month_ago, then=Value(0)),
        When(~Q(person__ask_me_about=""), then=Value(1)),
        default=Value(2),
    )
    rows = community.memberships.active().exclude(person=person).exclude(role=Role.GUEST)
    return list(rows.select_related("person").order_by(rank, "-joined_at", "pk")[:SHOWN])

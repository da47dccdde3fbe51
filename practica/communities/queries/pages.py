"""What every page of a community shows: its tabs and who is in it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.db.models import Case, Count, Q, Value, When, Window
from django.urls import reverse
from django.utils import timezone

from practica.communities import models
from practica.communities.models import Role
from practica.foundation.kept_query import KeptQuery
from practica.people.models import face_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from django.db.models import QuerySet
    from django.utils.functional import Promise

    from practica.communities.models import Community
    from practica.people.models import Person

    Count_ = Callable[[Community, Person], int]

FACES = 5
NEW = timedelta(days=30)


def _no_count(_community: Community, _person: Person) -> int:
    return 0


@dataclass(frozen=True)
class CommunityTab:
    """One of the pages every community has; `url_name` takes the slug. The count, if any, stands beside the word."""

    name: str
    label: str | Promise
    url_name: str
    order: int
    count: Count_ = _no_count


_tabs: dict[str, CommunityTab] = {}


def declare_tab(tab: CommunityTab) -> None:
    """A feature adds its page to every community."""
    _tabs[tab.name] = tab


def declared_tabs() -> list[CommunityTab]:
    return sorted(_tabs.values(), key=lambda tab: tab.order)


def tabs_of(community: Community, person: Person, current: str) -> list[dict[str, Any]]:
    """The pages of a community as its bar shows them."""
    return [
        {
            "label": tab.label,
            "url": reverse(tab.url_name, args=[community.slug]),
            "current": tab.name == current,
            "count": tab.count(community, person),
        }
        for tab in declared_tabs()
    ]


@dataclass(frozen=True)
class Membership:
    """How many belong, how many of them are new, and the first faces."""

    total: int
    new: int
    faces: list[Person]


@KeptQuery
def _first_members(community: Community, lately: datetime) -> QuerySet[models.Membership]:
    rank = Case(
        When(role=Role.FACILITATOR, then=Value(0)),
        When(role=Role.CORE, then=Value(1)),
        default=Value(2),
    )
    new = Window(Count("pk", filter=Q(joined_at__gte=lately)))
    members = models.Membership.objects.full().filter(community=community).annotate(total=Window(Count("pk")), new=new)
    shown = members.select_related("person").only("community", *face_of("person"))
    return shown.order_by(rank, "joined_at", "pk")[:FACES]


def membership_at_a_glance(community: Community) -> Membership:
    """The members of a community (guests visit) in one query; faces with a role come first."""
    rows: list[Any] = _first_members(community, timezone.now() - NEW)
    if not rows:
        return Membership(total=0, new=0, faces=[])
    return Membership(total=rows[0].total, new=rows[0].new, faces=[row.person for row in rows])

"""The people of a community, as its pages show them."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db.models import Case, Count, Q, Value, When
from django.utils import timezone

from practica.communities.models import Membership, MembershipState, Role, is_current
from practica.foundation.kept_query import KeptQuery
from practica.people.models import Person, face_of
from practica.people.queries.directory import matching
from practica.people.queries.words import near

if TYPE_CHECKING:
    from datetime import datetime

    from django.db.models import QuerySet

    from practica.communities.models import Community
    from practica.communities.models.membership import MembershipQuerySet

SHOWN = 3
FOUND = 8
FOUNDERS_NEEDED = 3
NEWCOMER = timedelta(days=30)


def people_to_meet(community: Community, person: Person) -> list[Membership]:
    """Newcomers first, then those who say what one may ask them about; never oneself, nobody whose account is closed."""
    return _to_meet(community, person, timezone.now() - NEWCOMER)


@KeptQuery
def _to_meet(community: Community, person: Person, month_ago: datetime) -> QuerySet[Membership]:
    rank = Case(
        When(joined_at__gte=month_ago, then=Value(0)),
        When(~Q(person__ask_me_about=""), then=Value(1)),
        default=Value(2),
    )
    others = Membership.objects.full().filter(community=community, person__deactivated_at=None).exclude(person=person)
    shown = others.select_related("person").only(
        "community", "joined_at", *face_of("person"), "person__place", "person__ask_me_about"
    )
    return shown.order_by(rank, "-joined_at", "pk")[:SHOWN]


def people_missing(community: Community) -> int:
    """How many more have to say yes before a forming community lives."""
    return max(0, FOUNDERS_NEEDED - community.memberships.full().count())


def is_upcoming(community: Community) -> bool:
    """Its first gathering is still to come."""
    day = community.first_gathering_on
    return day is not None and day >= timezone.localdate()


def members_named(community: Community, words: str) -> MembershipQuerySet:
    """Full members in their order; with words, those who are found by them as in the directory of people."""
    rows: MembershipQuerySet = community.memberships.full()
    if words:
        rows = rows.filter(person__in=Person.objects.filter(matching(words)))
    return rows.in_role_order()


def membership_counts(community: Community) -> dict[str, int]:
    """How many ask, are invited, belong, visit, and can facilitate, in one query."""
    active = Q(state=MembershipState.ACTIVE)
    return community.memberships.aggregate(
        asking=Count("pk", filter=Q(state=MembershipState.REQUESTED)),
        invited=Count("pk", filter=Q(state=MembershipState.INVITED)),
        members=Count("pk", filter=active & ~Q(role=Role.GUEST)),
        guests=Count("pk", filter=is_current() & Q(role=Role.GUEST)),
        facilitators=Count("pk", filter=active & Q(role=Role.FACILITATOR, person__deactivated_at=None)),
    )


def people_named(words: str, person: Person) -> QuerySet[Person]:
    """Colleagues whose name, handle or headline holds all the words, accents ignored; at most eight."""
    return _named(words, person).order_by("name", "pk")[:FOUND]


def invitable_people(words: str, person: Person, community: Community) -> QuerySet[Person]:
    """The same without those who belong, are invited or have asked."""
    there = community.memberships.filter(state__in=["active", "invited", "requested"]).values("person")
    return _named(words, person).exclude(pk__in=there).order_by("name", "pk")[:FOUND]


def _named(words: str, person: Person) -> QuerySet[Person]:
    found = Person.objects.visible_to(person).filter(near(words)).exclude(pk=person.pk)
    for word in words.split()[:5]:
        found = found.filter(
            Q(name__unaccent__icontains=word) | Q(handle__icontains=word) | Q(headline__unaccent__icontains=word)
        )
    return found.select_related("unit") if words.strip() else found.none()

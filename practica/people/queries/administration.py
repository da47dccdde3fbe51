"""What those who administer see of accounts: also the closed ones, and people who have none yet."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Exists, OuterRef
from django.db.models.functions import Lower

from practica.people.models import Invitation, Person
from practica.people.queries.directory import matching

if TYPE_CHECKING:
    from django.db.models import QuerySet

FILTERS: dict[str, dict[str, Any]] = {
    "unclaimed": {"claimed_at": None, "unconfirmed_since": None},
    "closed": {"deactivated_at__isnull": False},
    "guests": {"is_guest": True},
}


def accounts(words: str = "", kind: str = "") -> QuerySet[Person]:
    """Everybody, by name, with whether a claim letter waits for them."""
    waiting = Invitation.objects.waiting().filter(person=OuterRef("pk"))
    people: QuerySet[Person] = Person.objects.filter(matching(words)).annotate(claim_waits=Exists(waiting))
    if kind == "office":
        people = people.exclude(is_programme_manager=False, is_administrator=False)
    elif kind in FILTERS:
        people = people.filter(**FILTERS[kind])
    return people.select_related("unit").order_by(Lower("name"), "pk")


def invitations_to_show() -> QuerySet[Invitation]:
    """The letters that wait for an answer, newest first."""
    return Invitation.objects.waiting().select_related("invited_by", "person").order_by("-invited_at", "-pk")

"""Who somebody is in a community: asked by every policy."""

from __future__ import annotations

from typing import TYPE_CHECKING

from practica.communities.models import Community, Membership, Role
from practica.foundation.kept_query import KeptQuery

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from practica.people.models import Person

CORE = {Role.CORE, Role.FACILITATOR}


def memberships_of(person: Person) -> dict[int, Membership]:
    """The active memberships by community, each with it, in the order of their names; read once a request.

    They are kept on the person: every policy asks for them, and every page lists them in its rail.
    """
    kept: dict[int, Membership] | None = getattr(person, "_memberships", None)
    if kept is None:
        kept = {row.community_id: row for row in _current(person)}
        person._memberships = kept  # type: ignore[attr-defined]  # noqa: SLF001 -- our own cache on the request's person
    return kept


@KeptQuery
def _current(person: Person) -> QuerySet[Membership]:
    return Membership.objects.current().of(person).select_related("community").order_by("community__name")


def membership_of(person: Person, community: Community) -> Membership | None:
    return memberships_of(person).get(community.pk)


def forget_memberships(person: Person) -> None:
    """After a change of membership: the next question reads again."""
    if hasattr(person, "_memberships"):
        del person._memberships  # noqa: SLF001


def is_member(person: Person, community: Community) -> bool:
    return membership_of(person, community) is not None


def is_full_member(person: Person, community: Community) -> bool:
    membership = membership_of(person, community)
    return membership is not None and membership.role != Role.GUEST


def is_core(person: Person, community: Community) -> bool:
    membership = membership_of(person, community)
    return membership is not None and membership.role in CORE


def is_facilitator(person: Person, community: Community) -> bool:
    membership = membership_of(person, community)
    return membership is not None and membership.role == Role.FACILITATOR


def communities_of(person: Person) -> list[Community]:
    """The living communities somebody belongs to, by name."""
    return [row.community for row in memberships_of(person).values() if row.community.is_living]


def readable_at(person: Person, slug: str) -> Community:
    """The community at this address, if the person may read it (else `DoesNotExist`); one's own were read already."""
    mine = memberships_of(person).values() if person.is_active else []
    found = next((row.community for row in mine if row.community.slug == slug), None)
    return found or Community.objects.visible_to(person).get(slug=slug)


def standing_of(person: Person, community: Community) -> Membership | None:
    """The person's row whatever its state: an invitation, a request, a membership, a past one."""
    return Membership.objects.filter(community=community, person=person).select_related("invited_by").first()


def facilitator_count(community: Community) -> int:
    return Membership.objects.facilitating().filter(community=community, person__deactivated_at=None).count()


def is_vacant(community: Community) -> bool:
    """Nobody who can still sign in facilitates it."""
    return facilitator_count(community) == 0

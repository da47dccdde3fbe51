"""Who somebody is in a community: asked by every policy."""

from __future__ import annotations

from typing import TYPE_CHECKING

from practica.communities.models import Community, Membership, Role

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from practica.people.models import Person

CORE = {Role.CORE, Role.FACILITATOR}


def membership_of(person: Person, community: Community) -> Membership | None:
    """The active membership, read once a community and request (kept on the person)."""
    kept: dict[int, Membership] | None = getattr(person, "_memberships", None)
    if kept is None:
        kept = {m.community_id: m for m in Membership.objects.current().of(person)}
        person._memberships = kept  # type: ignore[attr-defined]  # noqa: SLF001 -- our own cache on the request's person
    return kept.get(community.pk)


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


def communities_of(person: Person) -> QuerySet[Community]:
    return Community.objects.of(person).living().order_by("name")


def standing_of(person: Person, community: Community) -> Membership | None:
    """The person's row whatever its state: an invitation, a request, a membership, a past one."""
    return Membership.objects.filter(community=community, person=person).select_related("invited_by").first()


def facilitator_count(community: Community) -> int:
    return Membership.objects.facilitating().filter(community=community, person__deactivated_at=None).count()


def is_vacant(community: Community) -> bool:
    """Nobody who can still sign in facilitates it."""
    return facilitator_count(community) == 0

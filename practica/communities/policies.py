"""Who may do what in a community; seeing is a queryset, so it is not asked here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from practica.communities.queries import (
    is_core,
    is_facilitator,
    is_full_member,
    is_member,
)

if TYPE_CHECKING:
    from practica.communities.models import Community
    from practica.people.models import Person


def can_contribute(person: Person, community: Community) -> bool:
    """Write, answer, come to meetings: everyone who belongs, guests too."""
    return is_member(person, community)


def can_invite(person: Person, community: Community) -> bool:
    return is_full_member(person, community) or person.is_programme_manager


def can_curate(person: Person, community: Community) -> bool:
    """What the core group does: pin, close, move, plan."""
    return is_core(person, community)


def can_facilitate(person: Person, community: Community) -> bool:
    return is_facilitator(person, community)

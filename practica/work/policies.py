"""Who may do what with joint work; seeing is a queryset, so it is not asked here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from practica.communities.queries import is_member

if TYPE_CHECKING:
    from practica.communities.models import Community
    from practica.people.models import Person
    from practica.work.models import Commitment


def can_commit(person: Person, community: Community) -> bool:
    """Everybody who belongs, guests too; and for oneself alone."""
    return person.is_active and is_member(person, community)


def can_answer_for(person: Person, commitment: Commitment) -> bool:
    """Whoever made it, and nobody else: what one said is one's own to keep, to move and to let go."""
    return person.is_active and commitment.person_id == person.pk

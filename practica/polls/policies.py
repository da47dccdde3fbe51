"""Who may do what with polls; seeing is a queryset, so it is not asked here."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from practica.communities.policies import can_contribute, can_facilitate

if TYPE_CHECKING:
    from practica.people.models import Person
    from practica.polls.models import Poll


def can_ask(person: Person, thing: Any) -> bool:
    """Whoever belongs to the community of the conversation or the meeting."""
    return can_contribute(person, thing.community)


def can_answer(person: Person, poll: Poll) -> bool:
    """Everyone who belongs, guests too: what one lives by, one has a say in."""
    return can_contribute(person, poll.community)


def can_close(person: Person, poll: Poll) -> bool:
    """Its author and the facilitators: they also write what came of it, and look at it again."""
    return poll.author_id == person.pk or can_facilitate(person, poll.community)

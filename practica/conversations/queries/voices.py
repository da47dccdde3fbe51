from __future__ import annotations

from typing import TYPE_CHECKING

from practica.conversations.models import Conversation, Voice

if TYPE_CHECKING:
    from practica.communities.models import Community
    from practica.people.models import Person


def has_spoken(person: Person, community: Community) -> bool:
    """Whether the person has written anything there before."""
    spoke = Voice.objects.filter(person=person, community=community)
    return spoke.exists() or Conversation.objects.filter(author=person, community=community).exists()

"""Who may do what in a conversation; reading is a queryset, so it is not asked here.

The community a conversation lives in decides; in its further homes people talk, and the core group pins there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from practica.communities.policies import can_contribute, can_curate, can_facilitate
from practica.communities.queries import is_full_member, is_member

if TYPE_CHECKING:
    from practica.communities.models import Community
    from practica.conversations.models import Conversation, ConversationHome, Reply
    from practica.people.models import Person


def can_open(person: Person, community: Community) -> bool:
    return can_contribute(person, community)


def can_announce(person: Person, community: Community) -> bool:
    return can_curate(person, community)


def can_take_part(person: Person, conversation: Conversation) -> bool:
    """Reply, thank, say "me too": whoever belongs to one of its homes."""
    if is_member(person, conversation.community):
        return True
    return any(is_member(person, home.community) for home in conversation.homes.select_related("community"))


def can_edit(person: Person, conversation: Conversation) -> bool:
    return conversation.author_id == person.pk


def can_curate_conversation(person: Person, conversation: Conversation) -> bool:
    """Set right the kind, the title and the tags."""
    return can_edit(person, conversation) or can_curate(person, conversation.community)


def can_close(person: Person, conversation: Conversation) -> bool:
    return can_curate_conversation(person, conversation)


def can_accept(person: Person, conversation: Conversation) -> bool:
    return conversation.author_id == person.pk or can_facilitate(person, conversation.community)


def can_hide(person: Person, conversation: Conversation) -> bool:
    return can_facilitate(person, conversation.community)


def can_move(person: Person, conversation: Conversation) -> bool:
    return can_curate(person, conversation.community)


def can_receive(person: Person, community: Community) -> bool:
    """Bring a conversation here from elsewhere."""
    return is_full_member(person, community)


def can_cross_post(person: Person, conversation: Conversation) -> bool:
    return can_curate_conversation(person, conversation) and not person.is_guest


def can_pin(person: Person, home: ConversationHome) -> bool:
    return can_curate(person, home.community)


def can_edit_reply(person: Person, reply: Reply) -> bool:
    return reply.author_id == person.pk


def can_hide_reply(person: Person, reply: Reply) -> bool:
    return can_hide(person, reply.conversation)

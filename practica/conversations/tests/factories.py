"""Conversations for tests, made by the actions themselves."""

from practica.communities.queries import forget_memberships
from practica.communities.tests.factories import CommunityFactory, MembershipFactory
from practica.conversations.actions import Writing, open_conversation
from practica.conversations.actions import reply as reply_to
from practica.conversations.models import Kind


def a_member(community=None, **given):
    """A person who belongs; `role=` and the factory's traits may be said."""
    return MembershipFactory(community=community or CommunityFactory(), **given).person


def a_conversation(community=None, *, by=None, kind=Kind.QUESTION, **given):
    community = community or CommunityFactory()
    words = {"title": "Why does the pump take twice as long?", "source": "It primes **slowly** after two.", **given}
    return open_conversation(community, Writing(kind=kind, **words), by=by or a_member(community))


def a_reply(conversation, *, by=None, source="Start with the seal water.", **given):
    return reply_to(conversation, Writing(source), by=by or a_member(conversation.community), **given)


def joins(person, community, **given):
    """The person belongs there from now on."""
    MembershipFactory(community=community, person=person, **given)
    forget_memberships(person)
    return person

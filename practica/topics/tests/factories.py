"""Real topics, made by the actions that pages use."""

from practica.communities.models import Role
from practica.communities.tests.factories import CommunityFactory, MembershipFactory
from practica.topics.actions import Suggestion, accept_topic, suggest_quietly, suggest_topic

__all__ = [
    "CommunityFactory",
    "a_quiet_topic",
    "a_topic",
    "accepted",
    "core_of",
    "facilitator_of",
    "guest_of",
    "member_of",
]
A_REASON = "Another community does this better than we could."


def member_of(community, role=Role.MEMBER, **fields):
    person = {f"person__{name}": value for name, value in fields.items()}
    return MembershipFactory(community=community, role=role, **person).person


def guest_of(community):
    return MembershipFactory(community=community, guest=True, person__is_guest=True).person


def core_of(community, **fields):
    return member_of(community, Role.CORE, **fields)


def facilitator_of(community, **fields):
    return member_of(community, Role.FACILITATOR, **fields)


def a_suggestion(title="One start-up checklist for every station", **given):
    return Suggestion(title=title, why=given.pop("why", "Each station has its own sheet."), **given)


def a_topic(community=None, *, by=None, **given):
    community = community or CommunityFactory()
    return suggest_topic(community, a_suggestion(**given), by=by or member_of(community))


def a_quiet_topic(community, *, by, **given):
    return suggest_quietly(community, a_suggestion(**given), by=by)


def accepted(community, *titles, lane="learn", by=None):
    by = by or core_of(community)
    return [accept_topic(a_topic(community, title=title), lane, by=by) for title in titles]

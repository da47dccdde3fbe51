"""Real assets, made by the action that pages use."""

from practica.communities.tests.factories import CommunityFactory, MembershipFactory
from practica.library.actions import Content, Label, add_asset


def member_of(community, **fields):
    return MembershipFactory(community=community, **fields).person


def make_asset(community=None, owner=None, **given):
    community = community or CommunityFactory()
    owner = owner or member_of(community)
    label = Label(
        kind=given.pop("kind", "document"),
        tags=given.pop("tags", ()),
        language=given.pop("language", "en"),
        people=given.pop("people", [owner]),
    )
    content = Content(**{"title": "Starting a pump", "summary": "How to wake it up.", "source": "Slowly.", **given})
    return add_asset(community, content, label, by=owner)

"""Joint work, made by the actions that pages use."""

from datetime import timedelta

from django.utils import timezone

from practica.communities.tests.factories import CommunityFactory, MembershipFactory, member_of
from practica.work.actions import commit

__all__ = ["CommunityFactory", "MembershipFactory", "member_of"]


def in_days(days):
    return timezone.localdate() + timedelta(days=days)


def a_commitment(community=None, *, by=None, text="bring the grease results", days=3):
    community = community or CommunityFactory()
    return commit(community, text=text, due_on=in_days(days), by=by or member_of(community))

"""Joint work, made by the actions that pages use."""

from datetime import timedelta

from django.utils import timezone

from practica.communities.tests.factories import CommunityFactory, MembershipFactory, member_of
from practica.work.actions import (
    Aim,
    TaskWords,
    add_task,
    ask_for_task,
    commit,
    join_initiative,
    propose_initiative,
)

__all__ = ["CommunityFactory", "MembershipFactory", "member_of"]


def in_days(days):
    return timezone.localdate() + timedelta(days=days)


def a_commitment(community=None, *, by=None, text="bring the grease results", days=3):
    community = community or CommunityFactory()
    return commit(community, text=text, due_on=in_days(days), by=by or member_of(community))


def a_task(community=None, *, by=None, text="Photograph the nameplates", days=None, **more):
    community = community or CommunityFactory()
    words = TaskWords(text=text, due_on=None if days is None else in_days(days), **more)
    return add_task(community, words, by=by or member_of(community))


def an_ask(task, person, *, by=None, note=""):
    return ask_for_task(task, person, note=note, by=by or task.created_by)


def an_aim(title="Seals that last a year", goal="From nine seal changes a quarter to three.", **more):
    return Aim(title=title, goal=goal, **more)


def an_initiative(community=None, *, by=None, partners=0, **more):
    """Proposed, with so many who have joined."""
    community = community or CommunityFactory()
    one = propose_initiative(community, an_aim(**more), by=by or member_of(community))
    for _number in range(partners):
        join_initiative(one, by=member_of(community))
    return one

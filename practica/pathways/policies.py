"""Who may turn what into what; seeing is a queryset, so it is not asked here."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from practica.communities.queries import is_member
from practica.conversations import policies as conversation_policies
from practica.library import policies as library_policies
from practica.pathways.models import Target
from practica.polls import policies as poll_policies
from practica.topics import policies as topic_policies
from practica.topics.models import Topic
from practica.work import policies as work_policies

if TYPE_CHECKING:
    from collections.abc import Callable

    from practica.people.models import Person


def can_suggest(person: Person, thing: Any) -> bool:
    return _may_use(person, thing) and topic_policies.can_suggest(person, thing.community)


def can_discuss(person: Person, thing: Any) -> bool:
    return _may_use(person, thing) and conversation_policies.can_open(person, thing.community)


def can_bring(person: Person, thing: Any) -> bool:
    """Everybody who belongs: those who plan the meeting place it, the others propose it."""
    return _may_use(person, thing) and is_member(person, thing.community)


def can_add_task(person: Person, thing: Any) -> bool:
    return _may_use(person, thing) and work_policies.can_add_task(person, thing.community)


def can_propose(person: Person, thing: Any) -> bool:
    return _may_use(person, thing) and work_policies.can_propose(person, thing.community)


def can_ask(person: Person, thing: Any) -> bool:
    return _may_use(person, thing) and poll_policies.can_ask(person, thing)


def can_write(person: Person, thing: Any) -> bool:
    return _may_use(person, thing) and library_policies.can_add(person, thing.community)


POLICIES: dict[Target, Callable[[Person, Any], bool]] = {
    Target.SUGGESTION: can_suggest,
    Target.CONVERSATION: can_discuss,
    Target.POINT: can_bring,
    Target.TASK: can_add_task,
    Target.INITIATIVE: can_propose,
    Target.POLL: can_ask,
    Target.DECISION: can_write,
    Target.ASSET: can_write,
}


def _may_use(person: Person, thing: Any) -> bool:
    """What an accepted topic becomes is the answer to it, so the core group's; the rest is everybody's who belongs."""
    return not isinstance(thing, Topic) or topic_policies.can_answer(person, thing)

"""Who may do what with suggestions; seeing is a queryset, so it is not asked here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from practica.communities.queries import is_core, is_facilitator, is_full_member, is_member

if TYPE_CHECKING:
    from practica.communities.models import Community
    from practica.people.models import Person
    from practica.topics.models import Topic


def can_suggest(person: Person, community: Community) -> bool:
    """Everybody who belongs, guests too."""
    return is_member(person, community)


def can_support(person: Person, topic: Topic) -> bool:
    return is_member(person, topic.community)


def can_change(person: Person, topic: Topic) -> bool:
    """Its author; the wording of a quiet one stays as it is, for nobody can say it is theirs."""
    return topic.author_id == person.pk and is_member(person, topic.community)


def can_answer(person: Person, topic: Topic) -> bool:
    """Consider, accept, park, decline, merge, plan, finish: the core group and the facilitators."""
    return is_core(person, topic.community)


def can_answer_in(person: Person, community: Community) -> bool:
    return is_core(person, community)


def can_order(person: Person, topic: Topic) -> bool:
    """The order of the agenda is the group's own."""
    return is_full_member(person, topic.community)


def can_hide(person: Person, topic: Topic) -> bool:
    return is_facilitator(person, topic.community)


def can_hide_in(person: Person, community: Community) -> bool:
    return is_facilitator(person, community)


def can_order_in(person: Person, community: Community) -> bool:
    return is_full_member(person, community)

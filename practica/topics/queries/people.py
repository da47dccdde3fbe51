"""Whom a topic concerns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from practica.communities.models import Membership, Role
from practica.people.models import Person

if TYPE_CHECKING:
    from collections.abc import Iterator

    from practica.communities.models import Community
    from practica.topics.models import Topic


def credited(topic: Topic) -> list[Topic]:
    """The topics merged into it, each with its author, who keeps the credit."""
    return list(topic.merged_topics.filter(hidden_at=None).select_related("author").order_by("suggested_at", "pk"))


def hearers_of(topic: Topic) -> Iterator[tuple[Person, str]]:
    """Who hears the outcome: who suggested it, whose suggestions were merged into it, who supports it."""
    if topic.author:
        yield topic.author, "author"
    for other in topic.merged_topics.exclude(author=None).select_related("author"):
        if other.author:
            yield other.author, "author"
    for support in topic.supports.select_related("person"):
        yield support.person, "supporter"


def answerers_of(community: Community) -> list[Person]:
    """Who owes the answer: the facilitators, or the core group where there is none."""
    rows = Membership.objects.active().filter(community=community, role__in=[Role.FACILITATOR, Role.CORE])
    known = list(rows.filter(person__deactivated_at=None).select_related("person").order_by("joined_at", "pk"))
    facilitators = [row.person for row in known if row.role == Role.FACILITATOR]
    return facilitators or [row.person for row in known]

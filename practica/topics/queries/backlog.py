"""A community's topics as its page shows them: a fixed number of queries, however many there are."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.db.models import Count

from practica.communities.queries import memberships_of
from practica.topics.models import Lane, State, Topic
from practica.topics.models.topic import ON_THE_AGENDA, UNDECIDED

if TYPE_CHECKING:
    from practica.communities.models import Community
    from practica.people.models import Person
    from practica.topics.models.topic import TopicQuerySet

A_LANE = 8
ICONS = {Lane.LEARN: "graduation-cap", Lane.STANDARDISE: "ruler", Lane.BUILD: "hammer"}
# Beside the agenda: what was decided otherwise, each with a page of its own.
SET_ASIDE = (State.PARKED, State.DECLINED, State.DONE)


@dataclass
class LaneColumn:
    """One column of the learning agenda: its first topics, and how many it has."""

    lane: Lane
    total: int = 0
    done: int = 0
    topics: list[Topic] = field(default_factory=list)

    @property
    def icon(self) -> str:
        return ICONS[self.lane]

    @property
    def has_more(self) -> bool:
        return self.total > len(self.topics)


class Backlog:
    """Everything one page says of a community's topics; asked when it is shown."""

    def __init__(self, community: Community, person: Person) -> None:
        self.community, self.person = community, person
        self.seen: TopicQuerySet = Topic.objects.visible_to(person).filter(community=community)

    @cached_property
    def _counts(self) -> dict[tuple[str, str], int]:
        rows: Any = self.seen.filter(hidden_at=None).order_by().values_list("state", "lane").annotate(n=Count("pk"))
        return {(state, lane): n for state, lane, n in rows}

    def count(self, *states: str) -> int:
        return sum(n for (state, _lane), n in self._counts.items() if state in states)

    @property
    def undecided_count(self) -> int:
        return self.count(*UNDECIDED)

    @property
    def is_empty(self) -> bool:
        return not self._counts

    @property
    def undecided(self) -> TopicQuerySet:
        """Those due first come first; what is being considered already comes after them."""
        rows = self.seen.undecided().filter(hidden_at=None).for_rows(self.person)
        return rows.order_by("-state", "due_at", "pk")

    @property
    def set_aside(self) -> list[tuple[str, str, int]]:
        return [(state.value, str(state.label), self.count(state)) for state in SET_ASIDE if self.count(state)]

    def in_state(self, state: str) -> TopicQuerySet:
        """Newest first, for the pages of what was set aside."""
        return self.seen.filter(state=state, hidden_at=None).for_rows(self.person).order_by("-answered_at", "-pk")

    @cached_property
    def hidden(self) -> TopicQuerySet:
        return self.seen.exclude(hidden_at=None).for_rows(self.person).order_by("-hidden_at")

    @cached_property
    def columns(self) -> list[LaneColumn]:
        """The three lanes with the first of each."""
        columns = {lane.value: LaneColumn(lane) for lane in Lane}
        for (state, lane), n in self._counts.items():
            columns[lane].total += n if state in ON_THE_AGENDA else 0
            columns[lane].done += n if state == State.DONE else 0
        for topic in self.seen.on_the_agenda().filter(hidden_at=None, position__lte=A_LANE):
            columns[topic.lane].topics.append(topic)
        return list(columns.values())


def lane_of(community: Community, lane: str, person: Person) -> TopicQuerySet:
    """A whole lane, in the group's order."""
    return Topic.objects.visible_to(person).filter(community=community, lane=lane, hidden_at=None).on_the_agenda()


def places_to_suggest(person: Person) -> list[Community]:
    """Where the person belongs and something can be suggested."""
    return [row.community for row in memberships_of(person).values() if row.community.takes_contributions]

"""Who works with whom on what: drawn as people on a ring with a line between those who share a task, and the same as a table."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import timedelta
from functools import cached_property
from itertools import combinations
from math import cos, pi, sin
from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils import timezone

from practica.work.models import UNDER_WAY, State, Task

if TYPE_CHECKING:
    from practica.communities.models import Community
    from practica.people.models import Person

# What was done in a quarter of a year still joins people.
LOOKED_BACK = timedelta(days=90)
MOST_TASKS, MOST_DRAWN = 200, 24
WIDTH, HEIGHT, EDGE_X, EDGE_Y = 640, 420, 110, 50
THICKEST = 4


@dataclass(frozen=True)
class Pair:
    """Two people and the tasks they share."""

    people: tuple[Person, Person]
    tasks: list[Task]


@dataclass(frozen=True)
class Node:
    """A person on the ring; the name stands outwards."""

    person: Person
    x: float
    y: float
    anchor: str

    @property
    def label_x(self) -> float:
        return self.x + {"start": 24, "end": -24}.get(self.anchor, 0)

    @property
    def label_y(self) -> float:
        if self.anchor != "middle":
            return self.y + 5
        return self.y + (36 if self.y > HEIGHT / 2 else -26)


@dataclass(frozen=True)
class Tie:
    """A line between two of them, the thicker the more tasks they share."""

    start: Node
    end: Node
    width: int


@dataclass
class Together:
    """The tasks of a community that somebody is on, and what they join."""

    tasks: list[Task]
    alone: list[Task] = field(default_factory=list)

    @cached_property
    def pairs(self) -> list[Pair]:
        """In the order of names: who shares most is nobody's business."""
        shared: dict[tuple[int, int], list[Task]] = defaultdict(list)
        for task in self.tasks:
            for pair in combinations(sorted(person.pk for person in _on(task)), 2):
                shared[pair].append(task)
        people = self.people
        pairs = [Pair(_by_name(people[one], people[other]), tasks) for (one, other), tasks in shared.items()]
        return sorted(pairs, key=lambda pair: (pair.people[0].name, pair.people[1].name))

    @cached_property
    def people(self) -> dict[int, Person]:
        return {person.pk: person for task in self.tasks for person in _on(task)}

    @cached_property
    def nodes(self) -> list[Node]:
        """Those who share something, neighbours beside each other as far as that goes."""
        ring = self._ring()[:MOST_DRAWN]
        return [_placed(self.people[pk], number, len(ring)) for number, pk in enumerate(ring)]

    @cached_property
    def ties(self) -> list[Tie]:
        at = {node.person.pk: node for node in self.nodes}
        return [
            Tie(at[one.pk], at[other.pk], min(len(pair.tasks), THICKEST))
            for pair in self.pairs
            for one, other in [pair.people]
            if one.pk in at and other.pk in at
        ]

    @property
    def undrawn(self) -> int:
        return len(self._ring()) - len(self.nodes)

    def _ring(self) -> list[int]:
        """Each after somebody they share a task with, where there is one."""
        near: dict[int, list[int]] = defaultdict(list)
        for pair in self.pairs:
            one, other = pair.people
            near[one.pk].append(other.pk)
            near[other.pk].append(one.pk)
        ring: dict[int, None] = {}
        for begin in near:
            waiting = [begin]
            while waiting:
                pk = waiting.pop()
                if pk not in ring:
                    ring[pk] = None
                    waiting += reversed(near[pk])
        return list(ring)


def together_in(community: Community, person: Person) -> Together:
    """What is under way, and what was done in the last quarter: two queries."""
    recent = Q(state=State.DONE, done_at__gte=timezone.now() - LOOKED_BACK)
    seen = Task.objects.visible_to(person).filter(Q(state__in=UNDER_WAY) | recent, community=community)
    tasks = list(seen.for_listing().order_by("-pk")[:MOST_TASKS])
    alone = [task for task in tasks if task.is_under_way and len(_on(task)) == 1]
    return Together(tasks, alone)


def _on(task: Task) -> list[Person]:
    """Of a task `for_listing()`."""
    return [share.person for share in task.hands]  # type: ignore[attr-defined] # set by the prefetch


def _by_name(one: Person, other: Person) -> tuple[Person, Person]:
    return (one, other) if one.name <= other.name else (other, one)


def _placed(person: Person, number: int, how_many: int) -> Node:
    angle = 2 * pi * number / how_many - pi / 2
    x = WIDTH / 2 + (WIDTH / 2 - EDGE_X) * cos(angle)
    y = HEIGHT / 2 + (HEIGHT / 2 - EDGE_Y) * sin(angle)
    side = round(cos(angle), 2)
    anchor = "middle" if abs(side) < 0.25 else ("start" if side > 0 else "end")  # noqa: PLR2004 -- near the top and the bottom
    return Node(person, round(x, 1), round(y, 1), anchor)

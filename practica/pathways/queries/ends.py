"""Both ends of the traces, as far as somebody may see them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db.models import Case, IntegerField, Q, When

from practica.foundation.horizons import Horizon
from practica.meetings.models import Occurrence, Place
from practica.pathways.models import Trace
from practica.topics.models import Topic
from practica.work.models import State as TaskState
from practica.work.models import Task

if TYPE_CHECKING:
    from django.db import models

    from practica.people.models import Person

ICONS = {
    "conversations.conversation": "message-square",
    "library.asset": "library",
    "meetings.occurrence": "calendar-days",
    "polls.poll": "vote",
    "topics.topic": "lightbulb",
    "work.initiative": "rocket",
    "work.task": "square-check-big",
}
MEETINGS_AHEAD = 20
TOPICS_BESIDE, TASKS_BESIDE = 6, 4


@dataclass(frozen=True)
class End:
    """A thing at the other end of a trace."""

    thing: Any
    icon: str

    @property
    def title(self) -> str:
        return str(self.thing)

    @property
    def moment(self) -> Any:
        """A meeting is known by its day."""
        return self.thing.starts_at if isinstance(self.thing, Occurrence) else None


@dataclass
class Paths:
    came_from: list[End] = field(default_factory=list)
    became: list[End] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.came_from or self.became)


def paths_of(thing: models.Model, person: Person) -> Paths:
    """One query when nothing leads here or on, and one more for each kind of thing at the other ends."""
    label, pk = thing._meta.label_lower, thing.pk
    here = Q(from_type=label, from_id=pk) | Q(to_type=label, to_id=pk)
    rows = list(Trace.objects.filter(here).order_by("pk"))
    ends = {_far_end(row, label, pk): row for row in rows}
    seen = visible_ends(list(ends), person)
    paths = Paths()
    for (kind, number), row in ends.items():
        if (kind, number) in seen:
            side = paths.became if (row.from_type, row.from_id) == (label, pk) else paths.came_from
            side.append(End(seen[kind, number], ICONS[kind]))
    return paths


def meetings_ahead(thing: Any, person: Person) -> list[Occurrence]:
    """The meetings of its community that it could be put on."""
    rows = Occurrence.objects.visible_to(person).filter(community=thing.community).standing().upcoming()
    return list(rows[:MEETINGS_AHEAD])


@dataclass(frozen=True)
class Sources:
    """What could go on an agenda: accepted topics, capability first, and open tasks, the latest first."""

    topics: list[Topic]
    tasks: list[Task]

    def __bool__(self) -> bool:
        return bool(self.topics or self.tasks)


def sources_for(meeting: Occurrence, person: Person) -> Sources:
    """Two queries, whatever stands on the agenda already left out."""
    placed = meeting.items.exclude(place=Place.DROPPED)
    on_it = {kind: placed.filter(origin_type=kind).values("origin_id") for kind in ("topics.topic", "work.task")}
    capability_first = Case(When(horizon=Horizon.CAPABILITY, then=0), default=1, output_field=IntegerField())
    topics = Topic.objects.visible_to(person).filter(community=meeting.community, hidden_at=None).on_the_agenda()
    tasks = Task.objects.visible_to(person).filter(community=meeting.community, due_on__isnull=False)
    standing = tasks.exclude(state__in=[TaskState.DONE, TaskState.DROPPED]).nearest_first()
    wanted = topics.exclude(pk__in=on_it["topics.topic"]).order_by(capability_first, "-support_count", "position")
    return Sources(list(wanted[:TOPICS_BESIDE]), list(standing.exclude(pk__in=on_it["work.task"])[:TASKS_BESIDE]))


def _far_end(row: Trace, label: str, pk: int) -> tuple[str, int]:
    return (row.to_type, row.to_id) if (row.from_type, row.from_id) == (label, pk) else (row.from_type, row.from_id)


def visible_ends(ends: list[tuple[str, int]], person: Person) -> dict[tuple[str, int], Any]:
    """Those that the person may see, with who is named on each: one query for each kind."""
    found: dict[tuple[str, int], Any] = {}
    for kind in {kind for kind, _number in ends}:
        manager: Any = apps.get_model(kind)._default_manager
        rows = manager.visible_to(person).filter(pk__in=[number for other, number in ends if other == kind])
        found |= {(kind, row.pk): row for row in rows}
    return found

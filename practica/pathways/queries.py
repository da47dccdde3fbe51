"""Both ends of the traces, as far as somebody may see them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db.models import Q

from practica.meetings.models import Occurrence
from practica.pathways.models import Trace

if TYPE_CHECKING:
    from django.db import models

    from practica.people.models import Person
    from practica.topics.models import Topic

ICONS = {
    "conversations.conversation": "message-square",
    "meetings.occurrence": "calendar-days",
    "topics.topic": "lightbulb",
}
MEETINGS_AHEAD = 20


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
    seen = _visible(list(ends), person)
    paths = Paths()
    for (kind, number), row in ends.items():
        if (kind, number) in seen:
            side = paths.became if (row.from_type, row.from_id) == (label, pk) else paths.came_from
            side.append(End(seen[kind, number], ICONS[kind]))
    return paths


def meetings_ahead(topic: Topic, person: Person) -> list[Occurrence]:
    """The meetings of its community that it could be put on."""
    rows = Occurrence.objects.visible_to(person).filter(community=topic.community).standing().upcoming()
    return list(rows[:MEETINGS_AHEAD])


def _far_end(row: Trace, label: str, pk: int) -> tuple[str, int]:
    return (row.to_type, row.to_id) if (row.from_type, row.from_id) == (label, pk) else (row.from_type, row.from_id)


def _visible(ends: list[tuple[str, int]], person: Person) -> dict[tuple[str, int], Any]:
    found: dict[tuple[str, int], Any] = {}
    for kind in {kind for kind, _number in ends}:
        manager: Any = apps.get_model(kind)._default_manager
        rows = manager.visible_to(person).filter(pk__in=[number for other, number in ends if other == kind])
        found |= {(kind, row.pk): row for row in rows}
    return found

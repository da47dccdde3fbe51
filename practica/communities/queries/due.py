"""Days that something in a community is meant for, and that are no meetings: a feature declares them, calendars show them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import date, datetime

    from practica.communities.models import Community
    from practica.people.models import Person

    Source = Callable[["Asked"], Iterable["Due"]]


@dataclass(frozen=True)
class Asked:
    """Whose days, from the first to the last, both within: what is the person's own, or their communities', or one's."""

    person: Person
    first: date
    last: date
    is_mine: bool = False
    community: Community | None = None
    # Of those the person belongs to, only these; none means all.
    communities: frozenset[int] = field(default_factory=frozenset)


@dataclass(frozen=True)
class Due:
    """Something that is meant for a day, as far as a calendar shows it."""

    # In feeds it is known by this for ever.
    name: str
    on: date
    words: str
    # Whose it is; empty where it is the reader's own or nobody's alone.
    who: str
    url: str
    icon: str
    community: str
    hue: str
    made_at: datetime
    is_done: bool
    is_late: bool


_sources: dict[str, Source] = {}


def declare(name: str, source: Source) -> None:
    """A feature adds its days, which cost one query however many there are."""
    _sources[name] = source


def due_in(asked: Asked) -> list[Due]:
    found = [due for source in _sources.values() for due in source(asked)]
    return sorted(found, key=lambda due: (due.on, due.is_done, due.name))

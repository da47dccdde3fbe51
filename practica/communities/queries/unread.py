"""How much is new in each of a person's communities: features declare what they count, the rail shows the sum."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from practica.people.models import Person

    Count_ = Callable[[Person], Mapping[int, int]]

_counters: dict[str, Count_] = {}


def declare_unread(counter: Count_) -> None:
    """A feature counts what is new to a person: by the community's number, in one query for all of them."""
    _counters[f"{counter.__module__}.{counter.__qualname__}"] = counter


def unread_by_community(person: Person) -> Mapping[int, int]:
    total: Counter[int] = Counter()
    for counter in _counters.values():
        total.update(counter(person))
    return total

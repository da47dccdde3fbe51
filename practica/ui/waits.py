"""What waits for a person on their start page: features declare what to look for, and how it is drawn.

Most of it finds nothing for most people, so all of them are asked for in one query, and fetched only where there is some.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Model, QuerySet, Value
from django.http import HttpRequest
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe

from practica.foundation.kept_query import KeptQuery

# Everything of one kind that waits for this person at this moment, in the order in which it is shown. It is put together
# once for all (see `foundation/kept_query.py`): it may read nothing, and tells the time by the moment it is given.
Pick = Callable[[Any, Any], QuerySet[Any]]
Thing = tuple[str, int]


def itself(row: Model) -> Model:
    return row


@dataclass(frozen=True, kw_only=True)
class Wait:
    """`draw(request, **rows)` gets a list by each name of `picks` and answers `.wait` rows, or nothing.

    `about(row)` is what its card in the inbox would be about, so that the same thing does not wait twice on one page.
    """

    picks: Mapping[str, Pick]
    draw: Callable[..., str]
    about: Callable[[Any], Model] = itself
    order: int = 100
    most: int = 5


@dataclass(frozen=True)
class Waiting:
    """The rows, and the things that they are about."""

    html: SafeString
    things: frozenset[Thing]

    @property
    def rows(self) -> int:
        return self.html.count('class="wait"')

    @property
    def count(self) -> int:
        """What somebody promised stands in one row, and each of it waits."""
        return self.rows + max(0, self.html.count('class="promise"') - 1)

    @property
    def late(self) -> int:
        """How much of it is past its day, which rows mark by a class that ends so."""
        return self.html.count('late"')


_waits: dict[str, Wait] = {}


def declare(name: str, **given: Any) -> None:
    _waits[name] = Wait(**given)


def waiting_for(person: Any, request: HttpRequest) -> Waiting:
    """One query says what there is, then one for each kind of which there is something."""
    drawn = [_drawn(wait, request, found) for wait, found in _found(person)]
    html = mark_safe("".join(html for html, _things in drawn))  # noqa: S308 -- each part is a rendered template
    return Waiting(html, frozenset(thing for _html, things in drawn for thing in things))


def draw_one(name: str, person: Any, request: HttpRequest) -> str:
    """What waits of one declaration alone, for pages that show no more."""
    wait = _waits[name]
    now = timezone.now()
    return wait.draw(request, **{key: list(pick(person, now)[: wait.most]) for key, pick in wait.picks.items()})


def _found(person: Any) -> list[tuple[Wait, dict[str, QuerySet[Any]]]]:
    """Each wait with what it has to fetch; picks of which there is nothing are left out."""
    now, names = timezone.now(), tuple(sorted(_waits, key=lambda name: _waits[name].order))
    ids: dict[str, list[int]] = defaultdict(list)
    for label, pk in _which(person, now, names) if names else ():
        ids[label].append(pk)
    return [
        (
            wait,
            {
                key: _fetch(pick(person, now), ids[f"{name} {key}"])
                for key, pick in wait.picks.items()
                if f"{name} {key}" in ids
            },
        )
        for name in names
        for wait in [_waits[name]]
    ]


@KeptQuery
def _which(person: Any, now: Any, names: tuple[str, ...]) -> QuerySet[Any]:
    arms = [
        _arm(f"{name} {key}", pick(person, now), _waits[name].most)
        for name in names
        for key, pick in _waits[name].picks.items()
    ]
    return arms[0].union(*arms[1:], all=True)


def _fetch(found: QuerySet[Any], pks: list[int]) -> QuerySet[Any]:
    """By their numbers, in the same order with the same joins: whether the person may see them was asked just now."""
    rows: QuerySet[Any] = found.model._default_manager.filter(pk__in=pks)
    rows.query.select_related = found.query.select_related
    rows.query.order_by = found.query.order_by
    rows.query.deferred_loading = found.query.deferred_loading
    return rows


def _arm(label: str, found: QuerySet[Any], most: int) -> QuerySet[Any]:
    first = found.model._default_manager.filter(pk__in=found.values("pk")[:most])
    arm: QuerySet[Any] = first.order_by().annotate(waits_as=Value(label)).values_list("waits_as", "pk")
    return arm


def _drawn(wait: Wait, request: HttpRequest, found: dict[str, QuerySet[Any]]) -> tuple[str, list[Thing]]:
    rows: dict[str, list[Any]] = {key: list(found[key]) if key in found else [] for key in wait.picks}
    things = [wait.about(row) for of_one in rows.values() for row in of_one]
    return wait.draw(request, **rows), [(thing._meta.label_lower, thing.pk) for thing in things]

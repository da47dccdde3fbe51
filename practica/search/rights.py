"""Who may see what, as SQL: each kind's own rule, asked of the thing as it is at that moment."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any, NamedTuple

from django.apps import apps
from django.db import connection

from practica.search.registry import searchables

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.db.models import QuerySet

    from practica.people.models import Person
    from practica.search.registry import Searchable

# Writing the rules down as SQL takes longer than most searches; what is kept is the question, never an answer.
KEPT_SECONDS, MOST_KEPT = 20, 2000
_kept: dict[tuple[Any, ...], tuple[float, Condition]] = {}


class Condition(NamedTuple):
    """SQL about an entry `e`, with its values."""

    sql: str
    values: tuple[Any, ...]


def visible(person: Person, kind: str = "") -> Condition:
    """Each kind through its own question "may this person see it?", asked of the thing as it is now.

    Not by EXISTS or IN: PostgreSQL would then gather all that the person may see, a million rows, before it looks at
    the few hundred that are asked for.
    """
    parts: list[str] = []
    values: list[Any] = []
    for searchable in searchables():
        if kind and searchable.kind != kind:
            continue
        things, given = visible_things(searchable, person).order_by().values("pk").query.sql_with_params()
        parts.append(
            f"e.target_type = %s AND (SELECT v.pk FROM ({things}) v (pk) WHERE v.pk = e.target_id LIMIT 1) IS NOT NULL"  # noqa: S608 -- SQL by the ORM
        )
        values += [searchable.model, *given]
    return Condition(" OR ".join(f"({part})" for part in parts) or "false", tuple(values))


def visible_things(searchable: Searchable, person: Person) -> QuerySet[Any]:
    if searchable.visible_to:
        return searchable.visible_to(person)
    manager: Any = apps.get_model(searchable.model)._default_manager
    found: QuerySet[Any] = manager.visible_to(person)
    return found


def readable_communities(person: Person) -> QuerySet[Any]:
    """Those whose name may stand beside what was found."""
    manager: Any = apps.get_model("communities.Community")._default_manager
    found: QuerySet[Any] = manager.visible_to(person)
    return found.order_by()


def rights_of(person: Person, kind: str = "") -> Condition:
    """`visible`, written down once for a person as they are now."""
    return _kept_for(person, (kind, *map(id, searchables())), lambda: visible(person, kind))


def names_shown_to(person: Person) -> Condition:
    """The numbers of `readable_communities`, written down once for a person as they are now."""
    return _kept_for(person, (), lambda: Condition(*readable_communities(person).values("pk").query.sql_with_params()))


def _kept_for(person: Person, what: tuple[Any, ...], write: Callable[[], Condition]) -> Condition:
    """Not kept when a rule had to read to be written."""
    key = (what, tuple(getattr(person, field.attname) for field in person._meta.concrete_fields))
    written, condition = _kept.get(key, (0.0, None))
    if condition is not None and time.monotonic() - written < KEPT_SECONDS:
        return condition
    if len(_kept) >= MOST_KEPT:
        _kept.clear()
    asked: list[str] = []
    with connection.execute_wrapper(_noting(asked)):
        condition = write()
    if not asked:
        _kept[key] = (time.monotonic(), condition)
    return condition


def _noting(asked: list[str]) -> Any:
    def note(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:  # noqa: FBT001 -- Django's own form
        asked.append(sql)
        return execute(sql, params, many, context)

    return note

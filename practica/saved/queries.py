"""What somebody saved, as far as they may still see it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db.models import Exists, OuterRef

from practica.saved.models import Saved
from practica.search.registry import searchable_of
from practica.search.results import said
from practica.search.rights import visible_things

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from practica.people.models import Person
    from practica.search.registry import Searchable


@dataclass(frozen=True)
class Line:
    """One saved thing as the list shows it."""

    saved: Saved
    title: str
    url: str
    icon: str
    hue: str
    language: str
    details: Sequence[Any]


def is_saved(label: str, person: Person) -> Exists:
    """For a queryset of these things: whether the person saved each; no question more."""
    return Exists(Saved.objects.of(person).filter(target_type=label, target_id=OuterRef("pk")))


def lines_of(rows: Iterable[Saved], person: Person) -> list[Line]:
    """One question a kind, with its own rule of who may see; what is gone or out of sight has no line."""
    wanted: dict[str, list[int]] = {}
    for row in rows:
        wanted.setdefault(row.target_type, []).append(row.target_id)
    things = {
        label: _things(searchable, ids, person) for label, ids in wanted.items() if (searchable := searchable_of(label))
    }
    return [
        _line(row, things[row.target_type][row.target_id])
        for row in rows
        if row.target_id in things.get(row.target_type, {})
    ]


def _things(searchable: Searchable, ids: list[int], person: Person) -> dict[int, Any]:
    manager: Any = apps.get_model(searchable.model)._default_manager
    rows = searchable.rows() if searchable.rows else manager.all()
    seen = visible_things(searchable, person).filter(pk__in=ids).order_by()
    return {thing.pk: thing for thing in rows.filter(pk__in=seen.values("pk"))}


def _line(row: Saved, thing: Any) -> Line:
    searchable = searchable_of(row.target_type)
    assert searchable is not None  # noqa: S101 -- only declared kinds have things
    return Line(
        saved=row,
        title=searchable.title(thing),
        url=searchable.url(thing),
        icon=said(searchable.icon, thing),
        hue=said(searchable.hue, thing),
        language=searchable.language(thing),
        details=[detail for detail in searchable.details(thing) if detail],
    )

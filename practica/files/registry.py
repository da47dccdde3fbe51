"""Who may read a file: whoever may see something that holds it. Features say what of theirs holds files."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.apps import apps

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.db import models

    VisibleTo = Callable[[Any], models.QuerySet[Any]]
    Reader = Callable[["models.Model"], None]

_holders: dict[str, VisibleTo | None] = {}
_readers: list[Callable[[Any], None]] = []


def declare(label: str, visible_to: VisibleTo | None = None) -> None:
    """Things of this model (`library.asset`) may hold files; by default those its queryset shows to the person."""
    _holders[label.lower()] = visible_to


def holders() -> list[str]:
    return list(_holders)


def visible_holders(label: str, person: Any) -> models.QuerySet[Any]:
    declared = _holders[label]
    if declared is not None:
        return declared(person)
    manager: Any = apps.get_model(label)._default_manager
    found: models.QuerySet[Any] = manager.visible_to(person)
    return found


def when_read(listener: Callable[[Any], None]) -> None:
    """Called with the file when the words inside it are known: search adds them to what holds it."""
    if listener not in _readers:
        _readers.append(listener)


def tell_read(file: Any) -> None:
    for listener in _readers:
        listener(file)

"""What a page may listen to: `conversation:5` is a topic, and only who may see the conversation hears of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.db.models import Model, QuerySet

    from practica.events.models import Event


@dataclass(frozen=True)
class Topic:
    """`visible_to(person)` is a queryset; `of(event, target)` names the thing an event changed, or None."""

    name: str
    visible_to: Callable[[Any], QuerySet[Any]]
    of: Callable[[Event, Model], int | None] | None = None


_topics: dict[str, Topic] = {}


def declare(
    name: str,
    visible_to: Callable[[Any], QuerySet[Any]],
    of: Callable[[Event, Model], int | None] | None = None,
) -> None:
    """With `of`, every event is asked whether it changed such a thing; without, `notify` is called by hand."""
    _topics[name] = Topic(name, visible_to, of)


def topics() -> list[Topic]:
    return list(_topics.values())


def topic_of(name: str) -> Topic | None:
    return _topics.get(name)

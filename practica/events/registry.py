"""Who listens: engines inside the transaction (`hear`), features after it (`subscribe`)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.db import models

    from practica.events.models import Event

    Listener = Callable[[Event, models.Model], None]
    Subscriber = Callable[[Event], None]


_listeners: list[Any] = []
_subscribers: dict[str, list[Any]] = {}


def hear(listener: Listener) -> Listener:
    """Called at once, inside the transaction of the action: for search and live pages, which must be right at once."""
    if listener not in _listeners:
        _listeners.append(listener)
    return listener


def on_record() -> list[Listener]:
    return _listeners


def subscribe(*verbs: str) -> Callable[[Subscriber], Subscriber]:
    """Called by the worker after the commit; must be idempotent, keyed by the event's id. No verb = every verb."""

    def register(subscriber: Subscriber) -> Subscriber:
        for verb in verbs or ("*",):
            known = _subscribers.setdefault(str(verb), [])
            if subscriber not in known:
                known.append(subscriber)
        return subscriber

    return register


def subscribers_of(verb: str) -> list[Subscriber]:
    return [*_subscribers.get(verb, []), *_subscribers.get("*", [])]

"""Writing down what happened: the last line of every action."""

from __future__ import annotations

from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from practica.events.models import Event, Source
from practica.events.registry import on_record
from practica.events.tasks import announce

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from django.db import models

_source: ContextVar[Source] = ContextVar("source", default=Source.HUMAN)
_moment: ContextVar[datetime | None] = ContextVar("moment", default=None)


@contextmanager
def recorded_as(source: Source, at: datetime | None = None) -> Iterator[None]:
    """What is recorded inside is an import or the product's own doing, perhaps of another day; nobody is told of it."""
    token, moment = _source.set(source), _moment.set(at)
    try:
        yield
    finally:
        _source.reset(token)
        _moment.reset(moment)


@contextmanager
def recorded_at(at: datetime) -> Iterator[None]:
    """What is recorded inside bears another moment: where the exact one would say who it was."""
    moment = _moment.set(at)
    try:
        yield
    finally:
        _moment.reset(moment)


def moment_now() -> datetime:
    """Now; inside `recorded_as(…, at=…)` the day that is being brought in."""
    return _moment.get() or timezone.now()


def record(  # noqa: PLR0913 -- the facts of an event are these
    verb: str,
    *,
    by: Any,
    target: models.Model,
    community: Any = None,
    unit: Any = None,
    minutes: int | None = None,
    by_itself: bool = False,
) -> Event:
    """Insert the event and, in the same transaction, enqueue its announcement and tell the engines.

    Imports are remembered but not announced: nobody gets mail for what happened years ago elsewhere.
    What the product notices `by_itself` has no actor, and is announced all the same.
    """
    source = _source.get()
    event = Event(
        verb=str(verb),
        actor=by,
        community=community,
        unit=unit,
        target_type=target._meta.label_lower,
        target_id=target.pk,
        minutes=minutes,
        source=Source.BOT if by_itself and source == Source.HUMAN else source,
        at=moment_now(),
    )
    event.save(force_insert=True)
    for listener in on_record():
        listener(event, target)
    if source == Source.HUMAN:
        announce.defer(event_id=event.pk)
    return event

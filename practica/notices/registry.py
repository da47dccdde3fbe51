"""What is said of each event: one sentence, an icon, an address, who hears of it, and why."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any

from django.db import models
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from django.utils.functional import Promise

    from practica.events.models import Event

    Words = str | Promise
    # People, or pairs of a person and the word for why ("asked"), whose sentence stands in `because`.
    Recipients = Iterable[Any]


class Urgency(models.TextChoices):
    """Whether it is for somebody by name, or news of a place they belong to."""

    PERSONAL = "personal", _("For you by name")
    NEWS = "news", _("Good to know")


def _address(thing: Any) -> str:
    address: str = thing.get_absolute_url()
    return address


def _no_quote(_thing: Any) -> str:
    return ""


def _nobody(_event: Any, _thing: Any) -> tuple[Any, ...]:
    return ()


@cache
def _relations(model: type[models.Model]) -> frozenset[str]:
    return frozenset(field.name for field in model._meta.get_fields() if field.many_to_one)


@dataclass(frozen=True, kw_only=True)
class Telling:
    """How one verb is told.

    `words` is a sentence with `{who}` where the actor's name goes (bold, added by the engine); a callable gets the
    event and its target. `quote` is a few of the words written, shown after the sentence. `of` names the target's
    field that leads to what the card in the inbox is about (the `conversation` of a reply; without it the target
    itself); its `str()` is the card's title unless `title` says otherwise. `recipients(event, target)` may yield people
    or (person, reason) pairs; `because[reason]` is the answer to "why do I get this?". The actor never hears of what
    they did.
    """

    verb: str
    words: Words | Callable[[Event, Any], Words]
    icon: str = "bell"
    hue: str = "sky"
    url: Callable[[Any], str] = _address
    quote: Callable[[Any], str] = _no_quote
    of: str = ""
    title: Callable[[Any], str] = str
    label: Words = ""
    recipients: Callable[[Event, Any], Recipients] = _nobody
    urgency: Urgency = Urgency.PERSONAL
    because: Mapping[str, Words] = field(default_factory=dict)
    action: Words = ""
    is_in_digest: bool = False
    # The feature writes a better letter itself (a new time, a calendar file): the general one is not sent.
    has_own_letter: bool = False

    def path_from(self, model: type[models.Model]) -> str:
        """`of` where this kind of target has it; nothing where the target itself is the thing."""
        return self.of if self.of in _relations(model) else ""

    def thing(self, target: Any) -> Any:
        path = self.path_from(type(target))
        return getattr(target, path) if path else target

    def sentence(self, event: Event, target: Any) -> str:
        return str(self.words(event, target) if callable(self.words) else self.words)


_tellings: dict[str, Telling] = {}


def declare(verb: str, **given: Any) -> None:
    """`declare(Verb.REPLIED, words=_("{who} answered"), icon=…, recipients=…)`; see `Telling` for the words."""
    _tellings[str(verb)] = Telling(verb=str(verb), **given)


def telling_of(verb: str) -> Telling | None:
    return _tellings.get(str(verb))


def told_verbs() -> list[str]:
    return list(_tellings)


def digest_verbs() -> list[str]:
    return [verb for verb, telling in _tellings.items() if telling.is_in_digest]

"""Events in words: for the inbox, for feeds, and for "what is new" on any page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.utils.html import format_html
from django.utils.translation import gettext as _

from practica.events.models import Event, Source, with_targets
from practica.notices.registry import telling_of, told_verbs

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from django.utils.safestring import SafeString

    from practica.notices.registry import Telling

WIDER = 4


@dataclass(frozen=True)
class Told:
    """One event, ready to show; `who` is None where there is no name to show."""

    event: Event
    target: Any
    telling: Telling

    @property
    def thing(self) -> Any:
        return self.telling.thing(self.target)

    @property
    def who(self) -> Any:
        return self.event.actor

    @property
    def sentence(self) -> SafeString:
        """Safe HTML, the name bold."""
        words = self.telling.sentence(self.event, self.target).replace("{who}", "\x00")
        before, mark, after = words.partition("\x00")
        if not mark:
            return format_html("{}", words)
        return format_html("{}<b>{}</b>{}", before, self.name, after)

    @property
    def plain(self) -> str:
        return self.telling.sentence(self.event, self.target).replace("{who}", self.name)

    @property
    def name(self) -> str:
        return str(self.who.name) if self.who else _("Someone")

    @property
    def quote(self) -> str:
        return self.telling.quote(self.target)

    @property
    def title(self) -> str:
        return self.telling.title(self.thing)

    @property
    def url(self) -> str:
        return self.telling.url(self.target)

    @property
    def icon(self) -> str:
        return self.telling.icon

    @property
    def hue(self) -> str:
        return self.telling.hue

    @property
    def at(self) -> datetime:
        return self.event.at


def told(events: Iterable[Event]) -> list[Told]:
    """Each event in words, with a fixed number of queries; those without words or target are left out."""
    return [
        Told(event, target, telling)
        for event, target in with_targets(events)
        if (telling := telling_of(event.verb)) is not None
    ]


def what_is_new(
    person: Any, communities: Iterable[Any], *, since: datetime | None = None, most: int = 20, verbs: Iterable[str] = ()
) -> list[Told]:
    """The newest of these communities that the person may see, one line an event; what was brought in is no news."""
    events = Event.objects.filter(community__in=communities, verb__in=list(verbs) or told_verbs())
    events = events.exclude(source=Source.IMPORT)
    if since:
        events = events.filter(at__gte=since)
    # Some of it may be about things that are hidden by now, so a little more is looked at.
    newest = events.select_related("actor", "community").order_by("-at", "-pk")[: most * WIDER]
    return seen(person, told(newest))[:most]


def seen(person: Any, lines: Iterable[Told]) -> list[Told]:
    """Only what the person may see now, by the rule of the target's model, or of the thing it belongs to."""
    lines = list(lines)
    wanted: dict[str, set[int]] = {}
    for line in lines:
        subject = ruled(line)
        if subject is not None:
            wanted.setdefault(subject._meta.label_lower, set()).add(subject.pk)
    visible = {label: visible_ids(label, ids, person) for label, ids in wanted.items()}
    return [line for line in lines if (one := ruled(line)) is not None and one.pk in visible[one._meta.label_lower]]


def ruled(line: Told) -> Any:
    """What of the event has a rule about who may see it; None when nothing has."""
    return next((one for one in (line.target, line.thing) if has_rule(one._meta.label_lower)), None)


def has_rule(label: str) -> bool:
    return hasattr(apps.get_model(label)._default_manager, "visible_to")


def visible_ids(label: str, ids: Iterable[int], person: Any) -> set[int]:
    manager: Any = apps.get_model(label)._default_manager
    return set(manager.visible_to(person).filter(pk__in=ids).values_list("pk", flat=True))

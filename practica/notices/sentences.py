"""Events in words: for the inbox, for feeds, and for "what is new" on any page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db.models import F, Value
from django.utils.html import format_html
from django.utils.translation import gettext as _

from practica.events.models import Event, Source
from practica.notices.registry import telling_of, told_verbs

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from django.db.models import QuerySet
    from django.utils.safestring import SafeString

    from practica.notices.registry import Telling

    Thing = tuple[str, int]

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


@dataclass(frozen=True)
class Heard:
    """One event that a person may see now, and the thing it is about; neither its target nor the thing is fetched."""

    event: Event
    thing: Thing


def told(events: Iterable[Event]) -> list[Told]:
    """Each event in words, one query a kind of target; those without words or target are left out."""
    tellings = [(event, telling) for event in events if (telling := telling_of(event.verb)) is not None]
    wanted: dict[str, tuple[set[int], set[str]]] = {}
    for event, telling in tellings:
        ids, paths = wanted.setdefault(event.target_type, (set(), set()))
        ids.add(event.target_id)
        paths.add(telling.path_from(apps.get_model(event.target_type)))
    found = {kind: fetched(kind, ids, paths - {""}) for kind, (ids, paths) in wanted.items()}
    return [
        Told(event, at_home(event, target), telling)
        for event, telling in tellings
        if (target := found[event.target_type].get(event.target_id)) is not None
    ]


def fetched(kind: str, ids: set[int], paths: set[str]) -> dict[int, Any]:
    rows: Any = apps.get_model(kind)._default_manager.filter(pk__in=ids)
    return {row.pk: row for row in rows.select_related(*sorted(paths)).order_by()} if paths else rows.in_bulk()


def at_home(event: Event, target: Any) -> Any:
    """The target with the event's community in the place of its own: many lines are of the same few."""
    if event.community_id and getattr(target, "community_id", None) == event.community_id:
        target.community = event.community
    return target


def what_is_new(
    person: Any, communities: Iterable[Any], *, since: datetime | None = None, most: int = 20, verbs: Iterable[str] = ()
) -> list[Told]:
    """The newest of these communities that the person may see, one line an event; what was brought in is no news."""
    events = newest_events(communities, since=since, most=most, verbs=verbs)
    return told(line.event for line in heard(person, events)[:most])


def newest_events(
    communities: Iterable[Any], *, since: datetime | None = None, most: int = 20, verbs: Iterable[str] = ()
) -> list[Event]:
    """More than `most`, since some of it may be about things that are hidden by now."""
    events = Event.objects.filter(community__in=communities, verb__in=list(verbs) or told_verbs())
    events = events.exclude(source=Source.IMPORT)
    if since:
        events = events.filter(at__gte=since)
    return list(events.select_related("actor", "community").order_by("-at", "-pk")[: most * WIDER])


def heard(person: Any, events: Iterable[Event]) -> list[Heard]:
    """Only what the person may see now, by the rule of the target's model or of the thing it belongs to; one query."""
    kept = [(event, path_of(event)) for event in events if telling_of(event.verb) is not None]
    wanted: dict[tuple[str, str], set[int]] = {}
    for event, path in kept:
        wanted.setdefault((event.target_type, path), set()).add(event.target_id)
    arms = [arm for (kind, path), ids in wanted.items() if (arm := seen_things(person, kind, path, ids)) is not None]
    rows = arms[0].union(*arms[1:], all=True) if arms else ()
    things = {(kind, path, pk): (thing_kind, thing) for kind, path, pk, thing_kind, thing in rows}
    keys = [(event, things.get((event.target_type, path, event.target_id))) for event, path in kept]
    return [Heard(event, thing) for event, thing in keys if thing is not None]


def path_of(event: Event) -> str:
    telling = telling_of(event.verb)
    return telling.path_from(apps.get_model(event.target_type)) if telling else ""


def seen_things(person: Any, kind: str, path: str, ids: set[int]) -> QuerySet[Any] | None:
    """Which of these targets the person may see, each with its thing; None where nothing has a rule about it."""
    model = apps.get_model(kind)
    thing_kind = model._meta.get_field(path).related_model._meta.label_lower if path else kind
    manager: Any = model._default_manager
    if has_rule(kind):
        rows = manager.visible_to(person)
    elif has_rule(thing_kind):
        things: Any = apps.get_model(thing_kind)._default_manager
        rows = manager.filter(**{f"{path}__in": things.visible_to(person)})
    else:
        return None
    marked = (
        rows.filter(pk__in=ids)
        .order_by()
        .annotate(
            told_kind=Value(kind),
            told_path=Value(path),
            thing_kind=Value(thing_kind),
            thing_id=F(f"{path}_id" if path else "pk"),
        )
    )
    seen: QuerySet[Any] = marked.values_list("told_kind", "told_path", "pk", "thing_kind", "thing_id")
    return seen


def seen(person: Any, lines: Iterable[Told]) -> list[Told]:
    """Only what the person may see now."""
    lines = list(lines)
    kept = {line.event.pk for line in heard(person, [line.event for line in lines])}
    return [line for line in lines if line.event.pk in kept]


def ruled(line: Told) -> Any:
    """What of the event has a rule about who may see it; None when nothing has."""
    return next((one for one in (line.target, line.thing) if has_rule(one._meta.label_lower)), None)


def has_rule(label: str) -> bool:
    return hasattr(apps.get_model(label)._default_manager, "visible_to")


def visible_ids(label: str, ids: Iterable[int], person: Any) -> set[int]:
    manager: Any = apps.get_model(label)._default_manager
    return set(manager.visible_to(person).filter(pk__in=ids).values_list("pk", flat=True))

"""The cards of an inbox, ready to show."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db.models import Count, F, OuterRef, Prefetch, Subquery, Window
from django.db.models.functions import RowNumber
from django.utils import timezone
from django.utils.translation import gettext as _

from practica.events.models import Event
from practica.foundation.kept_query import KeptQuery
from practica.notices.models import Card, Notice
from practica.notices.registry import telling_of
from practica.notices.sentences import has_rule, told, visible_ids

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from django.db.models import QuerySet

    from practica.notices.models import CardQuerySet
    from practica.notices.sentences import Told
    from practica.people.models import Person

SHOWN = 3
KEPT_PER_CARD = 12
LATEST = 20


@dataclass(frozen=True)
class Shown:
    """A card with its newest events in words, how many more there are, and why it is here."""

    card: Card
    thing: Any
    lines: Sequence[Told]
    more: int
    because: Sequence[str]

    @property
    def first(self) -> Told:
        return self.lines[0]

    @property
    def title(self) -> str:
        return self.first.title

    @property
    def url(self) -> str:
        return self.first.url

    @property
    def label(self) -> str:
        """What kind of thing it is, in a word or two."""
        return str(self.first.telling.label) or str(self.thing._meta.verbose_name).capitalize()


def shown(person: Person, cards: QuerySet[Card]) -> list[Shown]:
    """Only cards of things the person may see now; what was left behind with a community is not shown."""
    rows = list(cards.select_related("community").prefetch_related(Prefetch("notices", newest_notices(), "newest")))
    lines = lines_of([notice for card in rows for notice in card.newest])
    things = visible(person, rows)
    found = []
    for card in rows:
        thing = things.get((card.thing_type, card.thing_id))
        newest: list[Notice] = card.newest
        inside = [lines[notice.event_id] for notice in newest if notice.event_id in lines]
        if thing is not None and inside:
            found.append(Shown(card, thing, inside[:SHOWN], len(inside) - SHOWN, reasons(newest, card)))
    return found


@dataclass(frozen=True)
class Latest:
    """A card of the inbox with the newest that happened, for a page that shows no more of it."""

    card: Card
    event: Event


def latest(person: Person) -> list[Latest]:
    """What waits for the person by name, the newest first, in two queries; whether they may see it is still to be asked."""
    rows: list[Any] = _latest_cards(person, timezone.now())
    person._cards_waiting = rows[0].waiting if rows else 0  # type: ignore[attr-defined]  # noqa: SLF001 -- our own cache
    ids = [card.newest_id for card in rows]
    events = Event.objects.select_related("actor", "community").in_bulk(ids) if ids else {}
    return [Latest(card, events[card.newest_id]) for card in rows if card.newest_id in events]


def count_waiting(person: Person) -> int:
    """How many things wait for the person by name; asked once a page, for the rail."""
    kept: int | None = getattr(person, "_cards_waiting", None)
    return sum(_number_waiting(person, timezone.now())) if kept is None else kept


def _waiting(person: Person, now: datetime) -> CardQuerySet:
    return Card.objects.of(person).waiting(now).filter(is_personal=True)


@KeptQuery
def _latest_cards(person: Person, now: datetime) -> QuerySet[Card]:
    newest = Notice.objects.filter(card=OuterRef("pk")).order_by("-at", "-pk").values("event_id")[:1]
    cards = _waiting(person, now).annotate(newest_id=Subquery(newest), waiting=Window(Count("pk")))
    return cards.order_by("-latest_at", "-pk")[:LATEST]


@KeptQuery
def _number_waiting(person: Person, now: datetime) -> QuerySet[Card, int]:
    """No row where nothing waits."""
    return _waiting(person, now).order_by().values("person").annotate(n=Count("pk")).values_list("n", flat=True)


def newest_notices() -> QuerySet[Notice]:
    place = Window(RowNumber(), partition_by=F("card"), order_by=F("at").desc())
    return Notice.objects.annotate(place=place).filter(place__lte=KEPT_PER_CARD).order_by("-at", "-pk")


def lines_of(notices: Sequence[Notice]) -> dict[int, Told]:
    events = Event.objects.filter(pk__in={notice.event_id for notice in notices}).select_related("actor", "community")
    return {line.event.pk: line for line in told(events)}


def visible(person: Person, cards: Sequence[Card]) -> dict[tuple[str, int], Any]:
    wanted: dict[str, set[int]] = {}
    for card in cards:
        wanted.setdefault(card.thing_type, set()).add(card.thing_id)
    found: dict[Any, Any] = {}
    for label, ids in wanted.items():
        manager: Any = apps.get_model(label)._default_manager
        kept = visible_ids(label, ids, person) if has_rule(label) else ids
        found |= {(label, pk): thing for pk, thing in manager.in_bulk(kept).items()}
    return found


def reasons(notices: Sequence[Notice], card: Card) -> list[str]:
    """The answer to "why do I get this?": each reason once."""
    found: dict[str, None] = {}
    for notice in notices:
        telling = telling_of(notice.verb)
        if telling and notice.reason in telling.because:
            found[str(telling.because[notice.reason])] = None
    if not found and card.community:
        found[_("You belong to %(community)s.") % {"community": card.community.name}] = None
    return list(found) or [_("It is addressed to you.")]

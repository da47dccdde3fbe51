"""What stands on a person's start page besides what features put there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import chain
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.cache import cache, caches
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from practica.communities.models import Community, Visibility
from practica.communities.queries import communities_of
from practica.conversations.models import Conversation, Kind
from practica.files.forsaken import PATIENCE as FORSAKEN_KEPT
from practica.library.models import Asset
from practica.meetings.models import Attendance, Occurrence
from practica.notices.cards import latest
from practica.notices.registry import digest_verbs
from practica.notices.sentences import heard, newest_events, told
from practica.people.tasks import PATIENCE as UNPROVED_KEPT
from practica.topics.actions.clock import SEALS_KEPT

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from django.db.models import QuerySet

    from practica.events.models import Event
    from practica.notices.sentences import Heard, Told
    from practica.people.models import Person
    from practica.ui.waits import Thing

FORTNIGHT = timedelta(days=14)
MONTH = timedelta(days=30)
LINES, LOOKED_AT, QUESTIONS = 3, 60, 2
DAY = 60 * 60 * 24
# Below this a figure says more about single people than about the organisation.
FEWEST = 5


@dataclass(frozen=True)
class News:
    """What is new in one community: at most three lines, and how many more there are."""

    community: Community
    lines: list[Told]
    total: int

    @property
    def more(self) -> int:
        return self.total - len(self.lines)


@dataclass(frozen=True)
class Figure:
    """One number of the quarter: things made or used, never visits."""

    key: str
    label: Any
    icon: str
    explanation: Any


FIGURES = (
    Figure("experiences", _("experiences told"), "feather", _("Told so that others can learn from them.")),
    Figure("answers", _("questions answered"), "circle-check", _("The one who asked says it helped.")),
    Figure(
        "shared", _("shared with everybody"), "library", _("From one community's library to the whole organisation.")
    ),
    Figure("met", _("meetings held"), "calendar-check", _("People who learned together, in a room or on a screen.")),
)


@dataclass(frozen=True)
class Happened:
    """How many cards of the inbox there are with the first of them, news by community, the liveliest first, and where it was quiet."""

    card_count: int
    cards: list[Told]
    news: list[News]
    quiet: list[Community]


def what_happened(person: Person, shown: Collection[Thing], most: int) -> Happened:
    """Cards but those about what is `shown` already, and news of two weeks; together, since most is of the same kinds."""
    mine = list(communities_of(person))
    cards = [card for card in latest(person) if (card.card.thing_type, card.card.thing_id) not in shown]
    events = _newest(mine, timezone.now() - FORTNIGHT)
    visible = {line.event.pk: line for line in heard(person, [*(card.event for card in cards), *events])}
    found: dict[int, list[Heard]] = {}
    for line in _once_a_thing([visible[event.pk] for event in events if event.pk in visible], person):
        found.setdefault(line.event.community_id or 0, []).append(line)
    waiting = [visible[card.event.pk] for card in cards if card.event.pk in visible]
    chosen = [*waiting[:most], *chain.from_iterable(map(_first, found.values()))]
    words = {line.event.pk: line for line in told({line.event.pk: line.event for line in chosen}.values())}
    by_id = {community.pk: community for community in mine}
    return Happened(
        card_count=len(waiting),
        cards=[words[line.event.pk] for line in waiting[:most] if line.event.pk in words],
        news=[_news(by_id[pk], lines, words) for pk, lines in found.items() if pk in by_id],
        quiet=[community for community in mine if community.pk not in found],
    )


def popular_elsewhere(person: Person) -> list[Told]:
    """For somebody new: what happened this month in places they may read."""
    places = Community.objects.visible_to(person).living()
    lines = _once_a_thing(heard(person, _newest(places, timezone.now() - MONTH)), person)
    return told(line.event for line in lines[: 2 * LINES])


def open_questions(person: Person) -> list[Conversation]:
    """Two questions without an answer yet, those on what the person knows first."""
    tags = [tag.lower() for tag in person.expertise.values_list(Lower("tag"), flat=True)]
    waiting = Conversation.objects.visible_to(person).unanswered().filter(kind=Kind.QUESTION, closed_at=None)
    waiting = waiting.exclude(author=person).filter(community__in=communities_of(person))
    known = Q(pk__in=[])
    for tag in tags[:10]:
        known |= Q(pk__in=Conversation.objects.with_tag(tag).values("pk"))
    known_first = waiting.annotate(is_known=Exists(Conversation.objects.filter(known, pk=OuterRef("pk"))))
    return list(known_first.select_related("community").order_by("-is_known", "-opened_at")[:QUESTIONS])


def quarter() -> tuple[datetime, datetime]:
    """From the first day of this quarter to last midnight, in the zone of whoever asks."""
    midnight = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    return midnight.replace(month=midnight.month - (midnight.month - 1) % 3, day=1), midnight


def figures_of_the_quarter() -> list[tuple[Figure, int | None]]:
    """What the organisation made and used; None below five. Counted once a day, over what every colleague may read."""
    start, end = quarter()
    key = f"home.quarter.{start:%Y%m%d}.{end:%Y%m%d%z}"
    counts: dict[str, int] | None = caches["memory"].get(key) or cache.get(key)
    if counts is None:
        counts = {figure.key: learned(figure.key, start, end).count() for figure in FIGURES}
        cache.set(key, counts, DAY)
    caches["memory"].set(key, counts, DAY)
    return [(figure, counts[figure.key] if counts[figure.key] >= FEWEST else None) for figure in FIGURES]


def learned(key: str, start: datetime, end: datetime) -> Any:
    """The things behind a figure, newest first: only of communities that every colleague may read."""
    open_to_all = ~Q(community__visibility=Visibility.PRIVATE)
    conversations = Conversation.objects.filter(open_to_all, hidden_at=None)
    # A date in a series is no meeting yet: somebody came.
    came = Attendance.objects.filter(occurrence=OuterRef("pk"))
    things: dict[str, tuple[QuerySet[Any], str]] = {
        "experiences": (conversations.filter(kind=Kind.EXPERIENCE), "opened_at"),
        "answers": (conversations.filter(kind=Kind.QUESTION), "accepted_at"),
        "shared": (Asset.objects.standing().filter(open_to_all), "shared_at"),
        "met": (Occurrence.objects.standing().filter(open_to_all, Exists(came)), "ends_at"),
    }
    chosen, moment = things[key]
    return chosen.filter(**{f"{moment}__gte": start, f"{moment}__lt": end}).order_by(f"-{moment}", "-pk")


def how_long_things_are_kept() -> dict[str, int]:
    """In days, for the page on privacy: what the tasks and settings really go by."""
    return {
        "session_days": settings.SESSION_COOKIE_AGE // DAY,
        "sign_up_days": UNPROVED_KEPT.days,
        "file_days": FORSAKEN_KEPT.days,
        "seal_days": SEALS_KEPT.days,
    }


def _newest(places: Iterable[Community], since: datetime) -> list[Event]:
    return newest_events(places, since=since, most=LOOKED_AT, verbs=digest_verbs() or ["none"])


def _once_a_thing(lines: list[Heard], person: Person) -> list[Heard]:
    """The newest line of each thing; what one did oneself is no news."""
    seen: set[Thing] = set()
    kept: list[Heard] = []
    for line in lines:
        if line.thing not in seen and line.event.actor_id != person.pk:
            seen.add(line.thing)
            kept.append(line)
    return kept


def _first(lines: list[Heard]) -> list[Heard]:
    # The third line may be "n more": then only two things are named.
    return lines if len(lines) <= LINES else lines[: LINES - 1]


def _news(community: Community, lines: list[Heard], words: dict[int, Told]) -> News:
    shown = [words[line.event.pk] for line in _first(lines) if line.event.pk in words]
    return News(community, shown, len(lines))

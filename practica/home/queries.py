"""What stands on a person's start page besides what features put there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.cache import cache
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
from practica.notices.registry import digest_verbs
from practica.notices.sentences import what_is_new
from practica.people.tasks import PATIENCE as UNPROVED_KEPT
from practica.topics.actions.clock import SEALS_KEPT

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.db.models import QuerySet

    from practica.notices.sentences import Told
    from practica.people.models import Person

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


def news_where_one_belongs(person: Person) -> tuple[list[News], list[Community]]:
    """News of two weeks by community, the liveliest first; and the communities that were quiet."""
    mine = list(communities_of(person))
    lines = _once_a_thing(_told(person, mine, timezone.now() - FORTNIGHT), person)
    found: dict[int, list[Told]] = {}
    for line in lines:
        found.setdefault(line.event.community_id or 0, []).append(line)
    by_id = {community.pk: community for community in mine}
    news = [_news(by_id[pk], told) for pk, told in found.items() if pk in by_id]
    return news, [community for community in mine if community.pk not in found]


def popular_elsewhere(person: Person) -> list[Told]:
    """For somebody new: what happened this month in places they may read."""
    places = Community.objects.visible_to(person).living()
    return _once_a_thing(_told(person, places, timezone.now() - MONTH), person)[: 2 * LINES]


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
    counts: dict[str, int] | None = cache.get(key)
    if counts is None:
        counts = {figure.key: learned(figure.key, start, end).count() for figure in FIGURES}
        cache.set(key, counts, DAY)
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


def _told(person: Person, places: Iterable[Community], since: datetime) -> list[Told]:
    return what_is_new(person, places, since=since, most=LOOKED_AT, verbs=digest_verbs() or ["none"])


def _once_a_thing(lines: list[Told], person: Person) -> list[Told]:
    """The newest line of each thing; what one did oneself is no news."""
    seen: set[tuple[str, int]] = set()
    kept: list[Told] = []
    for line in lines:
        thing = (line.thing._meta.label_lower, line.thing.pk)
        if thing not in seen and line.event.actor_id != person.pk:
            seen.add(thing)
            kept.append(line)
    return kept


def _news(community: Community, lines: list[Told]) -> News:
    # The third line may be "n more": then only two things are named.
    shown = lines if len(lines) <= LINES else lines[: LINES - 1]
    return News(community, shown, len(lines))

"""The list of a community's conversations: one walk along an index, a page of 25, never a count of all."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q

from practica.conversations.models import Conversation, ConversationHome, Follow, Kind, Voice
from practica.conversations.queries.attention import unread_homes
from practica.conversations.queries.rows import Row, rows_of, shown_homes
from practica.foundation.kept_query import KeptQuery
from practica.search.queries import saying

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from practica.communities.models import Community
    from practica.people.models import Person

SHOWN, LATEST = 25, 5
SORTS = {"activity": "last_activity_at", "newest": "opened_at"}


@dataclass(frozen=True)
class Filters:
    """What the reader asked the list for; every field may be empty."""

    kind: str = ""
    tag: str = ""
    language: str = ""
    words: str = ""
    sort: str = "activity"
    unanswered: bool = False
    unread: bool = False
    mine: bool = False
    following: bool = False
    before: str = ""

    @property
    def narrows(self) -> bool:
        said = (self.kind, self.tag, self.language, self.words)
        return any(said) or self.unanswered or self.unread or self.mine or self.following

    @property
    def is_plain(self) -> bool:
        """As the list is when one comes to it; only then do pinned ones stand apart."""
        return not self.narrows and self.column == "last_activity_at"

    @property
    def column(self) -> str:
        return SORTS.get(self.sort, "last_activity_at")


@dataclass
class Listing:
    """A page of the list; `older` is the word that leads to the next one."""

    rows: list[Row] = field(default_factory=list)
    older: str = ""


def listing(community: Community, person: Person, filters: Filters) -> Listing:
    """Pinned ones first on an unfiltered first page, then by the chosen order."""
    if filters.is_plain and not filters.before:
        pinned, found = _pinned(community, person), _newest(community, person)
    else:
        pinned, found = [], list(_ordered(_narrowed(community, person, filters), filters)[: SHOWN + 1])
    page = found[:SHOWN]
    older = _token(page[-1], filters.column) if len(found) > SHOWN else ""
    return Listing(rows_of([*pinned, *page], community, person), older)


def latest(community: Community, person: Person) -> list[Row]:
    """The last that moved, for other pages that show a few."""
    return rows_of(_latest(community, person), community, person)


@KeptQuery
def _pinned(community: Community, person: Person) -> QuerySet[ConversationHome]:
    return shown_homes(community, person).filter(pinned_at__isnull=False).order_by("-pinned_at")


@KeptQuery
def _newest(community: Community, person: Person) -> QuerySet[ConversationHome]:
    """The first page of a list that nobody narrowed: what most readers ask for."""
    return _ordered(_narrowed(community, person, Filters()), Filters())[: SHOWN + 1]


@KeptQuery
def _latest(community: Community, person: Person) -> QuerySet[ConversationHome]:
    return shown_homes(community, person).order_by("-last_activity_at", "-conversation")[:LATEST]


def _narrowed(community: Community, person: Person, filters: Filters) -> QuerySet[ConversationHome]:
    homes = shown_homes(community, person)
    if filters.is_plain:
        homes = homes.filter(pinned_at=None)
    return homes.filter(_about(filters), *_personal(community, person, filters))


def _about(filters: Filters) -> Q:
    wanted = Q()
    if filters.kind in Kind.values:
        wanted &= Q(conversation__kind=filters.kind)
    if filters.tag:
        wanted &= Q(conversation__tags__contains=[filters.tag])
    if filters.language:
        wanted &= Q(conversation__language=filters.language)
    if filters.words:
        wanted &= Q(conversation__in=saying(filters.words, Conversation._meta.label))
    return wanted


def _personal(community: Community, person: Person, filters: Filters) -> list[Q]:
    this = OuterRef("conversation")
    wanted = []
    if filters.unanswered:
        wanted.append(Q(Exists(Conversation.objects.unanswered().filter(pk=this))))
    if filters.unread:
        wanted.append(Q(pk__in=unread_homes(community, person).values("pk")))
    if filters.mine:
        spoke = Voice.objects.filter(conversation=this, person=person)
        wanted.append(Q(conversation__author=person) | Q(Exists(spoke)))
    if filters.following:
        wanted.append(Q(Exists(Follow.objects.filter(conversation=this, person=person, muted_at=None))))
    return wanted


def _ordered(homes: QuerySet[ConversationHome], filters: Filters) -> QuerySet[ConversationHome]:
    column = filters.column
    if place := _place(filters.before):
        moment, pk = place
        further = Q(**{f"{column}__lt": moment}) | Q(**{column: moment, "conversation__lt": pk})
        # Said twice, because an index can only be entered by the simpler of the two.
        homes = homes.filter(further, **{f"{column}__lte": moment})
    return homes.order_by(f"-{column}", "-conversation")


def _token(home: ConversationHome, column: str) -> str:
    """Where the next page begins: microseconds and number of the last row shown."""
    moment: datetime = getattr(home, column)
    return f"{int(moment.timestamp()) * 1_000_000 + moment.microsecond}-{home.conversation_id}"


def _place(token: str) -> tuple[datetime, int] | None:
    moment, _dash, pk = token.partition("-")
    if not (moment.isdecimal() and pk.isdecimal() and len(moment) < 18 and len(pk) < 19):  # noqa: PLR2004 -- what fits
        return None
    seconds, micros = divmod(int(moment), 1_000_000)
    return datetime.fromtimestamp(seconds, tz=UTC).replace(microsecond=micros), int(pk)

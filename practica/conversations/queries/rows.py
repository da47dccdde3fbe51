"""What one line of a list shows, read in one query for the whole page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef, Q, Subquery
from django.db.models.functions import JSONObject

from practica.communities.models import facilitates, may_read
from practica.communities.queries import membership_of
from practica.conversations.models import CommunityReadMark, Conversation, ConversationHome, ReadMark, Voice
from practica.conversations.models.conversation import shown_of
from practica.conversations.queries.faces import Face, faces
from practica.foundation.hues import tag_hue

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from django.db.models import QuerySet

    from practica.communities.models import Community
    from practica.people.models import Person

FACES = 3
TAGS = 3
SHOWN = (
    "community", "kind", "title", "plain", "language", "tags", "closed_at", "hidden_at", "accepted_reply", "reply_count",
    "voices",
)  # fmt: skip


@dataclass(frozen=True)
class Row:
    """One conversation in a list."""

    home: ConversationHome
    is_unread: bool
    faces: list[Face]
    also_in: list[str]
    comes_from: str

    @property
    def conversation(self) -> Conversation:
        return self.home.conversation

    @property
    def tags(self) -> list[tuple[str, str]]:
        return [(tag, tag_hue(tag)) for tag in self.conversation.tags[:TAGS]]

    @property
    def is_pinned(self) -> bool:
        return self.home.pinned_at is not None


def shown_homes(community: Community, person: Person) -> QuerySet[ConversationHome]:
    """The homes of a community with all that their rows show; hidden ones only for those who may."""
    this = OuterRef("conversation")
    mine = ReadMark.objects.filter(person=person, conversation=this)
    marked = CommunityReadMark.objects.filter(community=community, person=person)
    speakers = Voice.objects.filter(conversation=this).exclude(person=OuterRef("conversation__author"))
    face = JSONObject(pk="person__pk", name="person__name", handle="person__handle", photo_id="person__photo")
    others = ConversationHome.objects.filter(may_read(person), conversation=this).exclude(community=community)
    place = JSONObject(pk="community", name="community__name")
    unhidden = Q(conversation__hidden_at=None) | Q(conversation__author=person)
    return (
        ConversationHome.objects.filter(unhidden | facilitates(person, "conversation__community"), community=community)
        .select_related("conversation__author", "conversation__last_reply__author")
        .only(
            *("community", "last_activity_at", "opened_at", "pinned_at"),
            *(f"conversation__{name}" for name in SHOWN),
            *shown_of("conversation__author"),
            *(f"conversation__last_reply__{name}" for name in ("plain", "language", "author__name")),
        )
        .annotate(
            seen_at=Subquery(mine.values("seen_at")),
            all_read_at=Subquery(marked.values("read_at")),
            speakers=ArraySubquery(speakers.order_by("-since").values(face=face)[:FACES]),
            others=ArraySubquery(others.values(place=place)[:FACES]),
            lives_in=F("conversation__community"),
        )
    )


def rows_of(homes: Iterable[ConversationHome], community: Community, person: Person) -> list[Row]:
    membership = membership_of(person, community)
    joined_at = membership.joined_at if membership else None
    return [_row(home, community, joined_at) for home in homes]


def _row(home: ConversationHome, community: Community, joined_at: datetime | None) -> Row:
    annotated = cast("Any", home)
    since = [moment for moment in (joined_at, annotated.all_read_at, annotated.seen_at) if moment]
    is_own = annotated.lives_in == community.pk
    return Row(
        home=home,
        is_unread=joined_at is not None and home.last_activity_at > max(since),
        faces=faces(annotated.speakers),
        also_in=[place["name"] for place in annotated.others] if is_own else [],
        comes_from=next((place["name"] for place in annotated.others if place["pk"] == annotated.lives_in), ""),
    )

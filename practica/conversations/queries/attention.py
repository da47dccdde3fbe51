"""What is new to somebody, and what waits for an answer."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.db import connection
from django.db.models import Exists, F, OuterRef, Subquery
from django.db.models.functions import Coalesce, Greatest
from django.utils import timezone

from practica.communities.models import Community
from practica.communities.queries import communities_of, is_member, membership_of, memberships_of
from practica.conversations.models import CommunityReadMark, Conversation, ConversationHome, Kind, ReadMark

if TYPE_CHECKING:
    from datetime import datetime

    from django.db.models import QuerySet

    from practica.people.models import Person

# A question rests this long before its author is asked whether it was answered.
REST = timedelta(hours=12)
# Above this a count is shown as "99+": counting on would cost more the more there is.
COUNTED = 100
WAITING_COUNTED = 21


def unread_homes(community: Community, person: Person) -> QuerySet[ConversationHome]:
    """What has moved since the person joined, marked all as read, or last opened it; nothing for others."""
    membership = membership_of(person, community)
    if membership is None or membership.joined_at is None:
        return ConversationHome.objects.none()
    marked = CommunityReadMark.objects.filter(community=community, person=person).values("read_at")
    since = Greatest(Coalesce(Subquery(marked), membership.joined_at), membership.joined_at)
    return _unread(person).filter(community=community, last_activity_at__gt=since)


def _unread(person: Person) -> QuerySet[ConversationHome]:
    seen = ReadMark.objects.filter(
        person=person, conversation=OuterRef("conversation"), seen_at__gte=OuterRef("last_activity_at")
    )
    return ConversationHome.objects.filter(~Exists(seen), conversation__hidden_at=None)


# Every page asks this, and putting it together from querysets takes four times as long as answering it.
UNREAD = """
    SELECT place.id, (SELECT count(*) FROM (
        SELECT FROM conversations_conversationhome home JOIN conversations_conversation talk ON talk.id = conversation_id
        WHERE home.community_id = place.id AND home.last_activity_at > greatest(place.joined_at, marked.read_at)
            AND talk.hidden_at IS NULL AND NOT EXISTS (
                SELECT FROM conversations_readmark seen WHERE seen.conversation_id = home.conversation_id
                    AND seen.person_id = %(person)s AND seen.seen_at >= home.last_activity_at)
        ORDER BY home.last_activity_at DESC, home.conversation_id DESC LIMIT %(most)s) unread)
    FROM unnest(%(places)s::bigint[], %(joined)s::timestamptz[]) AS place (id, joined_at)
    LEFT JOIN conversations_communityreadmark marked ON marked.community_id = place.id AND marked.person_id = %(person)s
"""


def unread_counts(person: Person) -> dict[int, int]:
    """How many of them there are in each of a person's communities, in one query that stops at a hundred in each."""
    mine = memberships_of(person)
    if not mine:
        return {}
    given: dict[str, Any] = {
        "person": person.pk,
        "most": COUNTED,
        "places": list(mine),
        "joined": [membership.joined_at for membership in mine.values()],
    }
    with connection.cursor() as cursor:
        cursor.execute(UNREAD, given)
        return dict(cursor.fetchall())


def unanswered_in(community: Community) -> QuerySet[Conversation]:
    """Open questions without a word from others, longest waiting first."""
    return Conversation.objects.filter(community=community).unanswered().order_by("opened_at", "pk")


def awaiting_acceptance(person: Person, now: datetime | None = None) -> QuerySet[Conversation]:
    """The person's open questions to which somebody else had the last word a while ago."""
    answered = Conversation.objects.visible_to(person).filter(
        author=person, kind=Kind.QUESTION, voices__gt=0, accepted_reply=None, closed_at=None, hidden_at=None
    )
    rested = answered.filter(last_activity_at__lt=(now or timezone.now()) - REST).exclude(
        last_reply__author=F("author")
    )
    return rested.select_related("community", "last_reply__author").order_by("-last_activity_at")


def where_both_read(places: list[Community], person: Person) -> list[Community]:
    """Those of the places that somebody else may read too: a mention reaches nobody elsewhere."""
    readable = set(
        Community.objects.visible_to(person).filter(pk__in=[one.pk for one in places]).values_list("pk", flat=True)
    )
    return [place for place in places if place.pk in readable]


def places_to_write(person: Person) -> list[Community]:
    """The communities in which the person may begin a conversation."""
    return [place for place in communities_of(person) if place.takes_contributions and is_member(person, place)]

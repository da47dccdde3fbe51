"""What is new to somebody, and what waits for an answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Subquery
from django.db.models.functions import Coalesce, Greatest

from practica.communities.queries import membership_of
from practica.conversations.models import CommunityReadMark, Conversation, ConversationHome, ReadMark

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from practica.communities.models import Community
    from practica.people.models import Person

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
    seen = ReadMark.objects.filter(
        person=person, conversation=OuterRef("conversation"), seen_at__gte=OuterRef("last_activity_at")
    )
    return ConversationHome.objects.filter(
        ~Exists(seen), community=community, last_activity_at__gt=since, conversation__hidden_at=None
    )


def unread_count(community: Community, person: Person) -> int:
    """At most a hundred: more is shown as 99+."""
    return unread_homes(community, person)[:COUNTED].count()


def unanswered_in(community: Community) -> QuerySet[Conversation]:
    """Open questions without a word from others, longest waiting first."""
    return Conversation.objects.filter(community=community).unanswered().order_by("opened_at", "pk")

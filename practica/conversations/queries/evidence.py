"""What shows that a community talks, helps and learns from experience."""

from __future__ import annotations

from typing import TYPE_CHECKING

from practica.conversations.models import Conversation, Kind, Reply

if TYPE_CHECKING:
    from datetime import datetime

    from practica.communities.models import Community


def answered_since(community: Community, since: datetime) -> int:
    """Questions with an answer accepted since then."""
    return Conversation.objects.filter(community=community, accepted_at__gte=since).count()


def experiences_since(community: Community, since: datetime) -> int:
    """Experiences told since then that everyone may read."""
    told = Conversation.objects.filter(community=community, kind=Kind.EXPERIENCE, hidden_at=None)
    return told.filter(opened_at__gte=since).count()


def reflections_since(community: Community, since: datetime) -> int:
    """Reflections written since then that still stand."""
    return Reply.objects.standing().filter(community=community, written_at__gte=since).exclude(parts={}).count()

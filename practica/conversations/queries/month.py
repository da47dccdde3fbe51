"""How a community's question of the month is answered: by conversations that carry its tag."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.http import urlencode

from practica.conversations.models import Conversation, Kind

if TYPE_CHECKING:
    from practica.communities.models import MonthQuestion


def heard(month: MonthQuestion) -> int:
    """The conversations under its tag that everyone in the community may read."""
    shown = Conversation.objects.filter(community_id=month.community_id, hidden_at=None)
    return shown.with_tag(month.tag).count()


def share_url(month: MonthQuestion) -> str:
    """Where one tells what one does: an experience that carries the tag already."""
    words = urlencode({"kind": Kind.EXPERIENCE, "tags": month.tag})
    return f"{reverse('conversations:new', args=[month.community.slug])}?{words}"


def read_url(month: MonthQuestion) -> str:
    return f"{reverse('conversations:community', args=[month.community.slug])}?{urlencode({'tag': month.tag})}"

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from practica.conversations.models import Conversation
from practica.foundation.hues import tag_hue

if TYPE_CHECKING:
    from practica.communities.models import Community

LATELY = 200


@dataclass(frozen=True)
class TagCount:
    name: str
    count: int
    hue: str


def tag_cloud(community: Community, shown: int = 8, lately: int = LATELY) -> list[TagCount]:
    """The tags of the latest conversations there, most used first."""
    latest = (
        Conversation.objects.filter(homes__community=community, hidden_at=None)
        .order_by("-homes__last_activity_at")
        .values_list("tags", flat=True)[:lately]
    )
    counted = Counter(tag for tags in latest for tag in tags)
    return [TagCount(name, number, tag_hue(name)) for name, number in counted.most_common(shown)]

"""How communities are found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from practica.communities.models import Community
from practica.search.registry import declare

if TYPE_CHECKING:
    from collections.abc import Sequence


def words(community: Community) -> str:
    texts = (community.tagline, community.domain, community.scope_in, community.practice, community.rhythm)
    questions = [question.text for question in community.questions.all()] if community.pk else []
    return "\n".join([*texts, *community.topics, *questions])


def facts(community: Community) -> Sequence[object]:
    return [community.get_stage_display()]


declare(
    model="communities.community",
    kind="communities",
    text=words,
    visible_to=Community.objects.visible_to,
    community=lambda community: community.pk,
    at=lambda community: community.created_at,
    icon="users",
    hue=lambda community: community.hue,
    details=facts,
    rows=lambda: Community.objects.prefetch_related("questions"),
)

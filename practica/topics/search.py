"""How topics are found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from practica.search.registry import Command, declare, declare_command
from practica.topics.models import Source, Topic

if TYPE_CHECKING:
    from collections.abc import Sequence


def details(topic: Topic) -> Sequence[object]:
    who = topic.author.name if topic.author else _("A member, quietly")
    return [topic.get_state_display(), who]


def suggest_url(words: str) -> str:
    return f"{reverse('topics:where')}?{urlencode({'title': words, 'source': Source.SEARCH})}"


declare(
    model="topics.topic",
    kind="topics",
    title=lambda topic: topic.title,
    text=lambda topic: f"{topic.why}\n{topic.benefits}",
    author=lambda topic: topic.author_id,
    at=lambda topic: topic.suggested_at,
    language=lambda topic: topic.language,
    icon=lambda topic: topic.icon,
    hue="gold",
    details=details,
    is_found=lambda topic: topic.merged_into_id is None,
    rows=lambda: Topic.objects.select_related("community", "author"),
)
declare_command(
    Command(
        label=lambda words: _("Suggest “%(words)s” as a topic") % {"words": words},
        url=suggest_url,
        icon="lightbulb",
        order=30,
    )
)

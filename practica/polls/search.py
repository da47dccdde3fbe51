"""How polls are found: by their question, their options and what came of them; never by what anybody answered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from practica.polls.models import Poll
from practica.search.registry import declare

if TYPE_CHECKING:
    from collections.abc import Sequence


def details(poll: Poll) -> Sequence[object]:
    facts: list[object] = [_("Poll"), poll.author.name]
    return [*facts, _("Decided")] if poll.outcome_at else facts


declare(
    model="polls.poll",
    kind="conversations",
    text=lambda poll: "\n".join([poll.details, *poll.options, poll.outcome]),
    visible_to=Poll.objects.visible_to,
    author=lambda poll: poll.author_id,
    at=lambda poll: poll.opened_at,
    language=lambda poll: poll.language,
    icon="vote",
    details=details,
    rows=lambda: Poll.objects.select_related("community", "author"),
)

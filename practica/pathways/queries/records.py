"""A decision as the library keeps it: under the headings of a decision record."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override, pgettext

from practica.library.models import Kind
from practica.library.queries import starter

if TYPE_CHECKING:
    from datetime import date, datetime

    from practica.meetings.models import Outcome


def record_of(decision: Outcome, language: str) -> str:
    """What was said stands under its heading; what was not stays for whoever completes it."""
    with override(language):
        said = (
            decision.text,
            f"{came_from(decision, language)}. {decision.get_decided_by_display()}.",
            decision.item.title if decision.item else "",
            decision.rejected,
            decision.reasons,
            "",
            decision.dissent,
            "",
            _("On %(day)s.") % {"day": in_words(decision.review_on)} if decision.review_on else "",
        )
    headings = [part.splitlines()[0] for part in starter(Kind.DECISION, language).split("\n\n")]
    return "\n\n".join(f"{heading}\n{text}".strip() for heading, text in zip(headings, said, strict=True))


def came_from(outcome: Outcome, language: str) -> str:
    """The meeting, its day, and the item."""
    with override(language):
        day = in_words(timezone.localtime(outcome.occurrence.starts_at))
        parts = [outcome.occurrence.title, day, *([outcome.item.title] if outcome.item else [])]
    return ", ".join(parts)[:500]


def in_words(day: date | datetime) -> str:
    return date_format(day, pgettext("date format", "j F Y"))

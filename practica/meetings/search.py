"""How meetings are found: a series once, a meeting when it has words of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from practica.foundation import richtext
from practica.meetings.models import Occurrence, Outcome, Series
from practica.meetings.queries.held import held_at, held_between, with_dates
from practica.meetings.queries.words import day_and_hour
from practica.search.registry import declare

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.utils.functional import Promise


def words_of(meeting: Occurrence) -> str:
    written = [richtext.render(text).plain for text in (meeting.agenda, meeting.minutes) if text]
    items = meeting.items.standing() if meeting.agenda_published_at else []
    agenda = [f"{item.title}\n{richtext.render(item.note).plain}" for item in items]
    return "\n".join([meeting.aim, meeting.place, *written, *agenda])


def has_its_own(meeting: Occurrence) -> bool:
    """The days of a series without a word of their own are found by their series."""
    own = meeting.agenda or meeting.agenda_published_at or meeting.minutes or meeting.title != meeting.series.title
    return bool(own or not meeting.series.repeats)


def facts(meeting: Occurrence) -> Sequence[str | Promise]:
    return [day_and_hour(meeting.starts_at)]


def decision_facts(decision: Outcome) -> Sequence[str | Promise]:
    return [day_and_hour(decision.occurrence.starts_at), decision.standing.label]


def series_facts(series: Any) -> Sequence[str | Promise]:
    if series.next_at:
        words = _("Next: %(moment)s")
    elif series.last_at:
        words = _("Last: %(moment)s")
    else:
        return [_("Needs a date")] if series.needs_date else []
    return [words % {"moment": day_and_hour(held_at(series))}]


declare(
    model="meetings.occurrence",
    kind="meetings",
    text=words_of,
    visible_to=Occurrence.objects.visible_to,
    author=lambda meeting: meeting.host_id,
    at=lambda meeting: meeting.starts_at,
    icon="calendar-days",
    hue=lambda meeting: meeting.community.hue,
    details=facts,
    is_found=has_its_own,
    rows=Occurrence.objects.for_listing,
)
declare(
    model="meetings.series",
    kind="meetings",
    text=lambda series: f"{series.aim}\n{series.place}\n{series.words}",
    visible_to=Series.objects.visible_to,
    author=lambda series: series.host_id,
    at=lambda series: held_at(series) or series.created_at,
    icon="repeat",
    hue=lambda series: series.community.hue,
    details=series_facts,
    held=held_between,
    next_at=held_at,
    is_found=lambda series: series.repeats or series.needs_date,
    rows=lambda: with_dates().select_related("community"),
)
# What the other outcomes became is found by itself.
declare(
    model="meetings.outcome",
    kind="meetings",
    text=lambda decision: f"{decision.reasons}\n{decision.rejected}\n{decision.dissent}",
    visible_to=Outcome.objects.visible_to,
    at=lambda decision: decision.occurrence.starts_at,
    icon="scale",
    hue=lambda decision: decision.community.hue,
    details=decision_facts,
    is_found=lambda outcome: outcome.is_decision,
    rows=Outcome.objects.for_page,
)

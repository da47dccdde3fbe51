"""When the urgent takes the time of the important: kept, and told when it happens again and again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from practica.events.actions import moment_now, record
from practica.meetings.models import AgendaItem, Displacement, Occurrence
from practica.meetings.queries.agenda import IN_A_ROW, displaced_in_a_row
from practica.meetings.verbs import Verb

if TYPE_CHECKING:
    from practica.people.models import Person


def note_displacement(
    occurrence: Occurrence,
    by: Person,
    *,
    item: AgendaItem | None = None,
    minutes_missing: int = 0,
    because: str = "",
) -> None:
    """Keep it; the third meeting in a row is for the facilitators and the sponsor to know. The caller holds the meeting."""
    if item is not None and not item.is_capability:
        return
    is_first = not occurrence.displacements.exists()
    Displacement.objects.get_or_create(
        occurrence=occurrence,
        item=item,
        defaults={
            "community": occurrence.community,
            "minutes_missing": minutes_missing,
            "because": because,
            "displaced_at": moment_now(),
            "displaced_by": by,
        },
    )
    if is_first and len(displaced_in_a_row(occurrence.community)) >= IN_A_ROW:
        record(Verb.CROWDED_OUT, by=by, target=occurrence.community, community=occurrence.community)


def forget_displacement(item: AgendaItem) -> None:
    """It was covered after all, or stands on the agenda again."""
    Displacement.objects.filter(item=item).delete()

"""A topic follows what became of it in a meeting."""

from __future__ import annotations

from typing import TYPE_CHECKING

from practica.events.subscribers import subscribe
from practica.meetings.models import Occurrence
from practica.pathways.actions.topics import follow_meeting

if TYPE_CHECKING:
    from practica.events.models import Event


@subscribe("meetings.covered", "meetings.cancelled", "meetings.minutes_published")
def follow_the_meeting(event: Event) -> None:
    meeting = Occurrence.objects.for_page().filter(pk=event.target_id).first()
    if meeting is not None:
        follow_meeting(meeting)

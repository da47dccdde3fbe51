"""Open pages of a meeting, or of dates to choose from, hear of whatever changes in it; notes are written together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from practica.coedit.registry import declare as declare_text
from practica.live.registry import declare
from practica.meetings.actions import NOTES
from practica.meetings.models import DatePoll, Occurrence, Outcome

if TYPE_CHECKING:
    from django.db.models import Model

    from practica.events.models import Event


def changed_meeting(_event: Event, target: Model) -> int | None:
    if isinstance(target, Outcome):
        return target.occurrence_id
    return target.pk if isinstance(target, Occurrence) else None


declare("meeting", visible_to=Occurrence.objects.visible_to, of=changed_meeting)


def changed_dates(_event: Event, target: Model) -> int | None:
    return target.pk if isinstance(target, DatePoll) else None


declare("dates", visible_to=DatePoll.objects.visible_to, of=changed_dates)
declare_text(NOTES)

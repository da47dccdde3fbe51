"""Open pages of a meeting hear of whatever changes in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from practica.live.registry import declare
from practica.meetings.models import Occurrence, Outcome

if TYPE_CHECKING:
    from django.db.models import Model

    from practica.events.models import Event


def changed_meeting(_event: Event, target: Model) -> int | None:
    if isinstance(target, Outcome):
        return target.occurrence_id
    return target.pk if isinstance(target, Occurrence) else None


declare("meeting", visible_to=Occurrence.objects.visible_to, of=changed_meeting)

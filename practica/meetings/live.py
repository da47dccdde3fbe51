"""Open pages of a meeting hear of whatever changes in it; notes are written together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from practica.coedit.registry import declare as declare_text
from practica.live.registry import declare
from practica.meetings.actions import NOTES
from practica.meetings.models import Occurrence

if TYPE_CHECKING:
    from django.db.models import Model

    from practica.events.models import Event


def changed_meeting(_event: Event, target: Model) -> int | None:
    return target.pk if isinstance(target, Occurrence) else None


declare("meeting", visible_to=Occurrence.objects.visible_to, of=changed_meeting)
declare_text(NOTES)

"""What leads out of a meeting in progress, and what its host may want to know."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from django.template.loader import render_to_string

from practica.meetings import policies
from practica.meetings.models import State
from practica.meetings.queries.outcomes import declare
from practica.pathways.queries.floor import without_the_floor
from practica.pathways.queries.outcomes import describe
from practica.ui.regions import register

if TYPE_CHECKING:
    from django.http import HttpRequest

    from practica.meetings.models import Occurrence
    from practica.people.models import Person

declare(describe)


@register("meeting.room.side")
def who_has_not_had_the_floor(request: HttpRequest, meeting: Occurrence, **_things: Any) -> str:
    """For those who run the meeting, while it goes on; under the Chatham House Rule who is there is not theirs to know."""
    may = policies.can_change(cast("Person", request.user), meeting)
    if not may or meeting.is_chatham_house or meeting.state != State.IN_PROGRESS:
        return ""
    people = without_the_floor(meeting)
    return render_to_string("pathways/_floor.html", {"people": people}, request) if people else ""

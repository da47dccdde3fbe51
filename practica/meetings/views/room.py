"""The room: the item whose turn it is, its script and its timer, the same for everyone who is there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from practica.coedit.pages import editor_page
from practica.meetings import actions, policies
from practica.meetings.forms.outcomes import TapForm
from practica.meetings.models import Deed
from practica.meetings.queries.agenda import items_of, plan_of
from practica.meetings.queries.attendance import roll_of
from practica.meetings.queries.formats import DOTS_EACH, proposals_of, stage_of
from practica.meetings.queries.notes import is_noting
from practica.meetings.views.outcomes import catch_context
from practica.meetings.views.visible import changeable_item, visible_meeting, visible_proposal
from practica.people.models import Person

if TYPE_CHECKING:
    from django.http import HttpResponse

    from practica.foundation.requests import MemberRequest
    from practica.meetings.models import Occurrence


# What is for everybody who is asked to the meeting, while it is possible.
OF_THE_ROOM = {"can_attend": Deed.ATTEND, "can_run": Deed.RUN, "can_propose": Deed.PROPOSE}


@require_safe
def room(request: MemberRequest, pk: int) -> HttpResponse:
    meeting = visible_meeting(request, pk)
    given = room_context(request, meeting) | catch_context(request, meeting)
    return editor_page(request, "meetings/room.html", given)


@require_safe
def stage(request: MemberRequest, pk: int) -> HttpResponse:
    """The part of the room that changes for everyone at once."""
    return render(request, "meetings/_stage.html", room_context(request, visible_meeting(request, pk)))


@require_POST
def take_up(request: MemberRequest, pk: int) -> HttpResponse:
    return _moved(request, actions.take_up(changeable_item(request, pk), by=request.user).occurrence)


@require_POST
def next_step(request: MemberRequest, pk: int) -> HttpResponse:
    return _moved(request, actions.next_step(visible_meeting(request, pk), by=request.user).occurrence)


@require_POST
def pause(request: MemberRequest, pk: int) -> HttpResponse:
    return _moved(request, actions.pause_clock(visible_meeting(request, pk), by=request.user).occurrence)


@require_POST
def resume(request: MemberRequest, pk: int) -> HttpResponse:
    return _moved(request, actions.resume_clock(visible_meeting(request, pk), by=request.user).occurrence)


@require_POST
def extend(request: MemberRequest, pk: int) -> HttpResponse:
    return _moved(request, actions.extend_step(visible_meeting(request, pk), by=request.user).occurrence)


@require_POST
def dot(request: MemberRequest, pk: int) -> HttpResponse:
    item = visible_proposal(request, pk)
    actions.give_dot(item, by=request.user)
    return _moved(request, visible_meeting(request, item.occurrence_id or 0))


@require_POST
def by_dots(request: MemberRequest, pk: int) -> HttpResponse:
    meeting = visible_meeting(request, pk)
    actions.place_by_dots(meeting, by=request.user)
    return _moved(request, meeting)


@require_POST
def here(request: MemberRequest, pk: int) -> HttpResponse:
    """One tap: I am here, or, by those who plan, somebody else is; a second one takes it back."""
    meeting = visible_meeting(request, pk)
    form = TapForm(request.POST)
    if not form.is_valid():
        raise Http404
    present = form.cleaned_data["present"]
    person = get_object_or_404(Person, pk=present or form.cleaned_data["absent"])
    note = actions.note_present if present else actions.note_absent
    return _moved(request, note(meeting, person, by=request.user))


def room_context(request: MemberRequest, meeting: Occurrence) -> dict[str, Any]:
    """A draft of the agenda is not read here either, but by those who plan."""
    can_change, is_asked = policies.can_change(request.user, meeting), policies.can_answer(request.user, meeting)
    is_shown = meeting.is_opened and (meeting.agenda_published_at is not None or can_change)
    proposals, is_open = proposals_of(meeting, request.user), is_noting(meeting)
    return {
        "meeting": meeting,
        "community": meeting.community,
        "stage": stage_of(meeting),
        "plan": plan_of(meeting, items_of(meeting)) if is_shown else None,
        "proposals": proposals,
        "dots_left": DOTS_EACH - sum(bool(row.is_mine) for row in proposals),  # type: ignore[attr-defined] # annotated
        "roll": roll_of(meeting, request.user, can_change=can_change),
        "can_change": can_change,
        "is_noting": is_open,
        "can_note": is_open and is_asked,
        "can_start": can_change and meeting.may_start,
        **{name: meeting.allows(deed) and is_asked for name, deed in OF_THE_ROOM.items()},
        "now": timezone.now(),
    }


def _moved(request: MemberRequest, meeting: Occurrence) -> HttpResponse:
    if request.htmx:
        return render(request, "meetings/_stage.html", room_context(request, visible_meeting(request, meeting.pk)))
    return redirect("meetings:room", meeting.pk)

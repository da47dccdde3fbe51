from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from practica.meetings import actions, policies
from practica.meetings.models import Choice, Place, State
from practica.meetings.queries.agenda import agenda_of, plan_of, reason_of_the_gap
from practica.meetings.queries.formats import asks_for_minutes
from practica.meetings.queries.listing import Row, number_in_series, present_at, rows_for, turnout, was_there
from practica.meetings.queries.minutes import decisions_of
from practica.meetings.queries.words import in_words, zone_in_words
from practica.meetings.views.outcomes import came_out
from practica.meetings.views.visible import back, visible_meeting

if TYPE_CHECKING:
    from django.http import HttpResponse

    from practica.foundation.requests import MemberRequest
    from practica.meetings.models import Occurrence

LATEST = 4
PARTS = {
    "row": "meetings/_row.html",
    "short": "meetings/_row.html",
    "card": "meetings/_next_card.html",
    "answer": "meetings/_answer_card.html",
}


@require_safe
def detail(request: MemberRequest, pk: int) -> HttpResponse:
    meeting = visible_meeting(request, pk)
    can_change = policies.can_change(request.user, meeting)
    given = {
        "has_steps": True,
        **answer_context(request, meeting),
        **time_context(meeting),
        "community": meeting.community,
        "can_change": can_change,
        "can_start": can_change and meeting.may_start,
        **agenda_context(meeting, can_change=can_change),
        **present_context(request, meeting, can_change=can_change),
    }
    if meeting.has_begun and not meeting.is_cancelled:
        given |= outcome_context(request, meeting, owes_nothing=given.get("owes_no_minutes", False))
    return render(request, f"meetings/{'held' if meeting.has_begun else 'detail'}.html", given)


def agenda_context(meeting: Occurrence, *, can_change: bool) -> dict[str, Any]:
    """The agenda, for everybody once it is published; what was written on an item stands with it, the rest apart.

    What somebody proposed is read by everybody at once.
    """
    views, rows = list(meeting.views.select_related("author")), agenda_of(meeting)
    if not meeting.is_opened or (meeting.agenda_published_at is None and not can_change):
        return {"views": views, "plan": None, "aside": [row for row in rows if row.place == Place.PROPOSED]}
    plan = plan_of(meeting, [row for row in rows if row.is_standing], views)
    standing = {item.pk for item in plan.items}
    return {
        "plan": plan,
        "owes_no_minutes": not asks_for_minutes(plan.items),
        "views": [view for view in views if view.item_id not in standing],
        "aside": [row for row in rows if not row.is_standing],
        "short_because": reason_of_the_gap(meeting) if meeting.agenda_published_at else None,
        "roles": list(meeting.roles.select_related("person")),
    }


def outcome_context(request: MemberRequest, meeting: Occurrence, *, owes_nothing: bool) -> dict[str, Any]:
    """What came out of it, what its series decided before, and whether its minutes are still owed."""
    before = decisions_of(meeting.series, request.user).exclude(occurrence=meeting)
    is_owed = meeting.state == State.HELD and meeting.was_run_here and not owes_nothing
    return {
        "came_out": came_out(request, meeting),
        "decided": list(before[:LATEST]) if meeting.series.repeats else [],
        "owes_minutes": is_owed,
        "has_steps": not (is_owed and meeting.held_at),
        "now": timezone.now(),
    }


def time_context(meeting: Occurrence) -> dict[str, Any]:
    series = meeting.series
    return {
        "zone": zone_in_words(timezone.get_current_timezone_name(), meeting.starts_at),
        "rule": in_words(series.recurrence, series.first_on) if series.repeats else "",
        "number": number_in_series(meeting) if series.repeats else 0,
    }


def present_context(request: MemberRequest, meeting: Occurrence, *, can_change: bool) -> dict[str, Any]:
    """Who was there is for those who were there, and, but under the Chatham House Rule, for who keeps the roll."""
    names_for_me = was_there(request.user, meeting) or (can_change and not meeting.is_chatham_house)
    people = present_at(meeting)
    return {"present_count": len(people), "present": people if names_for_me else []}


def answer_context(request: MemberRequest, meeting: Occurrence) -> dict[str, Any]:
    row: Row = rows_for(request.user, [meeting])[0]
    return {
        "meeting": meeting,
        "row": row,
        "choices": Choice.choices,
        "turnout": turnout(meeting),
        "can_answer": policies.can_answer(request.user, meeting) and meeting.takes_answers,
    }


@require_POST
def answer(request: MemberRequest, pk: int) -> HttpResponse:
    meeting = visible_meeting(request, pk)
    actions.answer(meeting, request.POST.get("choice", ""), by=request.user)
    part = PARTS.get(request.POST.get("part", ""))
    if request.htmx and part:
        is_short = request.POST["part"] == "short"
        return render(request, part, {**answer_context(request, meeting), "is_short": is_short})
    return back(request, meeting)

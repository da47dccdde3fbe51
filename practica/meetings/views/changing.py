from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from practica.foundation.calendar_time import in_zone
from practica.meetings import actions
from practica.meetings.forms import DetailsForm, MomentForm, PlanForm, ReasonForm, details_of, timing_of
from practica.meetings.queries.listing import number_in_series
from practica.meetings.views.planning import form_page
from practica.meetings.views.visible import changeable_meeting, changeable_series, posted

if TYPE_CHECKING:
    from django.http import HttpResponse

    from practica.foundation.requests import MemberRequest


@require_http_methods(["GET", "HEAD", "POST"])
def move(request: MemberRequest, pk: int) -> HttpResponse:
    meeting = changeable_meeting(request, pk)
    zone = meeting.series.zone
    wall = in_zone(meeting.starts_at, zone)
    start = {"first_on": wall.date(), "at": wall.time(), "zone": zone, "length": meeting.length}
    form = MomentForm(posted(request), initial=start)
    if not form.is_valid():
        return form_page(request, "meetings/move.html", form, meeting=meeting)
    return redirect(actions.move_occurrence(meeting, form.starts_at, form.cleaned_data["length"], by=request.user))


@require_http_methods(["GET", "HEAD", "POST"])
def change(request: MemberRequest, pk: int) -> HttpResponse:
    meeting = changeable_meeting(request, pk)
    form = DetailsForm(posted(request), community=meeting.community, initial=details_of(meeting.details))
    if not form.is_valid():
        return form_page(request, "meetings/change.html", form, meeting=meeting)
    return redirect(actions.change_occurrence(meeting, form.details, by=request.user))


@require_http_methods(["GET", "HEAD", "POST"])
def change_from(request: MemberRequest, pk: int) -> HttpResponse:
    """This meeting and all that follow."""
    meeting = changeable_meeting(request, pk)
    day = in_zone(meeting.original_start, meeting.series.zone).date()
    turn = number_in_series(meeting) - 1
    start = {**timing_of(meeting.series, day, turn), **details_of(meeting.series.details)}
    form = PlanForm(posted(request), community=meeting.community, initial=start)
    if not form.is_valid():
        return form_page(request, "meetings/change_from.html", form, meeting=meeting)
    return redirect(actions.change_series_from(meeting, form.details, form.timing, by=request.user))


@require_http_methods(["GET", "HEAD", "POST"])
def cancel(request: MemberRequest, pk: int) -> HttpResponse:
    meeting = changeable_meeting(request, pk)
    form = ReasonForm(posted(request))
    if not form.is_valid():
        return form_page(request, "meetings/cancel.html", form, meeting=meeting)
    return redirect(actions.cancel_occurrence(meeting, form.cleaned_data["because"], by=request.user))


@require_http_methods(["GET", "HEAD", "POST"])
def end(request: MemberRequest, pk: int) -> HttpResponse:
    series = changeable_series(request, pk)
    form = ReasonForm(posted(request))
    if not form.is_valid():
        return form_page(request, "meetings/end.html", form, series=series)
    return redirect(actions.end_series(series, form.cleaned_data["because"], by=request.user))

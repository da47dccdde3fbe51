from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST

from practica.foundation.text_fields import clean_text
from practica.meetings import actions
from practica.meetings.forms import AttendanceForm, TextForm
from practica.meetings.queries.listing import present_at
from practica.meetings.views.planning import form_page
from practica.meetings.views.visible import changeable_meeting, posted, visible_meeting

if TYPE_CHECKING:
    from django.http import HttpResponse

    from practica.foundation.requests import MemberRequest


@require_http_methods(["GET", "HEAD", "POST"])
def introduction(request: MemberRequest, pk: int) -> HttpResponse:
    """The words that stand before the agenda."""
    meeting = changeable_meeting(request, pk)
    form = TextForm(posted(request), initial={"text": meeting.agenda})
    if not form.is_valid():
        return form_page(request, "meetings/introduction.html", form, meeting=meeting)
    return redirect(actions.write_agenda(meeting, form.cleaned_data["text"], by=request.user))


@require_http_methods(["GET", "HEAD", "POST"])
def attendance(request: MemberRequest, pk: int) -> HttpResponse:
    meeting = changeable_meeting(request, pk)
    known = [person.pk for person in present_at(meeting)]
    # Under the rule nobody reads the roll by opening the form: it starts empty but for those who were there.
    start = known if not meeting.is_chatham_house or request.user.pk in known else []
    form = AttendanceForm(posted(request), meeting=meeting, initial={"people": start})
    if not form.is_valid():
        return form_page(request, "meetings/attendance.html", form, meeting=meeting)
    return redirect(actions.mark_attendance(meeting, form.cleaned_data["people"], by=request.user))


@require_POST
def view(request: MemberRequest, pk: int) -> HttpResponse:
    """A view for the room, from somebody who can't come."""
    meeting = visible_meeting(request, pk)
    actions.leave_view(meeting, clean_text(request.POST.get("text", ""))[:4000], by=request.user)
    return redirect(f"{meeting.get_absolute_url()}#in-writing")

from __future__ import annotations

from typing import TYPE_CHECKING

from django.views.decorators.http import require_http_methods

from practica.foundation.access import Refused
from practica.meetings import actions
from practica.meetings.actions.reading import LARGEST
from practica.meetings.forms import CalendarFileForm
from practica.meetings.views.planning import form_page
from practica.meetings.views.visible import plannable_community, posted

if TYPE_CHECKING:
    from django.http import HttpResponse

    from practica.foundation.requests import MemberRequest


@require_http_methods(["GET", "HEAD", "POST"])
def import_(request: MemberRequest, slug: str) -> HttpResponse:
    """A calendar file, and what was taken of it and what not."""
    community = plannable_community(request, slug)
    form = CalendarFileForm(posted(request), request.FILES or None)
    if not form.is_valid():
        return form_page(request, "meetings/import.html", form, community=community)
    try:
        # One byte more than it takes is enough to see that there is too much.
        content = form.cleaned_data["file"].read(LARGEST + 1)
        report = actions.import_calendar(community, content, by=request.user)
    except Refused as refused:
        form.add_error("file", str(refused))
        return form_page(request, "meetings/import.html", form, community=community)
    blank = CalendarFileForm()
    return form_page(request, "meetings/import.html", blank, community=community, report=report)

"""Minutes: written, corrected, taken along as Markdown; and all of a series: its minutes and its decisions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from practica.foundation.access import Refused
from practica.foundation.paging import page_of
from practica.foundation.pdf import not_showable, pdf_of
from practica.foundation.text_fields import clean_line
from practica.meetings import actions, policies
from practica.meetings.forms.outcomes import MinutesForm
from practica.meetings.models import Deed, Occurrence, Standing
from practica.meetings.queries import exports
from practica.meetings.queries.listing import present_at, was_there
from practica.meetings.queries.minutes import assembled, decisions_of, minutes_of, saying, years_of
from practica.meetings.queries.outcomes import caught
from practica.meetings.views.planning import form_page
from practica.meetings.views.visible import changeable_meeting, posted, visible_series

if TYPE_CHECKING:
    from practica.foundation.requests import MemberRequest
    from practica.meetings.models import Series
    from practica.people.models import Person

DECISIONS, MINUTES, AT_ONCE, MOST_STRANGE = 20, 5, 60, 10
TYPES = {"md": "text/markdown; charset=utf-8", "pdf": "application/pdf"}


@require_http_methods(["GET", "HEAD", "POST"])
def minutes(request: MemberRequest, pk: int) -> HttpResponse:
    """They begin with what the items brought; whoever publishes them has read and mended that."""
    meeting = changeable_meeting(request, pk)
    actions.refuse_unless(meeting, Deed.WRITE)
    form = MinutesForm(posted(request), meeting=meeting, initial={"text": meeting.minutes or assembled(meeting)})
    if not form.is_valid():
        return form_page(request, "meetings/minutes.html", form, meeting=meeting)
    return redirect(actions.publish_minutes(meeting, form.cleaned_data["text"], by=request.user))


@require_safe
def as_markdown(request: MemberRequest, pk: int) -> HttpResponse:
    meeting = _with_minutes(request, pk)
    text = exports.as_markdown(meeting, present_for(request.user, meeting))
    return _file(text, meeting.title, f"{timezone.localtime(meeting.starts_at):%Y-%m-%d}")


@require_safe
def as_pdf(request: MemberRequest, pk: int) -> HttpResponse:
    meeting = _with_minutes(request, pk)
    page = exports.as_page(meeting, present_for(request.user, meeting))
    if strange := not_showable(page):
        words = _("A PDF of ours can’t show %(letters)s. Print the page, or take it as Markdown.")
        raise Refused(words % {"letters": " ".join(strange[:MOST_STRANGE])})
    pages = pdf_of(meeting.title, page, request.user.language)
    return _file(pages, meeting.title, f"{timezone.localtime(meeting.starts_at):%Y-%m-%d}", "pdf")


@require_safe
def across(request: MemberRequest, pk: int) -> HttpResponse:
    """The minutes of a series one after another, the latest first."""
    series = visible_series(request, pk)
    rows = minutes_of(series, request.user)
    found = _found(request, rows, "starts_at", "title", "minutes")
    page = page_of(request, found, MINUTES)
    return render(request, "meetings/series_minutes.html", _given(request, series, rows, "starts_at") | {"page": page})


@require_safe
def across_as_markdown(request: MemberRequest, pk: int) -> HttpResponse:
    """What the page shows with the same filters, in one file, at most sixty meetings; of who was there nothing."""
    series = visible_series(request, pk)
    found = _found(request, minutes_of(series, request.user), "starts_at", "title", "minutes")
    text = "\n---\n\n".join(exports.as_markdown(one, []) for one in found[:AT_ONCE])
    return _file(text or f"# {series.title}\n", series.title, f"{timezone.localdate():%Y-%m-%d}")


@require_safe
def decisions(request: MemberRequest, pk: int) -> HttpResponse:
    """What a series decided: in force, to be looked at again, reversed."""
    series = visible_series(request, pk)
    rows = decisions_of(series, request.user)
    found = _found(request, rows, "occurrence__starts_at", "text", "reasons", "rejected")
    standing = request.GET.get("standing", "")
    if standing in Standing.values:
        found = found.standing_as(standing)
    page = page_of(request, found, DECISIONS)
    given = _given(request, series, rows, "occurrence__starts_at")
    more = {
        "page": page,
        "came_out": caught(page.object_list, request.user),
        "standing": standing,
        "standings": Standing.choices,
        "can_change": policies.can_change(request.user, series),
    }
    return render(request, "meetings/decisions.html", given | more)


def present_for(person: Person, meeting: Occurrence) -> list[Person]:
    """Names are for those who were there themselves."""
    return present_at(meeting) if was_there(person, meeting) else []


def _with_minutes(request: MemberRequest, pk: int) -> Occurrence:
    rows = Occurrence.objects.visible_to(request.user).filter(minutes_at__isnull=False).for_page()
    return get_object_or_404(rows, pk=pk)


def _found(request: MemberRequest, rows: Any, moment: str, *columns: str) -> Any:
    year, words = request.GET.get("year", ""), clean_line(request.GET.get("q", ""))[:100]
    found = saying(rows, words, *columns)
    return found.filter(**{f"{moment}__year": int(year)}) if year.isdecimal() and len(year) == len("2026") else found


def _given(request: MemberRequest, series: Series, rows: Any, moment: str) -> dict[str, Any]:
    return {
        "series": series,
        "community": series.community,
        "years": [str(year) for year in years_of(rows, moment)],
        "year": request.GET.get("year", ""),
        "words": clean_line(request.GET.get("q", ""))[:100],
    }


def _file(content: str | bytes, title: str, day: str, ending: str = "md") -> HttpResponse:
    response = HttpResponse(content, content_type=TYPES[ending])
    name = exports.name_of_file(title, day, ending)
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name) or "attachment"
    return response

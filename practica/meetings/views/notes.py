"""The notes on one item of a meeting: an editor that several people share, and a form for whoever has none."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from practica.coedit.pages import editor_page
from practica.foundation.access import Refused
from practica.foundation.richtext import render as rendered
from practica.meetings import actions, policies
from practica.meetings.forms import NotesForm
from practica.meetings.models import AgendaItem
from practica.meetings.queries.notes import is_noting, text_of, versions_of
from practica.meetings.views.visible import visible_meeting

if TYPE_CHECKING:
    from django.http import HttpResponse

    from practica.foundation.requests import MemberRequest

MOST_VERSIONS = 20


@require_http_methods(["GET", "HEAD", "POST"])
def notes(request: MemberRequest, pk: int) -> HttpResponse:
    context = _context(request, _noted_item(request, pk))
    if request.method == "POST":
        return _write(request, context)
    if request.htmx:
        # What the editor leaves behind when it closes.
        return render(request, "meetings/_notes.html", context | {"form": None})
    return editor_page(request, "meetings/notes.html", context)


@require_safe
def versions(request: MemberRequest, pk: int) -> HttpResponse:
    item = _noted_item(request, pk)
    rows = list(versions_of(item)[:MOST_VERSIONS])
    for row in rows:
        row.html = rendered(row.text).html  # type: ignore[attr-defined] # for the template alone
    context = _context(request, item) | {"versions": rows}
    return render(request, "meetings/notes_versions.html", context)


def _write(request: MemberRequest, context: dict[str, Any]) -> HttpResponse:
    """What can't be kept stands in the form still: it is in no other place."""
    form, item = NotesForm(request.POST), context["item"]
    if form.is_valid():
        try:
            actions.write_notes(item, **form.cleaned_data, by=request.user)
        except Refused as refused:
            form.add_error("text", str(refused))
        else:
            return redirect("meetings:notes", item.pk)
    context |= {"form": form, "is_noting": False}
    return editor_page(request, "meetings/notes.html", context, status=HTTPStatus.UNPROCESSABLE_ENTITY)


def _noted_item(request: MemberRequest, pk: int) -> AgendaItem:
    rows = AgendaItem.objects.in_the_room_with(request.user).select_related("notes")
    return get_object_or_404(rows, pk=pk)


def _context(request: MemberRequest, item: AgendaItem) -> dict[str, Any]:
    meeting = visible_meeting(request, item.occurrence_id or 0)
    noting = is_noting(meeting)
    can_note = noting and policies.can_note(request.user, meeting)
    start = text_of(item)
    return {
        "item": item,
        "meeting": meeting,
        "community": meeting.community,
        "is_noting": noting,
        "can_note": can_note,
        "form": NotesForm(initial={"base": start, "text": start}) if can_note else None,
        "version_count": versions_of(item).count(),
    }

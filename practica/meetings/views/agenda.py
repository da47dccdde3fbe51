"""The builder: the agenda of a meeting, or the template of a series, with the minutes against the time there is."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from practica.meetings import actions
from practica.meetings.forms import ItemForm, MinutesForm, PlaceForm, SectionForm, ShareForm, words_of
from practica.meetings.models import Occurrence
from practica.meetings.queries.agenda import hours_to_give_notice, items_of, plan_of, set_aside_in
from practica.meetings.queries.formats import all_formats
from practica.meetings.views.planning import form_page
from practica.meetings.views.visible import (
    changeable_item,
    changeable_meeting,
    changeable_series,
    posted,
)

if TYPE_CHECKING:
    from practica.foundation.requests import MemberRequest
    from practica.meetings.models import AgendaItem
    from practica.meetings.models.agenda import Holder


@require_safe
def agenda(request: MemberRequest, pk: int) -> HttpResponse:
    meeting = changeable_meeting(request, pk)
    return render(request, "meetings/agenda.html", builder(meeting) | {"meeting": meeting})


@require_safe
def template(request: MemberRequest, pk: int) -> HttpResponse:
    series = changeable_series(request, pk)
    given = {"series": series, "roles": series.template_roles.all()}
    return render(request, "meetings/template.html", builder(series) | given)


@require_POST
def share(request: MemberRequest, pk: int) -> HttpResponse:
    series = changeable_series(request, pk)
    form = ShareForm(request.POST)
    if form.is_valid():
        actions.set_share(series, form.cleaned_data["share"], by=request.user)
    return redirect("meetings:template", series.pk)


@require_POST
def add(request: MemberRequest, pk: int) -> HttpResponse:
    return _add(request, changeable_meeting(request, pk))


@require_POST
def add_to_template(request: MemberRequest, pk: int) -> HttpResponse:
    return _add(request, changeable_series(request, pk))


@require_POST
def protect(request: MemberRequest, pk: int) -> HttpResponse:
    return built(request, actions.protect_slot(changeable_meeting(request, pk), by=request.user))


@require_http_methods(["GET", "HEAD", "POST"])
def item(request: MemberRequest, pk: int) -> HttpResponse:
    one = changeable_item(request, pk)
    form = ItemForm(posted(request), community=one.community, initial=words_of(one))
    form.fields["horizon"].disabled = one.is_settled
    if not form.is_valid():
        given = {"item": one, "meeting": one.occurrence, "series": one.series}
        return form_page(request, "meetings/item.html", form, **given)
    return redirect(address_of_builder(actions.change_item(one, form.details, by=request.user).holder))


@require_POST
def minutes(request: MemberRequest, pk: int) -> HttpResponse:
    one = changeable_item(request, pk)
    form = MinutesForm(request.POST)
    if form.is_valid():
        one = actions.set_minutes(one, form.cleaned_data["minutes"], by=request.user)
    return built(request, one.holder, one)


@require_POST
def place(request: MemberRequest, pk: int) -> HttpResponse:
    """By dragging or by the buttons: both say the place it should have."""
    one = changeable_item(request, pk)
    form = PlaceForm(request.POST)
    if not form.is_valid():
        raise Http404
    return built(request, one.holder, actions.move_item(one, form.cleaned_data["place"], by=request.user))


@require_POST
def remove(request: MemberRequest, pk: int) -> HttpResponse:
    return redirect(address_of_builder(actions.remove_item(changeable_item(request, pk), by=request.user)))


@require_POST
def defer(request: MemberRequest, pk: int) -> HttpResponse:
    one = actions.defer_item(changeable_item(request, pk), by=request.user)
    return redirect(address_of_builder(one.holder))


@require_POST
def bring_in(request: MemberRequest, pk: int) -> HttpResponse:
    """What was proposed or put off takes its place."""
    one = changeable_item(request, pk)
    return built(request, actions.place_item(one, by=request.user).holder)


def builder(holder: Holder) -> dict[str, Any]:
    given = {
        "holder": holder,
        "community": holder.community,
        "plan": plan_of(holder, items_of(holder)),
        "form": ItemForm(community=holder.community),
        "heading_form": SectionForm(),
        "formats": all_formats(),
    }
    if not isinstance(holder, Occurrence):
        urls = {"add_url": "meetings:add-to-template", "format_url": "meetings:use-in-template"}
        return given | {name: reverse(url, args=[holder.pk]) for name, url in urls.items()}
    return given | {
        "add_url": reverse("meetings:add", args=[holder.pk]),
        "format_url": reverse("meetings:use-format", args=[holder.pk]),
        "aside": set_aside_in(holder),
        "hours_left": hours_to_give_notice(holder),
    }


def built(request: MemberRequest, holder: Holder, moved: AgendaItem | None = None) -> HttpResponse:
    """The builder again: the part alone for htmx, else its page."""
    if not request.htmx:
        return redirect(address_of_builder(holder))
    given = builder(holder) | {"moved": moved, "pressed": request.POST.get("pressed", "")}
    return render(request, "meetings/_builder.html", given | _ends(holder))


def address_of_builder(holder: Holder) -> str:
    return reverse("meetings:agenda" if isinstance(holder, Occurrence) else "meetings:template", args=[holder.pk])


def _ends(holder: Holder) -> dict[str, Any]:
    return {"meeting": holder} if isinstance(holder, Occurrence) else {"series": holder}


def _add(request: MemberRequest, holder: Holder) -> HttpResponse:
    heading = SectionForm(request.POST) if "heading" in request.POST else None
    form = ItemForm(None if heading else request.POST, community=holder.community)
    if heading and heading.is_valid():
        actions.add_section(holder, heading.cleaned_data["heading"], by=request.user)
        return built(request, holder)
    if not form.is_valid():
        shown: dict[str, Any] = {"heading_form": heading} if heading else {"form": form}
        given = builder(holder) | _ends(holder) | shown
        name = "meetings/agenda.html" if isinstance(holder, Occurrence) else "meetings/template.html"
        page = "meetings/_builder.html" if request.htmx else name
        return render(request, page, given, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    actions.add_item(holder, form.details, by=request.user)
    return built(request, holder)

"""A meeting from its agenda to what came of it: each step of the table of states by its own address."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods, require_POST

from practica.foundation.text_fields import clean_text
from practica.meetings import actions
from practica.meetings.forms import CoveredForm, ItemForm, RolesForm, WhyForm, lines_of
from practica.meetings.models import Deed, MeetingRole, Occurrence, Place
from practica.meetings.queries.agenda import items_of, plan_of
from practica.meetings.views.agenda import address_of_builder
from practica.meetings.views.planning import form_page
from practica.meetings.views.visible import (
    back,
    changeable_meeting,
    changeable_series,
    posted,
    visible_item,
    visible_meeting,
)

if TYPE_CHECKING:
    from django.http import HttpResponse

    from practica.foundation.requests import MemberRequest
    from practica.meetings.models import Series

BOTH = ["GET", "HEAD", "POST"]


@require_POST
def open_(request: MemberRequest, pk: int) -> HttpResponse:
    return redirect("meetings:agenda", actions.open_agenda(changeable_meeting(request, pk), by=request.user).pk)


@require_http_methods(BOTH)
def publish(request: MemberRequest, pk: int) -> HttpResponse:
    """At once when the slot is whole; else it asks why it is not."""
    meeting = changeable_meeting(request, pk)
    actions.refuse_unless(meeting, Deed.PUBLISH)
    plan = plan_of(meeting, items_of(meeting))
    if not plan.missing and request.method == "POST":
        return redirect(actions.publish_agenda(meeting, by=request.user))
    form = WhyForm(request.POST if "because" in request.POST else None)
    if not form.is_valid():
        return form_page(request, "meetings/publish.html", form, meeting=meeting, plan=plan)
    return redirect(actions.publish_agenda(meeting, form.cleaned_data["because"], by=request.user))


@require_POST
def start(request: MemberRequest, pk: int) -> HttpResponse:
    return redirect(actions.start_meeting(changeable_meeting(request, pk), by=request.user))


@require_http_methods(BOTH)
def covered(request: MemberRequest, pk: int) -> HttpResponse:
    meeting = changeable_meeting(request, pk)
    actions.refuse_unless(meeting, Deed.COVER)
    rows = meeting.items.filter(is_section=False).exclude(place__in=[Place.PROPOSED, Place.DROPPED])
    start = [row.pk for row in rows if row.is_standing]
    form = CoveredForm(posted(request), items=rows.order_by("position", "pk"), initial={"items": start})
    if not form.is_valid():
        return form_page(request, "meetings/covered.html", form, meeting=meeting)
    return redirect(actions.note_covered(meeting, form.cleaned_data["items"], by=request.user))


@require_POST
def follow_up(request: MemberRequest, pk: int) -> HttpResponse:
    return redirect(actions.follow_up(changeable_meeting(request, pk), by=request.user))


@require_http_methods(BOTH)
def propose(request: MemberRequest, pk: int) -> HttpResponse:
    meeting = visible_meeting(request, pk)
    actions.refuse_unless(meeting, Deed.PROPOSE)
    form = ItemForm(posted(request), community=meeting.community, initial={"lead": request.user.pk})
    if not form.is_valid():
        return form_page(request, "meetings/propose.html", form, meeting=meeting)
    actions.propose_item(meeting, form.details, by=request.user)
    return back(request, meeting)


@require_POST
def item_view(request: MemberRequest, pk: int) -> HttpResponse:
    """A view on one item, from somebody who can't come."""
    item = visible_item(request, pk)
    meeting: Occurrence = get_object_or_404(Occurrence, pk=item.occurrence_id)
    text = clean_text(request.POST.get("text", ""))[:4000]
    actions.leave_view(meeting, text, by=request.user, item=item)
    return redirect(f"{meeting.get_absolute_url()}#item-{item.pk}")


@require_http_methods(BOTH)
def roles(request: MemberRequest, pk: int) -> HttpResponse:
    return _roles(request, changeable_meeting(request, pk))


@require_http_methods(BOTH)
def template_roles(request: MemberRequest, pk: int) -> HttpResponse:
    return _roles(request, changeable_series(request, pk))


@require_POST
def take_role(request: MemberRequest, pk: int) -> HttpResponse:
    return redirect(actions.take_role(_visible_role(request, pk), by=request.user).occurrence or "/")


@require_POST
def leave_role(request: MemberRequest, pk: int) -> HttpResponse:
    return redirect(actions.leave_role(_visible_role(request, pk), by=request.user).occurrence or "/")


def _roles(request: MemberRequest, holder: Series | Occurrence) -> HttpResponse:
    is_meeting = isinstance(holder, Occurrence)
    known = list(holder.roles.all() if isinstance(holder, Occurrence) else holder.template_roles.all())
    form = RolesForm(posted(request), initial={"roles": lines_of(known)})
    if not form.is_valid():
        ends = {"meeting": holder} if is_meeting else {"series": holder}
        return form_page(request, "meetings/roles.html", form, **ends)
    return redirect(address_of_builder(actions.set_roles(holder, form.pairs, by=request.user)))


def _visible_role(request: MemberRequest, pk: int) -> MeetingRole:
    meetings = Occurrence.objects.visible_to(request.user)
    return get_object_or_404(MeetingRole.objects.select_related("occurrence"), pk=pk, occurrence__in=meetings)

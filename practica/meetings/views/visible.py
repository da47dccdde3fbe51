"""What every page begins with: the thing in the address, if this person may see it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.utils.http import url_has_allowed_host_and_scheme

from practica.communities.models import Community
from practica.communities.views.visible import visible_community
from practica.meetings import policies
from practica.meetings.models import AgendaItem, Occurrence, Place, Series

if TYPE_CHECKING:
    from django.http import HttpResponse, QueryDict

    from practica.foundation.requests import MemberRequest


def plannable_community(request: MemberRequest, slug: str) -> Community:
    """403 for those who read the community but do not plan in it."""
    community = visible_community(request, slug)
    if not policies.can_plan(request.user, community):
        raise PermissionDenied
    return community


def visible_meeting(request: MemberRequest, pk: int) -> Occurrence:
    return get_object_or_404(Occurrence.objects.visible_to(request.user).for_page(), pk=pk)


def changeable_meeting(request: MemberRequest, pk: int) -> Occurrence:
    meeting = visible_meeting(request, pk)
    if not policies.can_change(request.user, meeting):
        raise PermissionDenied
    return meeting


def visible_series(request: MemberRequest, pk: int) -> Series:
    rows = Series.objects.visible_to(request.user).select_related("community", "host")
    return get_object_or_404(rows, pk=pk)


def changeable_series(request: MemberRequest, pk: int) -> Series:
    series = visible_series(request, pk)
    if not policies.can_change(request.user, series):
        raise PermissionDenied
    return series


def visible_item(request: MemberRequest, pk: int) -> AgendaItem:
    return get_object_or_404(AgendaItem.objects.visible_to(request.user).for_page(), pk=pk)


def visible_proposal(request: MemberRequest, pk: int) -> AgendaItem:
    """What somebody proposed is for everyone who sees the meeting, whether or not its agenda is published."""
    rows = AgendaItem.objects.within_reach_of(request.user).for_page()
    return get_object_or_404(rows, pk=pk, place=Place.PROPOSED)


def changeable_item(request: MemberRequest, pk: int) -> AgendaItem:
    """403 for those who see the agenda but do not build it; while it is a draft they do not see it."""
    item = get_object_or_404(AgendaItem.objects.within_reach_of(request.user).for_page(), pk=pk)
    if not policies.can_change(request.user, item.holder):
        visible_item(request, pk)
        raise PermissionDenied
    return item


def posted(request: MemberRequest) -> QueryDict | None:
    """What a form is bound to: an empty post, with nothing ticked, is an answer too."""
    return request.POST if request.method == "POST" else None


def back(request: MemberRequest, otherwise: Occurrence) -> HttpResponse:
    """To the page the form stood on, when it says so and is one of ours."""
    wanted = request.POST.get("next", "")
    if wanted.startswith("/") and url_has_allowed_host_and_scheme(wanted, allowed_hosts=None):
        return redirect(wanted)
    return redirect(otherwise)

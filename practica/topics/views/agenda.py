"""The learning agenda: its order is the group's own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from practica.communities.views.visible import visible_community
from practica.foundation.paging import page_of
from practica.topics import actions, policies
from practica.topics.forms import MoveForm
from practica.topics.models import Lane
from practica.topics.queries import Backlog, lane_of
from practica.topics.views.visible import back, frame, visible_topic

if TYPE_CHECKING:
    from django.http import HttpResponse

    from practica.foundation.requests import MemberRequest

ROWS = 50


@require_safe
def lane(request: MemberRequest, slug: str, lane: str) -> HttpResponse:
    """A whole lane."""
    if lane not in Lane.values:
        raise Http404
    place = visible_community(request, slug)
    context = frame(request, place) | {
        "lane": Lane(lane),
        "page": page_of(request, lane_of(place, lane, request.user), ROWS),
        "can_order": policies.can_order_in(request.user, place),
    }
    return render(request, "topics/lane.html", context)


@require_POST
def move(request: MemberRequest, pk: int) -> HttpResponse:
    """By dragging or by the buttons: both say the place it should have."""
    topic = visible_topic(request, pk)
    form = MoveForm(request.POST)
    if not form.is_valid():
        raise Http404
    moved = actions.move_topic(topic, form.cleaned_data["lane"], form.cleaned_data["place"], by=request.user)
    if request.htmx:
        backlog = Backlog(topic.community, request.user)
        given = {"backlog": backlog, "community": topic.community, "can_order": True, "moved": moved}
        given["pressed"] = request.POST.get("pressed", "")
        return render(request, "topics/_lanes.html", given)
    return back(request, moved)

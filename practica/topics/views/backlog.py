"""A community's topics, and one of them with its whole way."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_safe

from practica.communities.views.visible import visible_community
from practica.foundation.access import require
from practica.foundation.paging import page_of
from practica.notices.actions import see
from practica.topics import policies
from practica.topics.actions.supporting import SUPPORTED_STATES
from practica.topics.models import Lane, State
from practica.topics.queries import Backlog, credited
from practica.topics.queries.backlog import SET_ASIDE
from practica.topics.views.visible import frame, visible_topic

if TYPE_CHECKING:
    from django.http import HttpResponse

    from practica.foundation.requests import MemberRequest
    from practica.topics.models import Topic

ROWS, SUPPORTERS = 20, 12
HIDDEN = "hidden"


@require_safe
def community(request: MemberRequest, slug: str) -> HttpResponse:
    """What waits for an answer comes before the learning agenda."""
    place = visible_community(request, slug)
    backlog = Backlog(place, request.user)
    context = frame(request, place) | {
        "backlog": backlog,
        "page": page_of(request, backlog.undecided, ROWS, known=backlog.undecided_count),
        "lanes": Lane,
        "can_order": policies.can_order_in(request.user, place),
        "can_hide": policies.can_hide_in(request.user, place),
    }
    return render(request, "topics/community.html", context)


@require_safe
def set_aside(request: MemberRequest, slug: str, state: str) -> HttpResponse:
    """What was parked, declined or done, or, for facilitators, hidden."""
    place = visible_community(request, slug)
    backlog = Backlog(place, request.user)
    if state == HIDDEN:
        require(policies.can_hide_in, request.user, place)
        rows = backlog.hidden
    elif state in SET_ASIDE:
        rows = backlog.in_state(state)
    else:
        raise Http404
    label = {one.value: one.label for one in SET_ASIDE}.get(State(state)) if state != HIDDEN else ""
    context = frame(request, place) | {"page": page_of(request, rows, ROWS), "label": label, "state": state}
    return render(request, "topics/set_aside.html", context)


@require_safe
def topic(request: MemberRequest, pk: int) -> HttpResponse:
    one = visible_topic(request, pk)
    see(request.user, one)
    return render(request, "topics/topic.html", topic_context(request, one))


def topic_context(request: MemberRequest, one: Topic) -> dict[str, Any]:
    """All that the page of a topic shows."""
    by = request.user
    supports = list(one.supports.select_related("person")[:SUPPORTERS])
    is_open = not one.is_hidden
    return {
        "topic": one,
        "community": one.community,
        "steps": list(one.steps.select_related("by", "other")),
        "supports": supports,
        "more_supports": one.support_count - len(supports),
        "credited": credited(one),
        "lanes": Lane,
        "can_support": is_open and one.state in SUPPORTED_STATES and policies.can_support(by, one),
        "can_change": is_open and one.is_waiting and policies.can_change(by, one),
        "can_answer": is_open and policies.can_answer(by, one),
        "can_order": is_open and one.is_on_the_agenda and policies.can_order(by, one),
        "can_hide": policies.can_hide(by, one),
    }

"""Where polls stand: on the conversation or the meeting they are about."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from django.template.loader import render_to_string

from practica.polls import policies
from practica.polls.forms import cards_of
from practica.polls.models import Poll
from practica.polls.queries import waiting_polls
from practica.ui import waits
from practica.ui.regions import register

if TYPE_CHECKING:
    from django.db.models import Model
    from django.http import HttpRequest

    from practica.people.models import Person

SHOWN = 10


@register("conversation.main")
def on_conversation(request: HttpRequest, conversation: Model, **_things: Any) -> str:
    return _polls(request, conversation)


@register("meeting.main")
def on_meeting(request: HttpRequest, meeting: Model, **_things: Any) -> str:
    return _polls(request, meeting) + _way_to_ask(request, meeting, "polls/_ask_line.html")


def unanswered(request: HttpRequest, *, polls: list[Poll]) -> str:
    """What a community asks of this person, and has no answer to yet."""
    return render_to_string("polls/_waiting.html", {"polls": polls}, request) if polls else ""


waits.declare("polls.unanswered", picks={"polls": waiting_polls}, draw=unanswered, order=20)


def _polls(request: HttpRequest, thing: Model) -> str:
    """The newest of them, in the order in which they were asked."""
    # Most things have none, and to find that out is all that their pages should pay for.
    newest = list(Poll.objects.on(thing).order_by("-opened_at", "-pk").values_list("pk", flat=True)[:SHOWN])
    if not newest:
        return ""
    polls = Poll.objects.for_page().filter(pk__in=newest).order_by("opened_at", "pk")
    cards = cards_of(list(polls), _person(request))
    return render_to_string("polls/_polls.html", {"cards": cards}, request)


def _way_to_ask(request: HttpRequest, thing: Any, template: str) -> str:
    is_over = any(getattr(thing, fact, None) for fact in ("closed_at", "hidden_at", "cancelled_at"))
    if is_over or not thing.community.takes_contributions or not policies.can_ask(_person(request), thing):
        return ""
    return render_to_string(template, {"thing": thing, "about": thing._meta.label_lower}, request)


def _person(request: HttpRequest) -> Person:
    return cast("Person", request.user)

"""Where polls stand: on the conversation or the meeting they are about."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from django.template.loader import render_to_string

from practica.polls import policies
from practica.polls.forms import cards_of
from practica.polls.models import Poll
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


@register("conversation.menu")
def asking(request: HttpRequest, conversation: Model, **_things: Any) -> str:
    return _way_to_ask(request, conversation, "polls/_ask_menu.html")


def _polls(request: HttpRequest, thing: Model) -> str:
    """The newest of them, in the order in which they were asked."""
    newest = list(Poll.objects.on(thing).for_page().order_by("-opened_at", "-pk")[:SHOWN])
    if not newest:
        return ""
    cards = cards_of(newest[::-1], _person(request))
    return render_to_string("polls/_polls.html", {"cards": cards}, request)


def _way_to_ask(request: HttpRequest, thing: Any, template: str) -> str:
    is_over = any(getattr(thing, fact, None) for fact in ("closed_at", "hidden_at", "cancelled_at"))
    if is_over or not thing.community.takes_contributions or not policies.can_ask(_person(request), thing):
        return ""
    return render_to_string(template, {"thing": thing, "about": thing._meta.label_lower}, request)


def _person(request: HttpRequest) -> Person:
    return cast("Person", request.user)

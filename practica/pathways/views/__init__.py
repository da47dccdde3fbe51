"""From one thing to another: each page is the form of what it becomes, beginning with what the thing says."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from practica.conversations.models import Kind as ConversationKind
from practica.conversations.views.writing import conversation_page
from practica.foundation.access import Refused, require
from practica.foundation.horizons import Horizon
from practica.library.views.writing import asset_page
from practica.meetings.views.visible import changeable_meeting
from practica.pathways import actions
from practica.pathways.forms import MeetingForm, ThingForm
from practica.pathways.models import Origin, Target
from practica.pathways.policies import POLICIES
from practica.pathways.queries import (
    is_for_members,
    kind_of,
    meetings_ahead,
    obstacle,
    starting_text,
    trail_of,
    words_of,
)
from practica.topics.models import Topic
from practica.topics.views.suggesting import suggestion_page
from practica.topics.views.visible import visible_topic
from practica.ui.moments import in_full
from practica.work.models import Task
from practica.work.views.initiatives import proposal_page
from practica.work.views.tasks import task_page

if TYPE_CHECKING:
    from django.http import HttpResponse

    from practica.conversations.forms import ConversationForm
    from practica.conversations.models import Conversation
    from practica.foundation.requests import MemberRequest
    from practica.library.actions import Content, Label
    from practica.library.models import Asset
    from practica.topics.forms import SuggestionForm
    from practica.work.forms import InitiativeForm, TaskForm
    from practica.work.models import Initiative

BOTH = ["GET", "HEAD", "POST"]
LONGEST_LINE, LONGEST_TITLE, LONGEST_NAME, LONGEST_DETAILS = 200, 160, 120, 1000


@require_http_methods(BOTH)
def suggest(request: MemberRequest, pk: int, origin: Origin) -> HttpResponse:
    thing = _thing_to_turn(request, origin, pk, Target.SUGGESTION)
    words = words_of(thing, Target.SUGGESTION)

    def act(form: SuggestionForm) -> Topic:
        return actions.suggest_from(thing, form.suggestion(), by=request.user)

    initial = {"title": words.title[:LONGEST_TITLE]}
    return suggestion_page(request, thing.community, act, origin=_link(thing), initial=initial)


@require_http_methods(BOTH)
def discuss(request: MemberRequest, pk: int, origin: Origin) -> HttpResponse:
    thing = _thing_to_turn(request, origin, pk, Target.CONVERSATION)
    words = words_of(thing, Target.CONVERSATION)

    def act(form: ConversationForm) -> Conversation:
        return actions.discuss(thing, form.writing(), by=request.user)

    initial = {"kind": ConversationKind.DISCUSSION, "language": words.language or request.user.language}
    initial |= {"title": words.title, "source": words.text}
    return conversation_page(request, thing.community, act, initial=initial, origin=_link(thing))


@require_http_methods(BOTH)
def meet(request: MemberRequest, pk: int, origin: Origin) -> HttpResponse:
    thing = _thing_to_turn(request, origin, pk, Target.POINT)
    meetings = {row.pk: row for row in meetings_ahead(thing, request.user)}
    choices = [(pk, f"{row.title}, {in_full(row.starts_at)}") for pk, row in meetings.items()]
    initial = {"title": words_of(thing, Target.POINT).title[:LONGEST_LINE]}
    form = MeetingForm(request.POST if request.method == "POST" else None, meetings=choices, initial=initial)
    if form.is_valid():
        given = form.cleaned_data
        actions.put_on_meeting(thing, meetings[given["meeting"]], given["title"], by=request.user)
        messages.success(request, _("It is planned for that meeting."))
        return redirect(thing)
    context = {"form": form, "thing": thing, "origin": _link(thing), "community": thing.community, "meetings": meetings}
    return render(request, "pathways/meet.html", context, status=422 if form.errors else 200)


@require_http_methods(BOTH)
def add_task(request: MemberRequest, pk: int, origin: Origin) -> HttpResponse:
    thing = _thing_to_turn(request, origin, pk, Target.TASK)
    words = words_of(thing, Target.TASK)

    def act(form: TaskForm) -> Task:
        return actions.add_task_from(thing, form.words(), by=request.user)

    initial = {"text": words.title[:LONGEST_LINE], "details": words.plain[:LONGEST_DETAILS]}
    return task_page(request, thing.community, act, initial=initial, origin=_link(thing))


@require_http_methods(BOTH)
def propose(request: MemberRequest, pk: int, origin: Origin) -> HttpResponse:
    thing = _thing_to_turn(request, origin, pk, Target.INITIATIVE)
    words = words_of(thing, Target.INITIATIVE)

    def act(form: InitiativeForm) -> Initiative:
        return actions.propose_from(thing, form.aim(), by=request.user)

    initial = {"title": words.title[:LONGEST_NAME], "goal": words.plain[:LONGEST_DETAILS]}
    initial |= {"horizon": getattr(thing, "horizon", Horizon.YEAR)}
    return proposal_page(request, thing.community, act, initial=initial, origin=_link(thing))


@require_http_methods(BOTH)
def decide(request: MemberRequest, pk: int, origin: Origin) -> HttpResponse:
    return _write(request, _thing_to_turn(request, origin, pk, Target.DECISION), Target.DECISION)


@require_http_methods(BOTH)
def write(request: MemberRequest, pk: int, origin: Origin) -> HttpResponse:
    return _write(request, _thing_to_turn(request, origin, pk, Target.ASSET), Target.ASSET)


def _write(request: MemberRequest, thing: Any, target: Target) -> HttpResponse:
    words, kind = words_of(thing, target), kind_of(thing, target)
    language = words.language or request.user.language

    def act(content: Content, label: Label) -> Asset:
        return actions.write_from(thing, content, label, by=request.user)

    initial = {"title": words.title, "language": language, "source": starting_text(thing, kind, language)}
    return asset_page(request, thing.community, kind, act, initial=initial, origin=_link(thing))


@require_GET
def trail(request: MemberRequest, pk: int) -> HttpResponse:
    """Where a suggestion came from, what was said to it, and all that it became, on one page."""
    topic = visible_topic(request, pk)
    marks = trail_of(topic, request.user)
    context = {
        "topic": topic,
        "community": topic.community,
        "marks": marks,
        "latest": [mark for mark in marks if not mark.is_ahead][-1:],
    }
    return render(request, "pathways/trail.html", context)


@require_POST
def place_topic(request: MemberRequest, pk: int) -> HttpResponse:
    """From the agenda's own page: an accepted topic becomes an item of it."""
    meeting = changeable_meeting(request, pk)
    topic = get_object_or_404(Topic.objects.visible_to(request.user), pk=_thing(request))
    actions.put_on_meeting(topic, meeting, by=request.user)
    return redirect("meetings:agenda", meeting.pk)


@require_POST
def place_task(request: MemberRequest, pk: int) -> HttpResponse:
    meeting = changeable_meeting(request, pk)
    task = get_object_or_404(Task.objects.visible_to(request.user), pk=_thing(request))
    actions.take_up_task(task, meeting, by=request.user)
    return redirect("meetings:agenda", meeting.pk)


def _thing_to_turn(request: MemberRequest, origin: Origin, pk: int, target: Target) -> Any:
    """404 unseen, 403 for those who may not, 409 while it cannot be, each before they begin to type."""
    things: Any = apps.get_model(origin)._default_manager
    thing = get_object_or_404(things.visible_to(request.user).select_related("community"), pk=pk)
    require(POLICIES[target], request.user, thing)
    if words := obstacle(thing, target):
        raise Refused(words)
    return thing


def _link(thing: Any) -> dict[str, Any]:
    return {"title": str(thing), "url": thing.get_absolute_url(), "is_for_members": is_for_members(thing)}


def _thing(request: MemberRequest) -> int:
    form = ThingForm(request.POST)
    if not form.is_valid():
        raise Http404
    return int(form.cleaned_data["thing"])

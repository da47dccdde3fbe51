"""From a conversation or a meeting to a suggestion, and from a topic to a conversation or a meeting."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from practica.conversations.views.visible import visible_conversation
from practica.meetings.views.visible import changeable_meeting, visible_meeting
from practica.pathways import actions
from practica.pathways.forms import DiscussForm, MeetingForm, ThingForm
from practica.pathways.queries import meetings_ahead
from practica.topics.models import Topic
from practica.topics.views.suggesting import suggestion_page
from practica.topics.views.visible import agreed_topic
from practica.ui.moments import in_full
from practica.work.models import Task

if TYPE_CHECKING:
    from django.http import HttpResponse

    from practica.conversations.models import Conversation
    from practica.foundation.requests import MemberRequest
    from practica.meetings.models import Occurrence
    from practica.topics.forms import SuggestionForm

BOTH = ["GET", "HEAD", "POST"]


@require_http_methods(BOTH)
def suggest_from_conversation(request: MemberRequest, pk: int) -> HttpResponse:
    conversation = visible_conversation(request, pk)
    return _suggest(request, conversation, {"title": conversation.title[:160]})


@require_http_methods(BOTH)
def suggest_from_meeting(request: MemberRequest, pk: int) -> HttpResponse:
    return _suggest(request, visible_meeting(request, pk), {})


def _suggest(request: MemberRequest, thing: Conversation | Occurrence, initial: dict[str, str]) -> HttpResponse:
    def act(form: SuggestionForm) -> Topic:
        return actions.suggest_from(thing, form.suggestion(), by=request.user)

    origin = {"title": thing.title, "url": thing.get_absolute_url()}
    return suggestion_page(request, thing.community, act, origin=origin, initial=initial)


@require_http_methods(BOTH)
def discuss(request: MemberRequest, pk: int) -> HttpResponse:
    topic = agreed_topic(request, pk)
    start = {"title": topic.title, "text": topic.why}
    form = DiscussForm(request.POST if request.method == "POST" else None, initial=start)
    if form.is_valid():
        return redirect(actions.discuss_topic(topic, **form.cleaned_data, by=request.user))
    context = {"form": form, "topic": topic, "community": topic.community}
    return render(request, "pathways/discuss.html", context, status=422 if form.errors else 200)


@require_http_methods(BOTH)
def meet(request: MemberRequest, pk: int) -> HttpResponse:
    topic = agreed_topic(request, pk)
    meetings = {row.pk: row for row in meetings_ahead(topic, request.user)}
    choices = [(pk, f"{row.title}, {in_full(row.starts_at)}") for pk, row in meetings.items()]
    form = MeetingForm(request.POST if request.method == "POST" else None, meetings=choices)
    if form.is_valid():
        actions.put_on_meeting(topic, meetings[form.cleaned_data["meeting"]], by=request.user)
        messages.success(request, _("It is planned for that meeting."))
        return redirect(topic)
    context = {"form": form, "topic": topic, "community": topic.community, "meetings": meetings}
    return render(request, "pathways/meet.html", context, status=422 if form.errors else 200)


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


def _thing(request: MemberRequest) -> int:
    form = ThingForm(request.POST)
    if not form.is_valid():
        raise Http404
    return int(form.cleaned_data["thing"])

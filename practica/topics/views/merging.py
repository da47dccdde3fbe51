"""Two suggestions that want the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from practica.foundation.paging import page_of
from practica.foundation.requests import asked_words
from practica.topics import actions
from practica.topics.actions.supporting import SUPPORTED_STATES
from practica.topics.forms import MergeForm
from practica.topics.models import Topic
from practica.topics.queries import look_alikes
from practica.topics.views.answering import undo
from practica.topics.views.visible import answerable_topic, back, visible_topic

if TYPE_CHECKING:
    from django.http import HttpResponse

    from practica.foundation.requests import MemberRequest

ROWS = 30


@require_http_methods(["GET", "HEAD", "POST"])
def merge(request: MemberRequest, pk: int) -> HttpResponse:
    """Choose the one it should live on in."""
    topic = answerable_topic(request, pk)
    if request.method != "POST":
        return _choice(request, topic)
    form = MergeForm(request.POST)
    if not form.is_valid():
        raise Http404
    into = visible_topic(request, form.cleaned_data["into"])
    actions.merge_topic(topic, into, by=request.user)
    messages.success(request, _("Merged. Everybody keeps the credit."), extra_tags=undo(topic, "unmerge"))
    return back(request, into)


@require_POST
def unmerge(request: MemberRequest, pk: int) -> HttpResponse:
    return back(request, actions.unmerge_topic(visible_topic(request, pk), by=request.user))


@require_POST
def keep_apart(request: MemberRequest, pk: int) -> HttpResponse:
    return back(request, actions.keep_apart(visible_topic(request, pk), by=request.user))


def _choice(request: MemberRequest, topic: Topic) -> HttpResponse:
    words = asked_words(request)
    others = Topic.objects.visible_to(request.user).filter(community=topic.community, hidden_at=None)
    others = others.filter(state__in=SUPPORTED_STATES).exclude(pk=topic.pk)
    if words:
        others = others.filter(title__unaccent__icontains=words)
    alike = [one for one in look_alikes(topic.community, topic.title, request.user, topic.language) if one != topic]
    context = {
        "topic": topic,
        "community": topic.community,
        "words": words,
        "alike": [one for one in alike if one.state in SUPPORTED_STATES],
        "page": page_of(request, others.order_by("-support_count", "-pk"), ROWS),
    }
    return render(request, "topics/merge.html", context)

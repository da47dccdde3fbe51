"""Suggesting, by name or quietly, with what looks alike before it is sent."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from practica.communities.views.visible import visible_community
from practica.foundation.access import require
from practica.topics import actions, policies
from practica.topics.forms import SuggestionForm
from practica.topics.models import Source
from practica.topics.queries import look_alikes, places_to_suggest
from practica.topics.views.visible import visible_topic

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpResponse

    from practica.communities.models import Community
    from practica.foundation.requests import MemberRequest
    from practica.topics.models import Topic


@require_safe
def where(request: MemberRequest) -> HttpResponse:
    """In which community, for ways in that know none; with only one, straight there."""
    places = places_to_suggest(request.user)
    words = {name: request.GET[name][:200] for name in ("title", "source") if name in request.GET}
    ending = f"?{urlencode(words)}" if words else ""
    if len(places) == 1:
        return redirect(reverse("topics:suggest", args=[places[0].slug]) + ending)
    return render(request, "topics/where.html", {"places": places, "words": words, "ending": ending})


@require_http_methods(["GET", "HEAD", "POST"])
def suggest(request: MemberRequest, slug: str) -> HttpResponse:
    community = visible_community(request, slug)

    def act(form: SuggestionForm) -> Topic:
        return actions.suggest_topic(community, form.suggestion(), by=request.user)

    return suggestion_page(request, community, act)


@require_http_methods(["GET", "HEAD", "POST"])
def suggest_quietly(request: MemberRequest, slug: str) -> HttpResponse:
    community = visible_community(request, slug)

    def act(form: SuggestionForm) -> Topic:
        return actions.suggest_quietly(community, form.suggestion(), by=request.user)

    return suggestion_page(request, community, act, is_quiet=True)


def suggestion_page(
    request: MemberRequest, community: Community, act: Callable[[SuggestionForm], Topic], **given: Any
) -> HttpResponse:
    """The form; what looks alike is shown once before it is sent. `given`: is_quiet, origin, initial."""
    require(policies.can_suggest, request.user, community)
    form = SuggestionForm(request.POST if request.method == "POST" else None, initial=_beginning(request, given))
    alike = _alike(request, community, form["title"].value() or "")
    is_seen = {topic.pk for topic in alike} <= form.seen_topics()
    if form.is_valid() and is_seen:
        topic = act(form)
        messages.success(request, _("It is on the list. An answer is due within 14 days."))
        return redirect(topic)
    context = {"form": form, "community": community, "alike": alike, **given}
    context["asks_again"] = form.is_bound and form.is_valid()
    return render(request, "topics/suggest.html", context, status=422 if form.errors else 200)


@require_POST
def alike(request: MemberRequest, slug: str) -> HttpResponse:
    """Beside the title while it is being typed; not in an address, where a quiet one would stand in logs."""
    community = visible_community(request, slug)
    require(policies.can_suggest, request.user, community)
    given = {"alike": _alike(request, community, request.POST.get("title", "")), "is_quiet": "quietly" in request.GET}
    return render(request, "topics/_alike.html", given)


@require_http_methods(["GET", "HEAD", "POST"])
def change(request: MemberRequest, pk: int) -> HttpResponse:
    topic = visible_topic(request, pk)
    require(policies.can_change, request.user, topic)
    names = ("title", "why", "benefits", "horizon", "lane")
    form = SuggestionForm(
        request.POST if request.method == "POST" else None, initial={n: getattr(topic, n) for n in names}
    )
    if form.is_valid():
        return redirect(actions.change_topic(topic, form.suggestion(), by=request.user))
    context = {"form": form, "community": topic.community, "topic": topic, "alike": []}
    return render(request, "topics/suggest.html", context, status=422 if form.errors else 200)


def _beginning(request: MemberRequest, given: dict[str, Any]) -> dict[str, Any]:
    asked = request.GET.get("source", "")
    source = asked if asked in Source.values else Source.BACKLOG
    return {"title": request.GET.get("title", "")[:160], "source": source, **given.get("initial", {})}


def _alike(request: MemberRequest, community: Community, title: str) -> list[Topic]:
    return look_alikes(community, title[:160].replace("\x00", ""), request.user, (get_language() or "en")[:2])

"""Saying that one would have it too."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render
from django.views.decorators.http import require_POST

from practica.topics import actions
from practica.topics.views.visible import back, visible_topic

if TYPE_CHECKING:
    from django.http import HttpResponse

    from practica.foundation.requests import MemberRequest


@require_POST
def support(request: MemberRequest, pk: int) -> HttpResponse:
    actions.support_topic(visible_topic(request, pk), by=request.user)
    return _answer(request, pk)


@require_POST
def withdraw(request: MemberRequest, pk: int) -> HttpResponse:
    actions.withdraw_support(visible_topic(request, pk), by=request.user)
    return _answer(request, pk)


def _answer(request: MemberRequest, pk: int) -> HttpResponse:
    topic = visible_topic(request, pk)
    if request.htmx:
        return render(request, "topics/_support.html", {"topic": topic, "may_support": True, "pressed": True})
    return back(request, topic)

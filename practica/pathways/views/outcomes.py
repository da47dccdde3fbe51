"""From what came out of a meeting to what it becomes: with one press, or, for a story, in one's own words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from practica.meetings.models import OutcomeKind
from practica.meetings.views.outcomes import caught_part, visible_outcome
from practica.pathways.actions.outcomes import (
    ask_question,
    put_on_board,
    record_decision,
    refuse_unless_open,
    suggest_outcome,
    take_action,
    tell_story,
)
from practica.pathways.forms.outcomes import TellForm

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpResponse

    from practica.foundation.requests import MemberRequest


@require_POST
def take(request: MemberRequest, pk: int) -> HttpResponse:
    return _made(request, pk, take_action)


@require_POST
def board(request: MemberRequest, pk: int) -> HttpResponse:
    return _made(request, pk, put_on_board)


@require_POST
def ask(request: MemberRequest, pk: int) -> HttpResponse:
    return _made(request, pk, ask_question)


@require_POST
def suggest(request: MemberRequest, pk: int) -> HttpResponse:
    return _made(request, pk, suggest_outcome)


@require_POST
def record(request: MemberRequest, pk: int) -> HttpResponse:
    return _made(request, pk, record_decision)


@require_http_methods(["GET", "HEAD", "POST"])
def tell(request: MemberRequest, pk: int) -> HttpResponse:
    outcome = visible_outcome(request, pk)
    refuse_unless_open(outcome, OutcomeKind.STORY)
    form = TellForm(request.POST if request.method == "POST" else None, initial={"title": outcome.text})
    if form.is_valid():
        return redirect(tell_story(outcome, **form.cleaned_data, by=request.user))
    context = {"form": form, "meeting": outcome.occurrence}
    return render(request, "pathways/tell.html", context, status=422 if form.errors else 200)


def _made(request: MemberRequest, pk: int, make: Callable[..., Any]) -> HttpResponse:
    """Back to where it stands; in the room only that part is shown anew."""
    outcome = visible_outcome(request, pk)
    make(outcome, by=request.user)
    if request.htmx:
        return caught_part(request, outcome.occurrence)
    return redirect(outcome)

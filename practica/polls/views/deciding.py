"""What came of a poll, and whether it is still right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from practica.polls import actions
from practica.polls.forms import OutcomeForm, ReviewForm, card_of
from practica.polls.forms.dates import end_of
from practica.polls.views.visible import closable_poll

if TYPE_CHECKING:
    from django.http import HttpResponse

    from practica.foundation.requests import MemberRequest
    from practica.polls.models import Poll


@require_http_methods(["GET", "POST"])
def outcome(request: MemberRequest, pk: int) -> HttpResponse:
    poll = closable_poll(request, pk)
    form = OutcomeForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        return redirect(actions.write_outcome(poll, form.given, by=request.user))
    return _form_page(request, "polls/outcome.html", poll, form)


@require_http_methods(["GET", "POST"])
def review(request: MemberRequest, pk: int) -> HttpResponse:
    """Confirm it, or ask the question again."""
    poll = closable_poll(request, pk)
    form = ReviewForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        return _form_page(request, "polls/review.html", poll, form)
    day = form.cleaned_data["day"]
    if form.is_asked_again:
        return redirect(actions.ask_again(poll, end_of(day), by=request.user))
    return redirect(actions.confirm_outcome(poll, day, by=request.user))


def _form_page(request: MemberRequest, template: str, poll: Poll, form: OutcomeForm | ReviewForm) -> HttpResponse:
    given = {
        "poll": poll,
        "form": form,
        "card": card_of(poll, request.user),
        "thing": poll.about,
        "community": poll.community,
    }
    return render(request, template, given, status=422 if form.is_bound else 200)

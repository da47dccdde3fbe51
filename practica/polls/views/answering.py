"""One poll: reading and answering it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_POST

from practica.polls import actions
from practica.polls.forms import AnswerForm, card_of
from practica.polls.views.visible import visible_poll

if TYPE_CHECKING:
    from django.http import HttpResponse

    from practica.foundation.requests import MemberRequest
    from practica.polls.models import Poll


@require_GET
def detail(request: MemberRequest, pk: int) -> HttpResponse:
    return _page(request, visible_poll(request, pk))


@require_GET
def card(request: MemberRequest, pk: int) -> HttpResponse:
    """The poll alone, for pages that are open."""
    return _card(request, visible_poll(request, pk))


@require_POST
def answer(request: MemberRequest, pk: int) -> HttpResponse:
    poll = visible_poll(request, pk)
    form = AnswerForm(poll, request.POST)
    if not form.is_valid():
        return (_card if request.htmx else _page)(request, poll, form, status=422)
    poll = actions.answer_poll(poll, form.choice, by=request.user)
    return _answer(request, poll)


@require_POST
def close(request: MemberRequest, pk: int) -> HttpResponse:
    poll = actions.close_poll(visible_poll(request, pk), by=request.user)
    return redirect("polls:outcome", poll.pk)


def _page(request: MemberRequest, poll: Poll, form: AnswerForm | None = None, status: int = 200) -> HttpResponse:
    given = {"poll": poll, "card": card_of(poll, request.user, form), "thing": poll.about, "community": poll.community}
    return render(request, "polls/detail.html", given, status=status)


def _card(
    request: MemberRequest, poll: Poll, form: AnswerForm | None = None, *, status: int = 200, is_answered: bool = False
) -> HttpResponse:
    given = {
        "card": card_of(poll, request.user, form),
        "is_alone": "alone" in request.GET,
        "is_answered": is_answered,
    }
    return render(request, "polls/_card.html", given, status=status)


def _answer(request: MemberRequest, poll: Poll) -> HttpResponse:
    """Over htmx the card alone; else back to where it was answered, when that is one of ours."""
    if request.htmx:
        return _card(request, visible_poll(request, poll.pk), is_answered=True)
    wanted = request.POST.get("next", "")
    if wanted.startswith("/") and url_has_allowed_host_and_scheme(wanted, allowed_hosts=None):
        return redirect(f"{wanted.partition('#')[0]}#poll-{poll.pk}")
    return redirect(poll)

"""Putting a question."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from practica.polls import actions
from practica.polls.forms import AskForm
from practica.polls.forms.dates import in_days
from practica.polls.views.visible import askable_thing

if TYPE_CHECKING:
    from django.http import HttpResponse

    from practica.foundation.requests import MemberRequest

DAYS = 7


@require_http_methods(["GET", "POST"])
def ask(request: MemberRequest, about: str, pk: int) -> HttpResponse:
    thing = askable_thing(request, about, pk)
    actions.refuse_asking(thing)
    is_sent = request.method == "POST"
    asked = thing.title if getattr(thing, "is_question", False) else ""
    form = AskForm(request.POST if is_sent else None, initial={"closes_on": in_days(DAYS), "question": asked})
    if is_sent and form.is_valid():
        return redirect(actions.open_poll(thing, form.asking, by=request.user))
    given = {"form": form, "thing": thing, "community": thing.community}
    return render(request, "polls/ask.html", given, status=422 if is_sent else 200)

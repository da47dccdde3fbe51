"""Asking somebody by name, and the yes or no."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from practica.foundation.access import require
from practica.work import actions, policies
from practica.work.forms import AskForm, DeclineForm
from practica.work.queries import who_may_like_it
from practica.work.views.reach import back_to, form_page, visible_ask, visible_task

if TYPE_CHECKING:
    from django.http import HttpResponse

    from practica.foundation.requests import MemberRequest


def ask(request: MemberRequest, pk: int) -> HttpResponse:
    task = visible_task(request, pk)
    require(policies.can_ask, request.user, task)
    form = AskForm(request.POST or None, task=task, by=request.user)
    if form.is_valid():
        asked = form.cleaned_data["person"]
        actions.ask_for_task(task, asked, note=form.cleaned_data["note"], by=request.user)
        messages.success(request, _("Asked. Nothing is theirs until they say yes."))
        return redirect(task)
    return form_page(request, "ask.html", form, task, near=who_may_like_it(task, request.user))


@require_POST
def accept(request: MemberRequest, pk: int) -> HttpResponse:
    task = actions.accept_ask(visible_ask(request, pk), by=request.user)
    messages.success(request, _("You are on it."))
    return back_to(request, task.get_absolute_url())


def decline(request: MemberRequest, pk: int) -> HttpResponse:
    found = visible_ask(request, pk)
    require(policies.can_answer, request.user, found)
    form = DeclineForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.decline_ask(found, **form.cleaned_data, by=request.user)
        messages.success(request, _("That is fine. Only %(name)s hears of it.") % {"name": found.asked_by.name})
        return redirect("work:mine")
    return form_page(request, "decline.html", form, found.task, ask=found)

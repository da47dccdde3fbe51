"""Being on a task: each button of its card is one of these."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from practica.foundation.access import require
from practica.work import actions, policies
from practica.work.forms import GiveBackForm, RenegotiateForm
from practica.work.views.reach import back_to, form_page, visible_task

if TYPE_CHECKING:
    from django.http import HttpResponse

    from practica.foundation.requests import MemberRequest


@require_POST
def take(request: MemberRequest, pk: int) -> HttpResponse:
    task = actions.take_task(visible_task(request, pk), by=request.user)
    messages.success(request, _("You are on it."))
    return back_to(request, task.get_absolute_url())


@require_POST
def start(request: MemberRequest, pk: int) -> HttpResponse:
    task = actions.start_task(visible_task(request, pk), by=request.user)
    return back_to(request, task.get_absolute_url())


@require_POST
def finish(request: MemberRequest, pk: int) -> HttpResponse:
    task = actions.finish_task(visible_task(request, pk), by=request.user)
    messages.success(request, _("Done. Thank you."), extra_tags=f"undo:{reverse('work:reopen', args=[task.pk])}")
    return back_to(request, task.get_absolute_url())


@require_POST
def reopen(request: MemberRequest, pk: int) -> HttpResponse:
    return redirect(actions.reopen_task(visible_task(request, pk), by=request.user))


def give_back(request: MemberRequest, pk: int) -> HttpResponse:
    task = visible_task(request, pk)
    require(policies.can_work_on, request.user, task)
    form = GiveBackForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return redirect(actions.give_back_task(task, **form.cleaned_data, by=request.user))
    return form_page(request, "give_back.html", form, task)


def renegotiate(request: MemberRequest, pk: int) -> HttpResponse:
    task = visible_task(request, pk)
    require(policies.can_work_on, request.user, task)
    form = RenegotiateForm(request.POST or None)
    if form.is_valid():
        return redirect(actions.renegotiate_task(task, **form.cleaned_data, by=request.user))
    return form_page(request, "renegotiate_task.html", form, task)

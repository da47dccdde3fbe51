"""A task: written down, said better, dropped."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from practica.communities.views.visible import visible_community
from practica.foundation.access import require
from practica.work import actions, policies
from practica.work.forms import DropForm, TaskForm
from practica.work.models import Ask, State
from practica.work.queries import cards
from practica.work.views.reach import form_page, visible_task

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpResponse

    from practica.communities.models import Community
    from practica.foundation.requests import MemberRequest
    from practica.work.models import Task


@require_GET
def task(request: MemberRequest, pk: int) -> HttpResponse:
    found, me = visible_task(request, pk), request.user
    [card] = cards([found], me, may_take=policies.can_take(me, found))
    context = {
        "task": found,
        "card": card,
        "dates": found.new_dates.select_related("made_by"),
        "my_ask": Ask.objects.waiting_for(me).filter(task=found).first(),
        "asked": Ask.objects.visible_to(me).waiting().filter(task=found, asked_by=me).select_related("person"),
        "can_ask": found.is_standing and policies.can_ask(me, found),
        "can_change": found.is_standing and policies.can_change_task(me, found),
        "can_reopen": found.state == State.DONE and policies.can_reopen(me, found),
    }
    return render(request, "work/task.html", context)


def add(request: MemberRequest, slug: str) -> HttpResponse:
    community = visible_community(request, slug)

    def act(form: TaskForm) -> Task:
        return actions.add_task(community, form.words(), by=request.user)

    asked = request.GET.get("initiative", "")
    return task_page(request, community, act, initial={"initiative": asked} if asked.isdecimal() else {})


def task_page(
    request: MemberRequest, community: Community, act: Callable[[TaskForm], Task], **given: Any
) -> HttpResponse:
    """The form of a new task. `given`: initial, what it begins with; origin, what it comes from."""
    require(policies.can_add_task, request.user, community)
    form = TaskForm(request.POST or None, initial=given.pop("initial", None), community=community)
    if form.is_valid():
        return redirect(act(form))
    return form_page(request, "add_task.html", form, None, community=community, **given)


def change(request: MemberRequest, pk: int) -> HttpResponse:
    found = visible_task(request, pk)
    require(policies.can_change_task, request.user, found)
    names = ("text", "details", "due_on", "is_help_wanted", "is_good_first", "initiative")
    initial = {name: getattr(found, name) for name in names}
    form = TaskForm(request.POST or None, initial=initial, community=found.community, stands_in=found.initiative)
    # While somebody holds it, its day is renegotiated with a reason instead.
    if found.state != State.OPEN:
        del form.fields["due_on"]
    if form.is_valid():
        return redirect(actions.change_task(found, form.words(), by=request.user))
    return form_page(request, "change_task.html", form, found)


def drop(request: MemberRequest, pk: int) -> HttpResponse:
    found = visible_task(request, pk)
    require(policies.can_change_task, request.user, found)
    form = DropForm(request.POST or None)
    if form.is_valid():
        return redirect(actions.drop_task(found, **form.cleaned_data, by=request.user))
    return form_page(request, "drop_task.html", form, found)

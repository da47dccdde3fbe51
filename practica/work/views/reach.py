"""How the pages of joint work find what a person may see: what is not there for them is not there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import url_has_allowed_host_and_scheme

from practica.work.models import Ask, Commitment, Initiative, Task

if TYPE_CHECKING:
    from django import forms
    from django.http import HttpResponse

    from practica.foundation.requests import MemberRequest


def visible_commitment(request: MemberRequest, pk: int) -> Commitment:
    return get_object_or_404(Commitment.objects.visible_to(request.user).for_listing(), pk=pk)


def visible_task(request: MemberRequest, pk: int) -> Task:
    tasks = Task.objects.visible_to(request.user).for_listing().select_related("created_by", "done_by", "dropped_by")
    return get_object_or_404(tasks, pk=pk)


def visible_initiative(request: MemberRequest, pk: int) -> Initiative:
    return get_object_or_404(Initiative.objects.visible_to(request.user).for_page(), pk=pk)


def visible_ask(request: MemberRequest, pk: int) -> Ask:
    asks = Ask.objects.visible_to(request.user).select_related("task__community", "asked_by", "person")
    return get_object_or_404(asks, pk=pk)


def back_to(request: MemberRequest, page: str) -> HttpResponse:
    """To the page the button stood on, when it says so and is one of ours."""
    wanted = request.POST.get("next", "")
    return redirect(wanted if url_has_allowed_host_and_scheme(wanted, None) else page)


def form_page(request: MemberRequest, template: str, form: forms.Form, thing: Any, **more: Any) -> HttpResponse:
    """A page with one form about a thing: 422 when what was sent is not right."""
    community = more.pop("community", None) or thing.community
    context = {"form": form, "thing": thing, "community": community, **more}
    return render(request, f"work/{template}", context, status=422 if form.errors else 200)

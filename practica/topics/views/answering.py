"""What the core group and the facilitators answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from practica.foundation.access import require
from practica.topics import actions, policies
from practica.topics.forms import DeclineForm, FinishForm, HideForm, ParkForm
from practica.topics.views.visible import agreed_topic, back, undecided_topic, visible_topic

if TYPE_CHECKING:
    from django.forms import Form
    from django.http import HttpResponse

    from practica.foundation.requests import MemberRequest
    from practica.topics.models import Topic


@require_POST
def consider(request: MemberRequest, pk: int) -> HttpResponse:
    topic = actions.consider_topic(visible_topic(request, pk), by=request.user)
    messages.success(request, _("They know now that somebody looks into it."))
    return back(request, topic)


@require_POST
def accept(request: MemberRequest, pk: int) -> HttpResponse:
    one = visible_topic(request, pk)
    topic = actions.accept_topic(one, request.POST.get("lane") or one.lane, by=request.user)
    messages.success(request, _("It is on the learning agenda."), extra_tags=undo(topic, "reconsider"))
    return back(request, topic)


@require_http_methods(["GET", "HEAD", "POST"])
def park(request: MemberRequest, pk: int) -> HttpResponse:
    topic = undecided_topic(request, pk)
    form = ParkForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        given = form.cleaned_data
        topic = actions.park_topic(topic, given["until"], given["reason"], by=request.user)
        messages.success(request, _("It comes back by itself on that day."), extra_tags=undo(topic, "reconsider"))
        return redirect(topic)
    return _form_page(request, "park", topic, form)


@require_http_methods(["GET", "HEAD", "POST"])
def decline(request: MemberRequest, pk: int) -> HttpResponse:
    topic = undecided_topic(request, pk)
    form = DeclineForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        topic = actions.decline_topic(topic, form.cleaned_data["reason"], by=request.user)
        messages.success(
            request, _("Declined. Those who wanted it read your reason."), extra_tags=undo(topic, "reconsider")
        )
        return redirect("topics:community", topic.community.slug)
    return _form_page(request, "decline", topic, form)


@require_POST
def reconsider(request: MemberRequest, pk: int) -> HttpResponse:
    return back(request, actions.reconsider_topic(visible_topic(request, pk), by=request.user))


@require_http_methods(["GET", "HEAD", "POST"])
def finish(request: MemberRequest, pk: int) -> HttpResponse:
    topic = agreed_topic(request, pk)
    form = FinishForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        return redirect(actions.finish_topic(topic, form.cleaned_data["outcome"], by=request.user))
    return _form_page(request, "finish", topic, form)


@require_http_methods(["GET", "HEAD", "POST"])
def hide(request: MemberRequest, pk: int) -> HttpResponse:
    topic = visible_topic(request, pk)
    require(policies.can_hide, request.user, topic)
    form = HideForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        return redirect(actions.hide_topic(topic, form.cleaned_data["reason"], by=request.user))
    return _form_page(request, "hide", topic, form)


@require_POST
def show(request: MemberRequest, pk: int) -> HttpResponse:
    return redirect(actions.show_topic(visible_topic(request, pk), by=request.user))


def undo(topic: Topic, action: str) -> str:
    return f"undo:{reverse(f'topics:{action}', args=[topic.pk])}"


def _form_page(request: MemberRequest, name: str, topic: Topic, form: Form) -> HttpResponse:
    context: dict[str, Any] = {"form": form, "topic": topic, "community": topic.community}
    return render(request, f"topics/{name}.html", context, status=422 if form.errors else 200)

"""The buttons of a conversation: each posts, and comes back to where it was pressed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from practica.communities.models import Community
from practica.conversations import actions
from practica.conversations.views.reading import ConversationPage
from practica.conversations.views.visible import go, visible_conversation, visible_home

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpResponse

    from practica.conversations.models import Conversation
    from practica.foundation.requests import MemberRequest


@require_POST
def close(request: MemberRequest, pk: int) -> HttpResponse:
    conversation = visible_conversation(request, pk)
    actions.close_conversation(conversation, request.POST.get("reason", ""), by=request.user)
    return go(request, conversation.get_absolute_url())


@require_POST
def reopen(request: MemberRequest, pk: int) -> HttpResponse:
    conversation = visible_conversation(request, pk)
    actions.reopen_conversation(conversation, request.POST.get("reason", ""), by=request.user)
    return go(request, conversation.get_absolute_url())


@require_POST
def hide(request: MemberRequest, pk: int) -> HttpResponse:
    conversation = visible_conversation(request, pk)
    actions.hide_conversation(conversation, request.POST.get("reason", ""), by=request.user)
    return go(request, conversation.get_absolute_url())


@require_POST
def show(request: MemberRequest, pk: int) -> HttpResponse:
    conversation = visible_conversation(request, pk)
    actions.show_conversation(conversation, by=request.user)
    return go(request, conversation.get_absolute_url())


@require_POST
def accept(request: MemberRequest, pk: int, reply: int) -> HttpResponse:
    conversation = visible_conversation(request, pk)
    answer = get_object_or_404(conversation.replies, pk=reply)
    actions.accept_answer(conversation, answer, by=request.user)
    return go(request, answer.get_absolute_url())


@require_POST
def take_back_acceptance(request: MemberRequest, pk: int) -> HttpResponse:
    conversation = visible_conversation(request, pk)
    actions.take_back_acceptance(conversation, by=request.user)
    return go(request, conversation.get_absolute_url())


@require_POST
def move(request: MemberRequest, pk: int) -> HttpResponse:
    conversation = visible_conversation(request, pk)
    actions.move_conversation(conversation, _chosen_community(request), by=request.user)
    return go(request, conversation.get_absolute_url())


@require_POST
def cross_post(request: MemberRequest, pk: int) -> HttpResponse:
    conversation = visible_conversation(request, pk)
    actions.cross_post(conversation, _chosen_community(request), by=request.user)
    return go(request, conversation.get_absolute_url())


@require_POST
def take_back_cross_post(request: MemberRequest, pk: int, slug: str) -> HttpResponse:
    conversation = actions.take_back_cross_post(visible_home(request, pk, slug), by=request.user)
    return go(request, conversation.get_absolute_url())


@require_POST
def pin(request: MemberRequest, pk: int, slug: str) -> HttpResponse:
    home = actions.pin(visible_home(request, pk, slug), by=request.user)
    return go(request, home.conversation.get_absolute_url())


@require_POST
def unpin(request: MemberRequest, pk: int, slug: str) -> HttpResponse:
    home = actions.unpin(visible_home(request, pk, slug), by=request.user)
    return go(request, home.conversation.get_absolute_url())


@require_POST
def follow(request: MemberRequest, pk: int) -> HttpResponse:
    return _part(request, pk, actions.follow, "_follow.html")


@require_POST
def unfollow(request: MemberRequest, pk: int) -> HttpResponse:
    return _part(request, pk, actions.unfollow, "_follow.html")


@require_POST
def mute(request: MemberRequest, pk: int) -> HttpResponse:
    return _part(request, pk, actions.mute, "_follow.html")


@require_POST
def me_too(request: MemberRequest, pk: int) -> HttpResponse:
    return _part(request, pk, actions.share_question, "_me_too.html")


@require_POST
def not_me_too(request: MemberRequest, pk: int) -> HttpResponse:
    return _part(request, pk, actions.leave_question, "_me_too.html")


@require_POST
def thank(request: MemberRequest, pk: int) -> HttpResponse:
    return _part(request, pk, actions.thank_for_conversation, "_opening_acts.html")


@require_POST
def unthank(request: MemberRequest, pk: int) -> HttpResponse:
    return _part(request, pk, actions.take_back_thanks_for_conversation, "_opening_acts.html")


def _part(request: MemberRequest, pk: int, act: Callable[..., object], template: str) -> HttpResponse:
    """Over htmx only the part with the button comes back, so that the place and the draft stay."""
    act(visible_conversation(request, pk), by=request.user)
    if not request.htmx:
        return redirect("conversations:detail", pk)
    conversation: Conversation = visible_conversation(request, pk)
    page = ConversationPage(conversation, request.user)
    return render(request, f"conversations/{template}", {"page": page, "conversation": conversation})


def _chosen_community(request: MemberRequest) -> Community:
    chosen = request.POST.get("community", "")
    return get_object_or_404(Community.objects.visible_to(request.user), slug=chosen)

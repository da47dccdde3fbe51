"""The buttons of one reply."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from practica.conversations import actions, policies
from practica.conversations.forms import ReasonForm
from practica.conversations.views.reading import ConversationPage
from practica.conversations.views.visible import go, visible_conversation, visible_reply
from practica.foundation.access import require

if TYPE_CHECKING:
    from django.http import HttpResponse

    from practica.conversations.models import Reply
    from practica.foundation.requests import MemberRequest


@require_POST
def thank_reply(request: MemberRequest, pk: int) -> HttpResponse:
    return _acts(request, actions.thank_for_reply(visible_reply(request, pk), by=request.user))


@require_POST
def unthank_reply(request: MemberRequest, pk: int) -> HttpResponse:
    return _acts(request, actions.take_back_thanks_for_reply(visible_reply(request, pk), by=request.user))


@require_POST
def remove_reply(request: MemberRequest, pk: int) -> HttpResponse:
    reply = actions.remove_reply(visible_reply(request, pk), by=request.user)
    return go(request, reply.get_absolute_url())


@require_http_methods(["GET", "POST"])
def hide_reply(request: MemberRequest, pk: int) -> HttpResponse:
    reply = visible_reply(request, pk)
    require(policies.can_hide_reply, request.user, reply)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reply = actions.hide_reply(reply, form.cleaned_data["reason"], by=request.user)
        return go(request, reply.get_absolute_url())
    context = {"form": form, "reply": reply, "community": reply.conversation.community}
    return render(request, "conversations/hide_reply.html", context, status=422 if form.errors else 200)


@require_POST
def show_reply(request: MemberRequest, pk: int) -> HttpResponse:
    reply = actions.show_reply(visible_reply(request, pk), by=request.user)
    return go(request, reply.get_absolute_url())


def _acts(request: MemberRequest, reply: Reply) -> HttpResponse:
    """Over htmx only the line of buttons comes back, so that the place and the draft stay."""
    if not request.htmx:
        return redirect(reply)
    conversation = visible_conversation(request, reply.conversation_id)
    page = ConversationPage(conversation, request.user, reply.page)
    context = {"page": page, "post": page.post(reply), "conversation": conversation}
    return render(request, "conversations/_acts.html", context)

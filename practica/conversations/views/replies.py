"""The buttons of one reply."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from practica.conversations import actions
from practica.conversations.views.reading import ConversationPage
from practica.conversations.views.visible import go, visible_conversation, visible_reply

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


@require_POST
def hide_reply(request: MemberRequest, pk: int) -> HttpResponse:
    reply = actions.hide_reply(visible_reply(request, pk), request.POST.get("reason", ""), by=request.user)
    return go(request, reply.get_absolute_url())


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

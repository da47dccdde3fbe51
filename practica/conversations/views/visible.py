"""What every page begins with: the thing in the address, if this person may see it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect

from practica.communities.views.visible import visible_community
from practica.conversations.models import ConversationHome, Reply
from practica.conversations.queries.reading import readable

if TYPE_CHECKING:
    from practica.conversations.models import Conversation
    from practica.foundation.requests import MemberRequest


def visible_conversation(request: MemberRequest, pk: int) -> Conversation:
    for conversation in readable(request.user, pk):
        return conversation
    raise Http404


def visible_reply(request: MemberRequest, pk: int) -> Reply:
    replies = Reply.objects.visible_to(request.user).select_related("conversation__community", "author", "community")
    return get_object_or_404(replies, pk=pk)


def visible_home(request: MemberRequest, pk: int, slug: str) -> ConversationHome:
    """One of the homes of a conversation: the one in this community."""
    community = visible_community(request, slug)
    homes = ConversationHome.objects.select_related("community", "conversation__community")
    return get_object_or_404(homes, conversation=visible_conversation(request, pk), community=community)


def go(request: MemberRequest, url: str) -> HttpResponse:
    """To a page, also when htmx posted the form: then the whole page is loaded anew."""
    if request.htmx:
        return HttpResponse(headers={"HX-Redirect": url})
    return redirect(url)

"""What every page begins with: the thing in the address, if this person may see it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect

from practica.communities.views.visible import visible_community
from practica.conversations.models import Conversation, ConversationHome, Reply
from practica.people.models import Person
from practica.saved.queries import is_saved

if TYPE_CHECKING:
    from practica.foundation.requests import MemberRequest


def visible_conversation(request: MemberRequest, pk: int) -> Conversation:
    conversations = Conversation.objects.visible_to(request.user).for_page()
    return get_object_or_404(
        conversations.annotate(is_saved=is_saved("conversations.conversation", request.user)), pk=pk
    )


def visible_reply(request: MemberRequest, pk: int) -> Reply:
    replies = Reply.objects.visible_to(request.user).select_related("conversation__community", "author", "community")
    return get_object_or_404(replies, pk=pk)


def visible_home(request: MemberRequest, pk: int, slug: str) -> ConversationHome:
    """One of the homes of a conversation: the one in this community."""
    community = visible_community(request, slug)
    homes = ConversationHome.objects.select_related("community", "conversation__community")
    return get_object_or_404(homes, conversation=visible_conversation(request, pk), community=community)


def addressed(request: MemberRequest) -> Person | None:
    """Whom `?to=` names, where a conversation begins on somebody's page."""
    handle = request.GET.get("to", "").replace("\0", "")
    return Person.objects.visible_to(request.user).filter(handle=handle).first() if handle else None


def go(request: MemberRequest, url: str) -> HttpResponse:
    """To a page, also when htmx posted the form: then the whole page is loaded anew."""
    if request.htmx:
        return HttpResponse(headers={"HX-Redirect": url})
    return redirect(url)

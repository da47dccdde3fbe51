"""One conversation."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from practica.conversations import actions
from practica.conversations.forms import ReplyForm
from practica.conversations.models import Reply
from practica.conversations.models.reply import PAGE
from practica.conversations.views.folding import LONG, folded
from practica.conversations.views.reading import ConversationPage
from practica.conversations.views.visible import visible_conversation
from practica.foundation.requests import page_number

if TYPE_CHECKING:
    from practica.conversations.models import Conversation
    from practica.foundation.requests import MemberRequest


@require_GET
def detail(request: MemberRequest, pk: int) -> HttpResponse:
    conversation = visible_conversation(request, pk)
    return render(request, "conversations/detail.html", page_context(request, conversation))


@require_GET
def newest(request: MemberRequest, pk: int) -> HttpResponse:
    """To the first reply one has not seen."""
    page = ConversationPage(visible_conversation(request, pk), request.user)
    number = min(page.first_new_page, page.pages)
    return redirect(f"{page.conversation.get_absolute_url()}?page={number}#new")


@require_GET
def reply_place(request: MemberRequest, pk: int) -> HttpResponse:
    """The address of a reply, for ever: it leads to the page and the place where it stands now."""
    reply = get_object_or_404(Reply.objects.select_related("conversation"), pk=pk)
    conversation = visible_conversation(request, reply.conversation_id)
    number = 1 if conversation.accepted_reply_id == reply.pk else reply.page
    whole = "&whole=on" if conversation.reply_count > LONG else ""
    return redirect(f"{conversation.get_absolute_url()}?page={number}{whole}#{reply.anchor}")


@require_GET
def replies_after(request: MemberRequest, pk: int) -> HttpResponse:
    """What was said since, for pages that are open."""
    conversation = visible_conversation(request, pk)
    asked = request.GET.get("after", "0")
    after = int(asked) if asked.isdecimal() and len(asked) < 10 else 0  # noqa: PLR2004 -- what a page can hold
    if after >= conversation.last_number:
        return HttpResponse(status=204)
    page = ConversationPage(conversation, request.user, after // PAGE + 1)
    posts = [post for post in page.posts if post.reply.number > after]
    return render(request, "conversations/_posts.html", {"page": page, "posts": posts, "conversation": conversation})


@require_POST
def read(request: MemberRequest, pk: int, number: int) -> HttpResponse:
    actions.mark_read(visible_conversation(request, pk), number, by=request.user)
    if request.htmx:
        return HttpResponse(status=204)
    return redirect("conversations:detail", pk)


def page_context(request: MemberRequest, conversation: Conversation, form: ReplyForm | None = None) -> dict[str, Any]:
    page = ConversationPage(conversation, request.user, page_number(request))
    return {
        "page": page,
        "fold": folded(page.posts, is_whole="whole" in request.GET),
        "conversation": conversation,
        "community": page.home.community,
        "form": form or ReplyForm(conversation=conversation),
        "manner": _manner(request, conversation, form),
        "quoted": _quoted(request, conversation),
        "reply_url": reverse("conversations:add_reply", args=[conversation.pk]),
    }


def _manner(request: MemberRequest, conversation: Conversation, form: ReplyForm | None) -> str:
    """What is chosen at first: a reflection on an experience, unless a reply is quoted."""
    if form is not None:
        return str(form.data.get("manner", ""))
    return ReplyForm.REFLECT if conversation.is_experience and "quote" not in request.GET else ""


def _quoted(request: MemberRequest, conversation: Conversation) -> Reply | None:
    asked = request.POST.get("quote") or request.GET.get("quote", "")
    if not asked.isdecimal() or len(asked) > 18:  # noqa: PLR2004 -- what fits a number of the database
        return None
    return conversation.replies.standing().select_related("author").filter(pk=asked).first()

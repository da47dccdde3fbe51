"""Opening a conversation, replying, editing: forms that come back with what was typed when something is amiss."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from practica.communities.views.visible import visible_community
from practica.conversations import actions, policies
from practica.conversations.actions.writing import rendered
from practica.conversations.forms import ConversationForm, CurationForm, ReplyForm
from practica.conversations.models import Kind, Reflection
from practica.conversations.views.attachments import bound, posted
from practica.conversations.views.page import page_context
from practica.conversations.views.visible import go, visible_conversation, visible_reply
from practica.foundation.access import require

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpResponse

    from practica.communities.models import Community
    from practica.conversations.models import Conversation, Reply
    from practica.foundation.requests import MemberRequest


HANDLE = re.compile(r"[a-z0-9-]+")

# What an experience is made of: a heading, and what it asks for.
PROMPTS = (
    (_("Situation"), _("Where, when, what was at stake")),
    (_("What I wanted"), ""),
    (_("What I did"), _("and how I noticed what to do")),
    (_("What happened"), _("also what failed")),
    (_("What I would tell a colleague"), _("If … then …")),
    (_("Works when, does not work when"), ""),
    (_("What is hard to put into words"), _("Come and see, ask me about")),
    (_("People to talk to"), ""),
)


@require_http_methods(["GET", "POST"])
def new(request: MemberRequest, slug: str) -> HttpResponse:
    community = visible_community(request, slug)

    def act(form: ConversationForm) -> Conversation:
        return actions.open_conversation(community, form.writing(), by=request.user)

    asked = request.GET.get("kind", "")
    return conversation_page(
        request, community, act, initial=_beginning(request, asked if asked in Kind.values else Kind.QUESTION)
    )


def conversation_page(
    request: MemberRequest,
    community: Community,
    act: Callable[[ConversationForm], Conversation],
    *,
    initial: dict[str, str],
    origin: Any = None,
) -> HttpResponse:
    """The form; `initial` says what it begins with, `origin` what it comes from."""
    require(policies.can_open, request.user, community)
    form = ConversationForm(initial=initial)
    if request.method == "POST":
        given, problem = posted(request)
        form = bound(ConversationForm(given), problem)
        if form.is_valid():
            return go(request, act(form).get_absolute_url())
    return _form_page(request, form, community, kind=form.data.get("kind", initial["kind"]), origin=origin)


@require_POST
def add_reply(request: MemberRequest, pk: int) -> HttpResponse:
    conversation = visible_conversation(request, pk)
    given, problem = posted(request, _where_files_go(request))
    form = bound(ReplyForm(given, conversation=conversation), problem)
    if not form.is_valid():
        context = page_context(request, conversation, form)
        return render(request, "conversations/detail.html", context, status=422)
    return go(request, _said(request, conversation, form).get_absolute_url())


@require_http_methods(["GET", "POST"])
def edit(request: MemberRequest, pk: int) -> HttpResponse:
    """One's own post; the core group sets right kind, title and tags of others'."""
    conversation = visible_conversation(request, pk)
    require(policies.can_curate_conversation, request.user, conversation)
    is_mine = policies.can_edit(request.user, conversation)
    shape, act = (
        (ConversationForm, actions.edit_conversation) if is_mine else (CurationForm, actions.curate_conversation)
    )
    form = shape(request.POST or None, initial=_as_it_is(conversation))
    if request.method == "POST" and form.is_valid():
        act(conversation, form.writing(), by=request.user)
        messages.success(request, _("Saved. What it said before is kept in its history."))
        return go(request, conversation.get_absolute_url())
    return _form_page(request, form, conversation.community, conversation=conversation, kind=conversation.kind)


@require_http_methods(["GET", "POST"])
def edit_reply(request: MemberRequest, pk: int) -> HttpResponse:
    reply = visible_reply(request, pk)
    require(policies.can_edit_reply, request.user, reply)
    form = ReplyForm(request.POST or None, initial=_as_it_was_said(reply), conversation=reply.conversation)
    if request.method == "POST" and form.is_valid():
        actions.edit_reply(reply, form.writing(), by=request.user)
        return go(request, reply.get_absolute_url())
    context = {"form": form, "reply": reply, "community": reply.conversation.community}
    return render(request, "conversations/edit_reply.html", context, status=422 if form.errors else 200)


@require_POST
def preview(request: MemberRequest) -> HttpResponse:
    """The text as it would be shown, by the same way it will be stored."""
    text = rendered(request.POST.get("source", "")[:40_000], request.user)
    return render(request, "conversations/_preview.html", {"html": text.html})


def _beginning(request: MemberRequest, kind: str) -> dict[str, str]:
    """What the form begins with; an experience with its headings, which one fills or takes out."""
    title = request.GET.get("title", "")[:200]
    tags = request.GET.get("tags", "")[:200]
    headings = "\n\n".join(f"## {heading}" for heading, _prompt in PROMPTS) if kind == Kind.EXPERIENCE else ""
    asked = request.GET.get("to", "")[:50]
    source = f"@{asked} " if asked and HANDLE.fullmatch(asked) else headings
    return {"kind": kind, "language": request.user.language, "title": title, "tags": tags, "source": source}


def _said(request: MemberRequest, conversation: Conversation, form: ReplyForm) -> Any:
    writing = form.writing(request.user.language)
    if writing.parts is not None:
        return actions.reflect(conversation, writing.parts, by=request.user, language=writing.language)
    say = actions.answer if form.is_answer else actions.reply
    return say(conversation, writing, by=request.user, quote=form.cleaned_data["quote"])


def _where_files_go(request: MemberRequest) -> str:
    """To the end of the reply, or of the last part of a reflection that says something."""
    if request.POST.get("manner") != ReplyForm.REFLECT:
        return "source"
    written = [part.value for part in Reflection if request.POST.get(part.value, "").strip()]
    return written[-1] if written else Reflection.STRIKES.value


def _as_it_was_said(reply: Reply) -> dict[str, Any]:
    parts = {part: text["source"] for part, text in reply.parts.items()}
    return {"source": reply.source, "manner": ReplyForm.REFLECT if parts else "", **parts}


def _as_it_is(conversation: Conversation) -> dict[str, Any]:
    return {
        "kind": conversation.kind,
        "title": conversation.title,
        "source": conversation.source,
        "tags": ", ".join(conversation.tags),
        "language": conversation.language,
    }


def _form_page(request: MemberRequest, form: ConversationForm, community: Community, **given: Any) -> HttpResponse:
    """Announcements are offered to those who may make them, or where one is being edited."""
    may_announce = policies.can_announce(request.user, community) or given.get("kind") == Kind.ANNOUNCEMENT
    kinds = [(value, label) for value, label in Kind.choices if value != Kind.ANNOUNCEMENT or may_announce]
    context = {"form": form, "community": community, "kinds": kinds, "prompts": PROMPTS, **given}
    return render(request, "conversations/write.html", context, status=422 if form.errors else 200)

"""How a post came to read as it does."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.shortcuts import render
from django.views.decorators.http import require_GET

from practica.conversations.models import Reflection
from practica.conversations.views.visible import visible_conversation, visible_reply
from practica.foundation.difference import Piece, difference

if TYPE_CHECKING:
    from django.http import HttpResponse

    from practica.conversations.models import Conversation, Reply, Revision
    from practica.foundation.requests import MemberRequest


@dataclass(frozen=True)
class Edit:
    """One edit: who, when, and what it changed, word by word."""

    revision: Revision
    title: list[Piece]
    text: list[Piece]
    tags: list[Piece]
    old_kind: str
    new_kind: str


@require_GET
def history(request: MemberRequest, pk: int) -> HttpResponse:
    conversation = visible_conversation(request, pk)
    revisions = list(conversation.revisions.filter(reply=None).select_related("edited_by").order_by("-pk"))
    context = {
        "conversation": conversation,
        "community": conversation.community,
        "edits": _edits(conversation, revisions),
    }
    return render(request, "conversations/history.html", context)


@require_GET
def reply_history(request: MemberRequest, pk: int) -> HttpResponse:
    reply = visible_reply(request, pk)
    revisions = list(reply.revisions.select_related("edited_by").order_by("-pk"))
    context = {
        "conversation": reply.conversation,
        "community": reply.conversation.community,
        "reply": reply,
        "edits": _edits(reply, revisions),
    }
    return render(request, "conversations/history.html", context)


def _edits(post: Conversation | Reply, revisions: list[Revision]) -> list[Edit]:
    """Each revision against what came after it; the newest against the post as it is."""
    newer = [post, *revisions[:-1]]
    return [_edit(before, after) for before, after in zip(revisions, newer, strict=False)]


def _text(post: Conversation | Reply | Revision) -> str:
    """What it said; each part of a reflection under its name."""
    parts = getattr(post, "parts", {})
    if not parts:
        return post.source
    return "\n\n".join(f"{part.label}\n{parts[part]['source']}" for part in Reflection if part in parts)


def _edit(before: Revision, after: Conversation | Reply | Revision) -> Edit:
    tags, kind = getattr(after, "tags", []), getattr(after, "kind", "")
    return Edit(
        revision=before,
        title=difference(before.title, getattr(after, "title", "")),
        text=difference(_text(before), _text(after)),
        tags=difference(", ".join(before.tags), ", ".join(tags)),
        old_kind=before.kind,
        new_kind=kind,
    )

"""How conversations and replies are found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from practica.conversations.models import Conversation, Kind, Reply
from practica.search.registry import Command, declare, declare_command

if TYPE_CHECKING:
    from collections.abc import Sequence

    from practica.conversations.models.conversation import ConversationQuerySet

ICONS = {
    Kind.QUESTION: "circle-question-mark",
    Kind.DISCUSSION: "messages-square",
    Kind.EXPERIENCE: "feather",
    Kind.ARTICLE: "newspaper",
    Kind.ANNOUNCEMENT: "megaphone",
}


def details(conversation: Conversation) -> Sequence[object]:
    facts: list[object] = [conversation.kind_label, conversation.author.name]
    return [*facts, _("Answered")] if conversation.accepted_reply_id else facts


def listed_in(community: int) -> ConversationQuerySet:
    """Those that live in another community."""
    return Conversation.objects.filter(homes__community=community).exclude(community=community)


def reply_details(reply: Reply) -> Sequence[object]:
    said = _("Reflection") if reply.is_reflection else pgettext("noun", "Reply")
    return [said, reply.author.name]


declare(
    model="conversations.conversation",
    kind="conversations",
    title=lambda conversation: conversation.title,
    text=lambda conversation: f"{conversation.plain}\n{' '.join(conversation.tags)}",
    author=lambda conversation: conversation.author_id,
    at=lambda conversation: conversation.opened_at,
    language=lambda conversation: conversation.language,
    icon=lambda conversation: ICONS[Kind(conversation.kind)],
    details=details,
    has_parts=True,
    listed=listed_in,
    rows=lambda: Conversation.objects.select_related("author"),
)
declare(
    model="conversations.reply",
    kind="conversations",
    title=lambda reply: reply.conversation.title,
    text=lambda reply: reply.plain,
    author=lambda reply: reply.author_id,
    at=lambda reply: reply.written_at,
    language=lambda reply: reply.language,
    icon="reply",
    details=reply_details,
    is_found=lambda reply: not reply.is_removed,
    whole=lambda reply: reply.conversation,
    rows=lambda: Reply.objects.select_related("conversation", "author"),
)
declare_command(
    Command(
        label=lambda words: _("Ask “%(words)s” as a question") % {"words": words},
        url=lambda words: f"{reverse('conversations:start')}?{urlencode({'kind': Kind.QUESTION, 'title': words})}",
        icon="message-square-plus",
        order=20,
    )
)

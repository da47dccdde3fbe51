"""Open pages of a conversation hear of whatever changes in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from practica.conversations.models import Conversation, Reply
from practica.live.registry import declare

if TYPE_CHECKING:
    from django.db.models import Model

    from practica.events.models import Event


def changed_conversation(_event: Event, target: Model) -> int | None:
    if isinstance(target, Conversation):
        return target.pk
    return target.conversation_id if isinstance(target, Reply) else None


declare("conversation", visible_to=Conversation.objects.visible_to, of=changed_conversation)

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from practica.conversations import policies
from practica.conversations.actions.locks import locked
from practica.conversations.models import Conversation, Trace, TraceKind
from practica.conversations.verbs import Verb
from practica.events.actions import moment_now, record
from practica.foundation.access import Refused, require
from practica.foundation.text_fields import clean_reason
from practica.people.models import Person

CLOSING = ["closed_at", "closed_by", "close_reason"]


@transaction.atomic
def close_conversation(conversation: Conversation, reason: str, *, by: Person) -> Conversation:
    """End the conversation: it stays readable, but takes no more replies; everyone reads the reason.

    403 for others than its author and the core group. Refused without a reason and when it is closed already.
    """
    conversation = locked(conversation)
    require(policies.can_close, by, conversation)
    if not conversation.is_open:
        raise Refused(_("This conversation is already closed: %(name)s closed it.") % {"name": conversation.closed_by})
    reason = _reason(reason)

    conversation.closed_at = moment_now()
    conversation.closed_by = by
    conversation.close_reason = reason
    conversation.save(update_fields=CLOSING)
    _leave_trace(conversation, TraceKind.CLOSED, reason, by)
    record(Verb.CLOSED, by=by, target=conversation, community=conversation.community)
    return conversation


@transaction.atomic
def reopen_conversation(conversation: Conversation, reason: str, *, by: Person) -> Conversation:
    """Let it take replies again. 403 as closing; refused without a reason and when it is open."""
    conversation = locked(conversation)
    require(policies.can_close, by, conversation)
    if conversation.is_open:
        raise Refused(_("This conversation is open."))
    reason = _reason(reason)

    conversation.closed_at = conversation.closed_by = None
    conversation.close_reason = ""
    conversation.save(update_fields=CLOSING)
    _leave_trace(conversation, TraceKind.REOPENED, reason, by)
    record(Verb.REOPENED, by=by, target=conversation, community=conversation.community)
    return conversation


def _reason(text: str) -> str:
    reason = clean_reason(text)
    if not reason:
        raise Refused(_("Please say why: the others will read it."))
    return reason


def _leave_trace(conversation: Conversation, kind: TraceKind, reason: str, by: Person) -> None:
    Trace.objects.create(
        community=conversation.community, conversation=conversation, kind=kind, reason=reason, by=by, at=moment_now()
    )

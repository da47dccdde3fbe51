from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from practica.conversations import policies
from practica.conversations.actions.locks import locked
from practica.conversations.models import Conversation, Reply
from practica.conversations.verbs import Verb
from practica.events.actions import moment_now, record
from practica.foundation.access import Refused, require
from practica.people.models import Person

ACCEPTANCE = ["accepted_reply", "accepted_at", "accepted_by"]


@transaction.atomic
def accept_answer(conversation: Conversation, answer: Reply, *, by: Person) -> Conversation:
    """Say which reply answered the question; choosing another one changes it.

    403 for others than the asker and a facilitator. Refused on anything but a question, for a reply from elsewhere,
    one that is removed or hidden, and for the one that is accepted already.
    """
    conversation = locked(conversation)
    require(policies.can_accept, by, conversation)
    if not conversation.is_question:
        raise Refused(_("Only a question has an accepted answer."))
    answer = Reply.objects.select_for_update().get(pk=answer.pk)
    if answer.conversation_id != conversation.pk or answer.is_removed or answer.is_hidden:
        raise Refused(_("This reply is no longer there."))
    if conversation.accepted_reply_id == answer.pk:
        raise Refused(_("This is the accepted answer already."))

    conversation.accepted_reply = answer
    conversation.accepted_at = moment_now()
    conversation.accepted_by = by
    conversation.save(update_fields=ACCEPTANCE)
    record(Verb.ACCEPTED, by=by, target=answer, community=conversation.community)
    return conversation


@transaction.atomic
def take_back_acceptance(conversation: Conversation, *, by: Person) -> Conversation:
    """The question waits for an answer again. 403 as `accept_answer`; refused when none is accepted."""
    conversation = locked(conversation)
    require(policies.can_accept, by, conversation)
    if conversation.accepted_reply_id is None:
        raise Refused(_("No answer is accepted here."))

    forget_acceptance(conversation)
    record(Verb.ACCEPTANCE_TAKEN_BACK, by=by, target=conversation, community=conversation.community)
    return conversation


def forget_acceptance(conversation: Conversation) -> None:
    conversation.accepted_reply = conversation.accepted_at = conversation.accepted_by = None
    conversation.save(update_fields=ACCEPTANCE)

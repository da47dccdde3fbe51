from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from practica.conversations import policies
from practica.conversations.actions.locks import locked, locked_reply
from practica.conversations.models import Conversation, MeToo, Reply, Thanks
from practica.conversations.verbs import Verb
from practica.events.actions import moment_now, record
from practica.foundation.access import Refused, require
from practica.people.models import Person


@transaction.atomic
def thank_for_conversation(conversation: Conversation, *, by: Person) -> Conversation:
    """Thank for the opening post, once. 403 for people of none of its homes; refused for one's own."""
    conversation = locked(conversation)
    require(policies.can_take_part, by, conversation)
    _refuse_own(conversation.author_id, by)
    _thanks, is_new = Thanks.objects.get_or_create(
        conversation=conversation,
        reply=None,
        person=by,
        defaults={"community": conversation.community, "at": moment_now()},
    )
    if not is_new:
        raise Refused(_("You thanked for this already."))

    conversation.thanks_count += 1
    conversation.save(update_fields=["thanks_count"])
    record(Verb.THANKED, by=by, target=conversation, community=conversation.community)
    return conversation


@transaction.atomic
def take_back_thanks_for_conversation(conversation: Conversation, *, by: Person) -> Conversation:
    """Refused when there are none."""
    conversation = locked(conversation)
    _refuse_nothing(Thanks.objects.filter(conversation=conversation, reply=None, person=by).delete()[0])

    conversation.thanks_count -= 1
    conversation.save(update_fields=["thanks_count"])
    record(Verb.THANKS_TAKEN_BACK, by=by, target=conversation, community=conversation.community)
    return conversation


@transaction.atomic
def thank_for_reply(reply: Reply, *, by: Person) -> Reply:
    """Thank for a reply, once. 403 for people of none of its homes; refused for one's own and for one that is gone."""
    reply = locked_reply(reply)
    require(policies.can_take_part, by, reply.conversation)
    _refuse_own(reply.author_id, by)
    if reply.is_removed or reply.is_hidden:
        raise Refused(_("This reply is no longer there."))
    _thanks, is_new = Thanks.objects.get_or_create(
        reply=reply,
        person=by,
        defaults={"community": reply.community, "conversation": reply.conversation, "at": moment_now()},
    )
    if not is_new:
        raise Refused(_("You thanked for this already."))

    reply.thanks_count += 1
    reply.save(update_fields=["thanks_count"])
    record(Verb.THANKED, by=by, target=reply, community=reply.community)
    return reply


@transaction.atomic
def take_back_thanks_for_reply(reply: Reply, *, by: Person) -> Reply:
    """Refused when there are none."""
    reply = locked_reply(reply)
    _refuse_nothing(Thanks.objects.filter(reply=reply, person=by).delete()[0])

    reply.thanks_count -= 1
    reply.save(update_fields=["thanks_count"])
    record(Verb.THANKS_TAKEN_BACK, by=by, target=reply, community=reply.community)
    return reply


@transaction.atomic
def share_question(conversation: Conversation, *, by: Person) -> Conversation:
    """Say "me too": one has the same question, and hears of its replies by following it if one wants.

    403 for people of none of its homes. Refused for one's own, for what is no question, and twice.
    """
    conversation = locked(conversation)
    require(policies.can_take_part, by, conversation)
    if not conversation.is_question:
        raise Refused(_("Only questions can be shared."))
    if conversation.author_id == by.pk:
        raise Refused(_("This is your own question."))
    _shared, is_new = MeToo.objects.get_or_create(
        conversation=conversation, person=by, defaults={"community": conversation.community, "at": moment_now()}
    )
    if not is_new:
        raise Refused(_("You said so already."))

    conversation.me_too_count += 1
    conversation.save(update_fields=["me_too_count"])
    record(Verb.SHARED_THE_QUESTION, by=by, target=conversation, community=conversation.community)
    return conversation


@transaction.atomic
def leave_question(conversation: Conversation, *, by: Person) -> Conversation:
    """Take the "me too" back; refused when one has not said it."""
    conversation = locked(conversation)
    if not MeToo.objects.filter(conversation=conversation, person=by).delete()[0]:
        raise Refused(_("You had not said so."))

    conversation.me_too_count -= 1
    conversation.save(update_fields=["me_too_count"])
    record(Verb.LEFT_THE_QUESTION, by=by, target=conversation, community=conversation.community)
    return conversation


def _refuse_own(author_id: int, by: Person) -> None:
    if author_id == by.pk:
        raise Refused(_("Thanks are for what others wrote."))


def _refuse_nothing(deleted: int) -> None:
    if not deleted:
        raise Refused(_("You had not thanked for this."))

from __future__ import annotations

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from practica.conversations import policies
from practica.conversations.actions.answers import forget_acceptance
from practica.conversations.actions.locks import locked, locked_reply
from practica.conversations.models import Conversation, Reply, Voice
from practica.conversations.verbs import Verb
from practica.events.actions import moment_now, record
from practica.files.actions import hold_files
from practica.foundation.access import Refused, require
from practica.foundation.text_fields import clean_reason
from practica.people.models import Person

WORDS = ["source", "html", "plain", "parts"]
HIDING = ["hidden_at", "hidden_by", "hide_reason"]


@transaction.atomic
def remove_reply(reply: Reply, *, by: Person) -> Reply:
    """Take back what one said: the words, their history and the thanks go, its place stays.

    403 for others than its author. Refused when it is removed already.
    """
    reply = locked_reply(reply)
    require(policies.can_edit_reply, by, reply)
    if reply.is_removed:
        raise Refused(_("This reply is removed already."))

    _leave_the_conversation(reply)
    reply.revisions.all().delete()
    reply.thanks.all().delete()
    hold_files(reply, [])
    Reply.objects.filter(quoted=reply).update(quoted=None, quoted_text="")
    reply.source = reply.html = reply.plain = reply.quoted_text = ""
    reply.parts, reply.quoted, reply.thanks_count, reply.removed_at = {}, None, 0, moment_now()
    reply.save(update_fields=[*WORDS, "quoted_text", "quoted", "thanks_count", "removed_at"])
    _find_the_last_reply(reply.conversation)
    record(Verb.REPLY_REMOVED, by=by, target=reply, community=reply.community)
    return reply


@transaction.atomic
def hide_reply(reply: Reply, reason: str, *, by: Person) -> Reply:
    """A facilitator takes a reply out of sight; its author and the facilitators still read it, with the reason.

    403 for others than facilitators. Refused without a reason, and when it is hidden or removed already.
    """
    reply = locked_reply(reply)
    require(policies.can_hide_reply, by, reply)
    if reply.is_removed or reply.is_hidden:
        raise Refused(_("This reply is no longer there."))
    _hide(reply, reason, by)
    if reply.conversation.accepted_reply_id == reply.pk:
        forget_acceptance(reply.conversation)
    _find_the_last_reply(reply.conversation)
    record(Verb.REPLY_HIDDEN, by=by, target=reply, community=reply.community)
    return reply


@transaction.atomic
def show_reply(reply: Reply, *, by: Person) -> Reply:
    """Everyone reads it again. 403 for others than facilitators; refused when it is not hidden."""
    reply = locked_reply(reply)
    require(policies.can_hide_reply, by, reply)
    _show(reply)
    _find_the_last_reply(reply.conversation)
    record(Verb.REPLY_SHOWN, by=by, target=reply, community=reply.community)
    return reply


@transaction.atomic
def hide_conversation(conversation: Conversation, reason: str, *, by: Person) -> Conversation:
    """A facilitator takes a whole conversation out of sight. 403 and refused as `hide_reply`."""
    conversation = locked(conversation)
    require(policies.can_hide, by, conversation)
    if conversation.is_hidden:
        raise Refused(_("This conversation is hidden already."))
    _hide(conversation, reason, by)
    record(Verb.HIDDEN, by=by, target=conversation, community=conversation.community)
    return conversation


@transaction.atomic
def show_conversation(conversation: Conversation, *, by: Person) -> Conversation:
    """Everyone reads it again. 403 for others than facilitators; refused when it is not hidden."""
    conversation = locked(conversation)
    require(policies.can_hide, by, conversation)
    _show(conversation)
    record(Verb.SHOWN, by=by, target=conversation, community=conversation.community)
    return conversation


def _hide(post: Conversation | Reply, reason: str, by: Person) -> None:
    post.hide_reason = clean_reason(reason)
    if not post.hide_reason:
        raise Refused(_("Please say why: the author will read it."))
    post.hidden_at, post.hidden_by = moment_now(), by
    post.save(update_fields=HIDING)


def _show(post: Conversation | Reply) -> None:
    if not post.is_hidden:
        raise Refused(_("This is not hidden."))
    post.hidden_at, post.hidden_by, post.hide_reason = None, None, ""
    post.save(update_fields=HIDING)


def _leave_the_conversation(reply: Reply) -> None:
    """Its row no longer counts it, and shows the last reply that stands."""
    conversation = reply.conversation
    if conversation.accepted_reply_id == reply.pk:
        forget_acceptance(conversation)
    counted = "reflections" if reply.is_reflection else "replies"
    voices = Voice.objects.filter(conversation=conversation, person=reply.author)
    voices.update(**{counted: F(counted) - 1})
    if voices.filter(replies=0, reflections=0).delete()[0] and reply.author_id != conversation.author_id:
        conversation.voices -= 1
    conversation.reply_count -= 1
    conversation.save(update_fields=["voices", "reply_count"])


def _find_the_last_reply(conversation: Conversation) -> None:
    conversation.last_reply = conversation.replies.standing().order_by("-number").first()
    conversation.save(update_fields=["last_reply"])

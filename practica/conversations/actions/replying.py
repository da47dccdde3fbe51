from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from practica.conversations import policies
from practica.conversations.actions.locks import locked
from practica.conversations.actions.writing import Writing, rendered
from practica.conversations.models import Conversation, Follow, ReadMark, Reply, Voice
from practica.conversations.verbs import Verb
from practica.events.actions import moment_now, record
from practica.foundation.access import Refused, require
from practica.foundation.richtext import excerpt
from practica.people.models import Person

QUOTED_AT_MOST = 280


@dataclass(frozen=True)
class Quote:
    """The words of another reply that this one answers; without words, its beginning."""

    reply: Reply
    words: str = ""


@transaction.atomic
def reply(conversation: Conversation, writing: Writing, *, by: Person, quote: Quote | None = None) -> Reply:
    """Say something in a conversation; whoever replies follows it, unless they muted it.

    403 for people who belong to none of its homes. Refused when it is closed, hidden, its community takes no
    contributions, or what it quotes is gone.
    """
    written = _write(conversation, writing, by=by, quote=quote)
    record(Verb.REPLIED, by=by, target=written, community=written.community)
    return written


@transaction.atomic
def reflect(conversation: Conversation, part: str, writing: Writing, *, by: Person) -> Reply:
    """Think along with what somebody tells, as one named part; it counts as a reflection, not as a plain reply.

    403 and refused as `reply`.
    """
    written = _write(conversation, writing, by=by, reflection=part)
    record(Verb.REFLECTED, by=by, target=written, community=written.community)
    return written


def _write(
    conversation: Conversation, writing: Writing, *, by: Person, quote: Quote | None = None, reflection: str = ""
) -> Reply:
    conversation = locked(conversation)
    require(policies.can_take_part, by, conversation)
    refuse_unless_it_takes_replies(conversation)
    if quote and (quote.reply.conversation_id != conversation.pk or quote.reply.removed_at or quote.reply.hidden_at):
        raise Refused(_("What you quote is no longer there."))

    now = moment_now()
    text = rendered(writing.source, by)
    written = Reply.objects.create(
        community=conversation.community,
        conversation=conversation,
        number=conversation.last_number + 1,
        author=by,
        source=text.source,
        html=text.html,
        plain=text.plain,
        language=writing.language,
        reflection=reflection,
        quoted=quote.reply if quote else None,
        quoted_text=excerpt(quote.words or quote.reply.plain, QUOTED_AT_MOST) if quote else "",
        written_at=now,
    )
    _count(conversation, written, now)
    return written


def refuse_unless_it_takes_replies(conversation: Conversation) -> None:
    if not conversation.is_open:
        raise Refused(_("This conversation is closed. It takes no more replies."))
    if conversation.is_hidden:
        raise Refused(_("This conversation is hidden. It takes no replies until it is shown again."))
    if not conversation.community.takes_contributions:
        raise Refused(_("This community is closed to new contributions."))


def _count(conversation: Conversation, written: Reply, now: datetime) -> None:
    """What the conversation's row, its homes and its people know of the new reply."""
    part = {"community": conversation.community, "conversation": conversation, "person": written.author}
    voice, is_new = Voice.objects.get_or_create(
        conversation=conversation, person=written.author, defaults={"community": conversation.community, "since": now}
    )
    counted = "reflections" if written.reflection else "replies"
    Voice.objects.filter(pk=voice.pk).update(**{counted: F(counted) + 1})

    conversation.last_number = written.number
    conversation.reply_count += 1
    conversation.voices += is_new and written.author_id != conversation.author_id
    conversation.last_reply = written
    conversation.last_activity_at = now
    conversation.save(update_fields=["last_number", "reply_count", "voices", "last_reply", "last_activity_at"])
    conversation.homes.update(last_activity_at=now)
    Follow.objects.get_or_create(
        conversation=conversation,
        person=written.author,
        defaults={"community": conversation.community, "since": now},
    )
    ReadMark.objects.update_or_create(
        conversation=conversation,
        person=written.author,
        defaults={"number": written.number, "seen_at": now},
        create_defaults={**part, "number": written.number, "seen_at": now},
    )

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from practica.conversations import policies
from practica.conversations.actions.locks import locked
from practica.conversations.actions.writing import Writing, reply_fields
from practica.conversations.models import Conversation, Follow, ReadMark, Reply, Voice
from practica.conversations.queries.voices import has_spoken
from practica.conversations.verbs import Verb
from practica.events.actions import moment_now, record
from practica.files.actions import hold_written_files
from practica.foundation.access import Refused, require
from practica.foundation.richtext import excerpt
from practica.people.models import Person

QUOTED_AT_MOST = 280


@transaction.atomic
def reply(conversation: Conversation, writing: Writing, *, by: Person, quote: Reply | None = None) -> Reply:
    """Say something in a conversation; whoever replies follows it, unless they muted it.

    403 for people who belong to none of its homes. Refused when it is closed, hidden, its community takes no
    contributions, or what it quotes is gone.
    """
    written = _write(conversation, writing, by=by, quote=quote)
    record(Verb.REPLIED, by=by, target=written, community=written.community)
    return written


@transaction.atomic
def answer(conversation: Conversation, writing: Writing, *, by: Person, quote: Reply | None = None) -> Reply:
    """Say what solves the question; the one who asked may accept it, as any other reply.

    403 and refused as `reply`, and refused where nothing was asked.
    """
    if not conversation.is_question:
        raise Refused(_("Only a question takes answers."))
    written = _write(conversation, writing, by=by, quote=quote, is_answer=True)
    record(Verb.ANSWERED, by=by, target=written, community=written.community)
    return written


@transaction.atomic
def reflect(conversation: Conversation, parts: Mapping[str, str], *, by: Person, language: str = "en") -> Reply:
    """Think along with what somebody tells, in named parts; it counts as a reflection, not as a plain reply.

    403 and refused as `reply`, and refused when no part says anything.
    """
    written = _write(conversation, Writing(language=language, parts=parts), by=by)
    record(Verb.REFLECTED, by=by, target=written, community=written.community)
    return written


def _write(
    conversation: Conversation, writing: Writing, *, by: Person, quote: Reply | None = None, is_answer: bool = False
) -> Reply:
    conversation = locked(conversation)
    require(policies.can_take_part, by, conversation)
    refuse_unless_it_takes_replies(conversation)
    quoted = _quotable(conversation, quote) if quote else None

    now = moment_now()
    written = Reply.objects.create(
        community=conversation.community,
        conversation=conversation,
        number=conversation.last_number + 1,
        author=by,
        **reply_fields(writing, by, conversation.community),
        language=writing.language,
        is_answer=is_answer,
        quoted=quoted,
        quoted_text=excerpt(quoted.plain, QUOTED_AT_MOST) if quoted else "",
        written_at=now,
        is_first_here=not has_spoken(by, conversation.community),
    )
    hold_written_files(written, written.source, by=by, community=conversation.community)
    _count(conversation, written, now)
    return written


def _quotable(conversation: Conversation, quote: Reply) -> Reply:
    # Read again under the lock: it may have been removed since the page was opened.
    quoted = conversation.replies.standing().filter(pk=quote.pk).first()
    if quoted is None:
        raise Refused(_("What you quote is no longer there."))
    return quoted


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
    counted = "reflections" if written.is_reflection else "replies"
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

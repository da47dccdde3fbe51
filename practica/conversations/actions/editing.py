from __future__ import annotations

from dataclasses import replace

from django.db import transaction
from django.utils.translation import gettext as _

from practica.conversations import policies
from practica.conversations.actions.locks import locked, locked_reply
from practica.conversations.actions.writing import Writing, normal_tags, rendered, reply_fields
from practica.conversations.models import Conversation, Kind, Reply, Revision
from practica.conversations.verbs import Verb
from practica.events.actions import moment_now, record
from practica.files.actions import hold_written_files
from practica.foundation.access import Refused, require
from practica.foundation.text_fields import clean_line
from practica.people.models import Person

CURATED = ["kind", "title", "tags"]
EDITED = [*CURATED, "source", "html", "plain", "language", "edited_at", "edits"]


@transaction.atomic
def edit_conversation(conversation: Conversation, writing: Writing, *, by: Person) -> Conversation:
    """Rewrite one's own opening post; what it said before stays in its history.

    403 for others than its author, and for making it an announcement without being in the core group. Refused when
    it is closed, hidden, or an answer is accepted and it would no longer be a question.
    """
    conversation = locked(conversation)
    require(policies.can_edit, by, conversation)
    _refuse_a_bad_kind(conversation, writing.kind, by)
    if not conversation.is_open or conversation.is_hidden:
        raise Refused(_("This conversation is closed. Reopen it to change it."))

    _keep_as_it_was(conversation, by)
    text = rendered(writing.source, by, conversation.community)
    conversation.source, conversation.html, conversation.plain = text.source, text.html, text.plain
    conversation.language = writing.language
    conversation.edited_at = moment_now()
    conversation.edits += 1
    _set_right(conversation, writing)
    conversation.save(update_fields=EDITED)
    hold_written_files(conversation, text.source, by=by, community=conversation.community)
    record(Verb.EDITED, by=by, target=conversation, community=conversation.community)
    return conversation


@transaction.atomic
def curate_conversation(conversation: Conversation, writing: Writing, *, by: Person) -> Conversation:
    """Set right its kind, title and tags, so that others find it; the text stays its author's.

    403 for others than its author and the core group. Refused when an answer is accepted and it would no longer be
    a question.
    """
    conversation = locked(conversation)
    require(policies.can_curate_conversation, by, conversation)
    _refuse_a_bad_kind(conversation, writing.kind, by)

    _keep_as_it_was(conversation, by)
    _set_right(conversation, writing)
    conversation.save(update_fields=CURATED)
    record(Verb.CURATED, by=by, target=conversation, community=conversation.community)
    return conversation


@transaction.atomic
def edit_reply(reply: Reply, writing: Writing, *, by: Person) -> Reply:
    """Rewrite one's own reply or the parts of one's reflection; what it said before stays in its history.

    403 for others than its author. Refused when it is removed or hidden, the conversation is closed, or no part of a
    reflection says anything.
    """
    reply = locked_reply(reply)
    require(policies.can_edit_reply, by, reply)
    if reply.is_removed or reply.is_hidden:
        raise Refused(_("This reply is no longer there."))
    if not reply.conversation.is_open:
        raise Refused(_("This conversation is closed. Reopen it to change it."))

    Revision.objects.create(
        community=reply.community,
        conversation=reply.conversation,
        reply=reply,
        source=reply.source,
        parts=reply.parts,
        edited_by=by,
        edited_at=moment_now(),
    )
    # A reflection stays one, and a reply a reply: people and measures have counted it as what it is.
    parts = (writing.parts or {}) if reply.is_reflection else None
    changed = reply_fields(replace(writing, parts=parts), by, reply.community) | {"edited_at": moment_now()}
    for name, value in changed.items():
        setattr(reply, name, value)
    reply.save(update_fields=list(changed))
    hold_written_files(reply, reply.source, by=by, community=reply.community)
    record(Verb.REPLY_EDITED, by=by, target=reply, community=reply.community)
    return reply


def _refuse_a_bad_kind(conversation: Conversation, kind: str, by: Person) -> None:
    if kind == Kind.ANNOUNCEMENT and conversation.kind != Kind.ANNOUNCEMENT:
        require(policies.can_announce, by, conversation.community)
    if conversation.accepted_reply_id and kind != Kind.QUESTION:
        raise Refused(_("An answer is accepted here. Take that back before you change the kind."))


def _keep_as_it_was(conversation: Conversation, by: Person) -> None:
    Revision.objects.create(
        community=conversation.community,
        conversation=conversation,
        kind=conversation.kind,
        title=conversation.title,
        tags=conversation.tags,
        source=conversation.source,
        edited_by=by,
        edited_at=moment_now(),
    )


def _set_right(conversation: Conversation, writing: Writing) -> None:
    conversation.kind = writing.kind
    conversation.title = clean_line(writing.title)
    conversation.tags = normal_tags(writing.tags)

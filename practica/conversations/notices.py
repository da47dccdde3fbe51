"""What is said of what happens in conversations, and to whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from practica.conversations.models import Conversation, Follow, Kind, MeToo, Reply
from practica.conversations.verbs import Verb
from practica.foundation.richtext import mentioned_handles
from practica.notices.registry import Urgency, declare
from practica.people.models import Person

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.utils.functional import Promise

    from practica.events.models import Event

    Told = Iterator[tuple[Person, str]]

BECAUSE = {
    "mentioned": _("Your name is in it."),
    "quoted": _("Your words are quoted in it."),
    "author": _("You began this conversation."),
    "wrote": _("You wrote it."),
    "following": _("You follow this conversation."),
    "shared": _("You said “me too” to this question."),
}


def of_conversation(post: Conversation | Reply) -> Conversation:
    return post if isinstance(post, Conversation) else post.conversation


def words_of(post: Conversation | Reply) -> str:
    return post.excerpt


def spared(conversation: Conversation) -> set[int]:
    """Who muted it, and hears nothing."""
    return set(Follow.objects.filter(conversation=conversation).exclude(muted_at=None).values_list("person", flat=True))


def once(told: Told, silent: set[int]) -> Told:
    """Each person for the first of their reasons; nobody who muted it."""
    known = set(silent)
    for person, reason in told:
        if person.pk not in known:
            known.add(person.pk)
            yield person, reason


def listeners(_event: Event, reply: Reply) -> Told:
    """Whose name or words are in it first, then who began the conversation, then who follows it."""
    seen = Conversation.objects.filter(pk=reply.conversation_id)
    for person, reason in once(concerned(reply), spared(reply.conversation)):
        if seen.visible_to(person).exists():
            yield person, reason


def concerned(reply: Reply) -> Told:
    yield from mentioned(reply)
    if reply.quoted:
        yield reply.quoted.author, "quoted"
    yield reply.conversation.author, "author"
    for follow in Follow.objects.filter(conversation=reply.conversation).select_related("person"):
        yield follow.person, "following"


def mentioned(post: Conversation | Reply) -> Told:
    handles = mentioned_handles(post.source)
    for person in Person.objects.active().filter(handle__in=handles) if handles else ():
        yield person, "mentioned"


def mentioned_in_opening(_event: Event, conversation: Conversation) -> Told:
    """Only those who may read it: a name in a private community calls nobody from outside."""
    for person, reason in mentioned(conversation):
        if Conversation.objects.filter(pk=conversation.pk).visible_to(person).exists():
            yield person, reason


def answered(_event: Event, reply: Reply) -> Told:
    """Who wrote the answer, who asked, and who has the same question."""
    conversation = reply.conversation
    told = [(reply.author, "wrote"), (conversation.author, "author")]
    told += [(row.person, "shared") for row in MeToo.objects.filter(conversation=conversation).select_related("person")]
    yield from once(iter(told), spared(conversation))


def writer(_event: Event, post: Conversation | Reply) -> Told:
    if post.author_id not in spared(of_conversation(post)):
        yield post.author, "wrote"


def opener(_event: Event, conversation: Conversation) -> Told:
    if conversation.author_id not in spared(conversation):
        yield conversation.author, "author"


def followers(_event: Event, conversation: Conversation) -> Told:
    yield from opener(_event, conversation)
    others = Follow.objects.filter(conversation=conversation, muted_at=None).exclude(person=conversation.author)
    for follow in others.select_related("person"):
        if Conversation.objects.filter(pk=conversation.pk).visible_to(follow.person).exists():
            yield follow.person, "following"


def opening_words(_event: Event, conversation: Conversation) -> str | Promise:
    """Each kind in its own words."""
    return {
        Kind.QUESTION: _("{who} asks"),
        Kind.EXPERIENCE: _("{who} tells an experience"),
        Kind.ARTICLE: _("{who} wrote an article"),
        Kind.ANNOUNCEMENT: _("{who} announces"),
    }.get(Kind(conversation.kind), _("{who} began a conversation"))


declare(
    Verb.OPENED,
    words=opening_words,
    icon="messages-square",
    quote=words_of,
    recipients=mentioned_in_opening,
    because=BECAUSE,
    is_in_digest=True,
)
declare(
    Verb.REPLIED,
    words=_("{who} replied"),
    icon="reply",
    quote=words_of,
    of="conversation",
    recipients=listeners,
    because=BECAUSE,
    action=_("Read and answer"),
)
declare(
    Verb.ANSWERED,
    words=_("{who} answered"),
    icon="message-square-reply",
    hue="pine",
    quote=words_of,
    of="conversation",
    recipients=listeners,
    because=BECAUSE,
    action=_("Read the answer"),
)
declare(
    Verb.REFLECTED,
    words=_("{who} reflected on it"),
    icon="sparkles",
    hue="iris",
    quote=words_of,
    of="conversation",
    recipients=listeners,
    because=BECAUSE,
)
declare(
    Verb.ACCEPTED,
    words=_("{who} accepted an answer"),
    icon="circle-check",
    hue="pine",
    quote=words_of,
    of="conversation",
    recipients=answered,
    because=BECAUSE,
    is_in_digest=True,
)
declare(
    Verb.THANKED,
    words=_("{who} said thanks"),
    icon="heart",
    hue="rose",
    of="conversation",
    recipients=writer,
    because=BECAUSE,
    urgency=Urgency.NEWS,
)
declare(
    Verb.SHARED_THE_QUESTION,
    words=_("{who} has this question too"),
    icon="users",
    recipients=opener,
    because=BECAUSE,
    urgency=Urgency.NEWS,
)
for verb, sentence, icon, people in (
    (Verb.ACCEPTANCE_TAKEN_BACK, _("{who} looks for an answer again"), "rotate-ccw", opener),
    (Verb.CLOSED, _("{who} closed this conversation"), "lock", followers),
    (Verb.REOPENED, _("{who} reopened this conversation"), "lock-open", followers),
    (Verb.MOVED, _("{who} moved this conversation"), "move-right", opener),
    (Verb.CROSS_POSTED, _("{who} posted this in another community too"), "forward", opener),
    (Verb.CURATED, _("{who} set right kind, title or tags"), "tags", opener),
    (Verb.HIDDEN, _("{who} hid this conversation, with a reason"), "eye-off", opener),
    (Verb.SHOWN, _("{who} showed this conversation again"), "eye", opener),
):
    declare(verb, words=sentence, icon=icon, recipients=people, because=BECAUSE)
for verb, sentence, icon in (
    (Verb.REPLY_HIDDEN, _("{who} hid your reply, with a reason"), "eye-off"),
    (Verb.REPLY_SHOWN, _("{who} showed your reply again"), "eye"),
):
    declare(verb, words=sentence, icon=icon, of="conversation", recipients=writer, because=BECAUSE)
# Kept in the memory, told to nobody: small repairs and changes of mind.
for verb, sentence, icon in (
    (Verb.EDITED, _("{who} edited the post"), "pencil"),
    (Verb.REPLY_EDITED, _("{who} edited a reply"), "pencil"),
    (Verb.REPLY_REMOVED, _("{who} removed a reply"), "trash-2"),
    (Verb.PINNED, _("{who} pinned this conversation"), "pin"),
    (Verb.UNPINNED, _("{who} unpinned this conversation"), "pin-off"),
    (Verb.THANKS_TAKEN_BACK, _("{who} took thanks back"), "heart"),
    (Verb.LEFT_THE_QUESTION, _("{who} no longer has this question"), "users"),
    (Verb.CROSS_POST_TAKEN_BACK, _("{who} took a cross-post back"), "undo-2"),
):
    declare(verb, words=sentence, icon=icon, of="conversation")

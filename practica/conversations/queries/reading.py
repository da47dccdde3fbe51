"""What the page of a conversation asks each time, put together once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from practica.communities.models import may_read
from practica.conversations.models import Conversation, ConversationHome, Follow, ReadMark, Reply, Thanks, Trace, Voice
from practica.conversations.models.conversation import shown_of
from practica.foundation.kept_query import KeptQuery
from practica.saved.queries import is_saved

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from practica.people.models import Person

PEOPLE = 8


@KeptQuery
def readable(person: Person, number: int) -> QuerySet[Conversation]:
    """The conversation of this number, if the person may see it."""
    kept = is_saved("conversations.conversation", person)
    return Conversation.objects.visible_to(person).for_page().annotate(is_saved=kept).filter(pk=number)


@KeptQuery
def readable_homes(person: Person, conversation: Conversation) -> QuerySet[ConversationHome]:
    homes = ConversationHome.objects.filter(may_read(person), conversation=conversation)
    return homes.select_related("community").order_by("added_at", "pk")


@KeptQuery
def replies_between(conversation: Conversation, first: int, last: int) -> QuerySet[Reply]:
    return Reply.objects.filter(conversation=conversation, number__range=(first, last)).for_page()


@KeptQuery
def follow_of(person: Person, conversation: Conversation) -> QuerySet[Follow]:
    return Follow.objects.filter(conversation=conversation, person=person)


@KeptQuery
def mark_of(person: Person, conversation: Conversation) -> QuerySet[ReadMark]:
    return ReadMark.objects.filter(conversation=conversation, person=person)


@KeptQuery
def thanked_by(person: Person, conversation: Conversation) -> QuerySet[Any]:
    """The posts that the person has thanked for; None is the opening one."""
    return Thanks.objects.filter(conversation=conversation, person=person).values_list("reply", flat=True)


@KeptQuery
def traces_of(conversation: Conversation) -> QuerySet[Trace]:
    return Trace.objects.filter(conversation=conversation).order_by("at", "pk")


@KeptQuery
def people_in(conversation: Conversation, author: int) -> QuerySet[Voice]:
    """Who else takes part, in the order they came in."""
    voices = Voice.objects.filter(conversation=conversation).exclude(person=author).order_by("since", "pk")
    return voices.select_related("person").only("conversation", "replies", "reflections", *shown_of("person"))[:PEOPLE]

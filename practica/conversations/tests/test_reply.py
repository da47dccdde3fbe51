import pytest
from django.core.exceptions import PermissionDenied

from practica.communities.models import Status
from practica.communities.tests.factories import CommunityFactory
from practica.conversations.actions import (
    Writing,
    close_conversation,
    hide_reply,
    mute,
    remove_reply,
    reply,
)
from practica.conversations.models import Conversation, Follow, Reply
from practica.conversations.tests.factories import a_conversation, a_member, a_reply
from practica.conversations.verbs import Verb
from practica.events.models import Event
from practica.foundation.access import Refused
from practica.people.tests.factories import PersonFactory

pytestmark = pytest.mark.django_db

WORDS = Writing("Start with the *seal water*.")


def test_the_conversation_knows_of_it():
    conversation = a_conversation()
    helper = a_member(conversation.community)

    said = reply(conversation, WORDS, by=helper)

    conversation.refresh_from_db()
    assert (conversation.reply_count, conversation.voices, conversation.last_reply) == (1, 1, said)
    assert conversation.last_activity_at == said.written_at == conversation.homes.get().last_activity_at
    assert [e.verb for e in Event.objects.of(said)] == [Verb.REPLIED]


def test_replies_are_numbered_from_one():
    conversation = a_conversation()

    assert [a_reply(conversation).number for _ in range(3)] == [1, 2, 3]


def test_whoever_replies_follows_unless_they_muted_it():
    conversation = a_conversation()
    muted = a_member(conversation.community)
    mute(conversation, by=muted)

    said = a_reply(conversation)
    a_reply(conversation, by=muted)

    listening = Follow.objects.filter(muted_at=None)
    assert {follow.person for follow in listening} == {conversation.author, said.author}


def test_a_question_stays_unanswered_while_only_its_asker_speaks():
    conversation = a_conversation()

    a_reply(conversation, by=conversation.author)
    assert Conversation.objects.unanswered().get() == conversation
    a_reply(conversation)
    assert not Conversation.objects.unanswered().exists()


def test_the_first_post_of_somebody_in_a_community_is_known():
    conversation = a_conversation()
    helper = a_member(conversation.community)

    assert [a_reply(conversation, by=helper).is_first_here for _ in range(2)] == [True, False]
    assert not a_reply(conversation, by=conversation.author).is_first_here


def test_it_may_quote_another_reply():
    first = a_reply(a_conversation())

    second = a_reply(first.conversation, quote=first)

    assert (second.quoted, second.quoted_text) == (first, first.plain)


def test_what_is_quoted_must_be_of_the_same_conversation_and_still_there():
    gone = a_reply(a_conversation())
    remove_reply(gone, by=gone.author)

    for quoted in (gone, a_reply(a_conversation())):
        with pytest.raises(Refused, match="no longer there"):
            a_reply(gone.conversation, quote=quoted)


def test_people_who_do_not_belong_may_not():
    with pytest.raises(PermissionDenied):
        reply(a_conversation(), WORDS, by=PersonFactory())


def test_a_closed_conversation_takes_none():
    conversation = a_conversation()
    close_conversation(conversation, "Solved elsewhere", by=conversation.author)

    with pytest.raises(Refused, match="takes no more replies"):
        a_reply(conversation)


def test_strangers_and_those_it_is_hidden_from_do_not_see_it():
    said = a_reply(a_conversation(CommunityFactory(visibility="private")))
    other = a_member(said.community)
    facilitator = a_member(said.community, role="facilitator")

    assert not Reply.objects.visible_to(PersonFactory()).exists()
    assert Reply.objects.visible_to(other).get() == said
    hide_reply(said, "It names a client", by=facilitator)
    assert not Reply.objects.visible_to(other).exists()
    assert Reply.objects.visible_to(said.author).get() == Reply.objects.visible_to(facilitator).get() == said


def test_a_closed_community_takes_none():
    conversation = a_conversation()
    helper = a_member(conversation.community)
    conversation.community.status = Status.CLOSED
    conversation.community.save(update_fields=["status"])

    with pytest.raises(Refused, match="closed to new contributions"):
        reply(conversation, WORDS, by=helper)

import pytest

from practica.communities.tests.factories import CommunityFactory
from practica.conversations import actions
from practica.conversations.models import Kind
from practica.conversations.tests.factories import a_conversation, a_member, a_reply
from practica.conversations.verbs import Verb
from practica.events.models import Event
from practica.notices.registry import telling_of
from practica.people.tests.factories import PersonFactory

pytestmark = pytest.mark.django_db


def told(verb):
    """Who hears of the last event of this verb, and why."""
    event = Event.objects.filter(verb=verb).latest("pk")
    return list(telling_of(verb).recipients(event, event.target))


def test_a_reply_reaches_those_it_names_quotes_or_answers_and_those_who_follow():
    conversation = a_conversation()
    first = a_reply(conversation)
    follower, named = a_member(conversation.community), a_member(conversation.community)
    actions.follow(conversation, by=follower)

    said = a_reply(conversation, source=f"@{named.handle} knows.", quote=first)

    assert told(Verb.REPLIED) == [
        (named, "mentioned"),
        (first.author, "quoted"),
        (conversation.author, "author"),
        (follower, "following"),
        (said.author, "following"),
    ]


def test_whoever_muted_it_hears_nothing():
    conversation = a_conversation()
    actions.mute(conversation, by=conversation.author)

    a_reply(conversation, source=f"@{conversation.author.handle} look.")

    assert conversation.author not in [person for person, _why in told(Verb.REPLIED)]


def test_a_name_in_a_private_community_calls_nobody_from_outside():
    community, outsider = CommunityFactory(visibility="private"), PersonFactory()
    insider = a_member(community)

    a_conversation(community, source=f"@{outsider.handle} and @{insider.handle}")

    assert told(Verb.OPENED) == [(insider, "mentioned")]


def test_an_accepted_answer_is_told_to_who_wrote_it_and_to_all_who_have_the_question():
    answer = a_reply(a_conversation())
    question, other = answer.conversation, a_member(answer.community)
    actions.share_question(question, by=other)

    actions.accept_answer(question, answer, by=question.author)

    assert told(Verb.ACCEPTED) == [(answer.author, "wrote"), (question.author, "author"), (other, "shared")]


def test_thanks_reach_the_one_who_wrote():
    reply = a_reply(a_conversation())

    actions.thank_for_reply(reply, by=reply.conversation.author)

    assert told(Verb.THANKED) == [(reply.author, "wrote")]


@pytest.mark.parametrize("kind", Kind.values)
def test_every_kind_is_told_in_its_own_words(kind):
    community = CommunityFactory()
    conversation = a_conversation(community, kind=kind, by=a_member(community, role="core"))
    event = Event.objects.get()

    sentence = telling_of(Verb.OPENED).sentence(event, conversation)

    assert sentence.startswith("{who} ")


def test_closing_is_told_to_those_who_follow():
    reply = a_reply(a_conversation())
    conversation = reply.conversation

    actions.close_conversation(conversation, "Solved", by=conversation.author)

    assert told(Verb.CLOSED) == [(conversation.author, "author"), (reply.author, "following")]

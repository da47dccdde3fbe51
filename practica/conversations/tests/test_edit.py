import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from practica.conversations.actions import (
    Writing,
    accept_answer,
    close_conversation,
    curate_conversation,
    edit_conversation,
    edit_reply,
    hide_conversation,
    remove_reply,
)
from practica.conversations.models import Kind, Revision
from practica.conversations.tests.factories import a_conversation, a_member, a_reply
from practica.foundation.access import Refused

pytestmark = pytest.mark.django_db

NEW = Writing(source="It *stops*.", title="Why does it stop?", kind=Kind.QUESTION, tags=("pumps",))


def test_its_author_rewrites_it_and_what_it_said_is_kept():
    conversation = a_conversation(source="It primes slowly.")

    conversation = edit_conversation(conversation, NEW, by=conversation.author)

    assert (conversation.title, conversation.plain, conversation.tags, conversation.edits) == (
        "Why does it stop?",
        "It stops.",
        ["pumps"],
        1,
    )
    assert [revision.source for revision in Revision.objects.all()] == ["It primes slowly."]


def test_others_may_not_rewrite_it_but_the_core_group_sets_its_name_right():
    conversation = a_conversation(source="It primes slowly.")
    core = a_member(conversation.community, role="core")

    for person in (core, a_member(conversation.community)):
        with pytest.raises(PermissionDenied):
            edit_conversation(conversation, NEW, by=person)
    with pytest.raises(PermissionDenied):
        curate_conversation(conversation, NEW, by=a_member(conversation.community))

    conversation = curate_conversation(conversation, NEW, by=core)
    assert (conversation.title, conversation.plain) == ("Why does it stop?", "It primes slowly.")


def test_what_is_closed_or_hidden_is_not_rewritten():
    closed, hidden = a_conversation(), a_conversation()
    close_conversation(closed, "Solved", by=closed.author)
    hide_conversation(hidden, "It names a client", by=a_member(hidden.community, role="facilitator"))

    for conversation in (closed, hidden):
        with pytest.raises(Refused, match="closed"):
            edit_conversation(conversation, NEW, by=conversation.author)


def test_an_answered_question_stays_a_question():
    answer = a_reply(a_conversation())
    question = accept_answer(answer.conversation, answer, by=answer.conversation.author)
    other = Writing(source="x", title="y", kind=Kind.DISCUSSION)

    for act in (edit_conversation, curate_conversation):
        with pytest.raises(Refused, match="answer is accepted"):
            act(question, other, by=question.author)


def test_a_member_cannot_turn_a_question_into_an_announcement():
    conversation = a_conversation()

    with pytest.raises(PermissionDenied):
        edit_conversation(conversation, Writing("x", "y", Kind.ANNOUNCEMENT), by=conversation.author)


def test_a_reply_is_rewritten_by_its_author_alone():
    reply = a_reply(a_conversation(), source="Look at the seal.")

    assert edit_reply(reply, Writing("Look at the valve."), by=reply.author).plain == "Look at the valve."
    assert [revision.source for revision in reply.revisions.all()] == ["Look at the seal."]
    with pytest.raises(PermissionDenied):
        edit_reply(reply, Writing("No."), by=a_member(reply.community, role="facilitator"))


def test_a_reply_that_is_gone_or_in_a_closed_conversation_is_not_rewritten():
    gone, late = a_reply(a_conversation()), a_reply(a_conversation())
    remove_reply(gone, by=gone.author)
    close_conversation(late.conversation, "Solved", by=late.conversation.author)

    with pytest.raises(Refused, match="no longer there"):
        edit_reply(gone, Writing("No."), by=gone.author)
    with pytest.raises(Refused, match="closed"):
        edit_reply(late, Writing("No."), by=late.author)


def test_the_history_shows_what_changed_word_by_word(client_as):
    conversation = a_conversation(source="It primes slowly.", tags=("seals",))
    edit_conversation(conversation, Writing("It primes badly.", "Why?", Kind.QUESTION), by=conversation.author)

    page = client_as(conversation.author).get(reverse("conversations:history", args=[conversation.pk])).content.decode()

    assert "It primes <del>slowly</del><ins>badly</ins>." in page
    assert "<del>seals</del>" in page

import pytest
from django.core.exceptions import PermissionDenied

from practica.conversations.actions import accept_answer, hide_reply, remove_reply, take_back_acceptance
from practica.conversations.models import Kind
from practica.conversations.tests.factories import a_conversation, a_member, a_reply
from practica.conversations.verbs import Verb
from practica.events.models import Event
from practica.foundation.access import Refused

pytestmark = pytest.mark.django_db


def test_the_asker_says_which_reply_answered():
    answer = a_reply(a_conversation())
    question = answer.conversation

    question = accept_answer(question, answer, by=question.author)

    assert (question.accepted_reply, question.accepted_by) == (answer, question.author)
    assert [e.verb for e in Event.objects.of(answer)] == [Verb.REPLIED, Verb.ACCEPTED]


def test_a_facilitator_may_and_may_choose_another():
    first = a_reply(a_conversation())
    second = a_reply(first.conversation)
    facilitator = a_member(first.community, role="facilitator")
    accept_answer(first.conversation, first, by=first.conversation.author)

    assert accept_answer(first.conversation, second, by=facilitator).accepted_reply == second


@pytest.mark.parametrize("role", ["member", "core"])
def test_others_may_not(role):
    answer = a_reply(a_conversation())

    with pytest.raises(PermissionDenied):
        accept_answer(answer.conversation, answer, by=a_member(answer.community, role=role))


def test_only_questions_have_an_accepted_answer():
    answer = a_reply(a_conversation(kind=Kind.DISCUSSION))

    with pytest.raises(Refused, match="Only a question"):
        accept_answer(answer.conversation, answer, by=answer.conversation.author)


def test_the_accepted_one_is_not_accepted_twice():
    answer = a_reply(a_conversation())
    accept_answer(answer.conversation, answer, by=answer.conversation.author)

    with pytest.raises(Refused, match="already"):
        accept_answer(answer.conversation, answer, by=answer.conversation.author)


def test_a_reply_from_elsewhere_or_removed_answers_nothing():
    question = a_conversation()
    gone = a_reply(question)
    remove_reply(gone, by=gone.author)

    for reply in (a_reply(a_conversation()), gone):
        with pytest.raises(Refused, match="no longer there"):
            accept_answer(question, reply, by=question.author)


def test_it_can_be_taken_back_once():
    answer = a_reply(a_conversation())
    question = accept_answer(answer.conversation, answer, by=answer.conversation.author)

    question = take_back_acceptance(question, by=question.author)

    assert (question.accepted_reply, question.accepted_at, question.accepted_by) == (None, None, None)
    with pytest.raises(Refused, match="No answer"):
        take_back_acceptance(question, by=question.author)
    with pytest.raises(PermissionDenied):
        take_back_acceptance(question, by=answer.author)


def test_an_answer_that_goes_is_no_longer_accepted():
    removed, hidden = (a_reply(a_conversation()) for _ in range(2))
    facilitator = a_member(hidden.community, role="facilitator")
    for answer in (removed, hidden):
        accept_answer(answer.conversation, answer, by=answer.conversation.author)

    remove_reply(removed, by=removed.author)
    hide_reply(hidden, "It names a client", by=facilitator)

    for answer in (removed, hidden):
        answer.conversation.refresh_from_db()
        assert answer.conversation.accepted_reply is None

"""What is meant to solve a question is said so; whether it did, the asker says."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError
from django.urls import reverse

from practica.conversations.actions import Writing, accept_answer, answer, close_conversation, edit_reply
from practica.conversations.models import Kind, Reply
from practica.conversations.tests.factories import a_conversation, a_member, a_reply
from practica.conversations.verbs import Verb
from practica.events.models import Event
from practica.foundation.access import Refused
from practica.people.tests.factories import PersonFactory

pytestmark = pytest.mark.django_db


def an_answer(question=None, source="Turn it twice.", **given):
    question = question or a_conversation(kind=Kind.QUESTION)
    return answer(question, Writing(source), by=a_member(question.community), **given)


def test_it_is_a_reply_that_says_so_and_stays_one_when_its_words_change():
    said = an_answer(quote=None)
    edit_reply(said, Writing("Turn it once."), by=said.author)
    said.refresh_from_db()

    assert (said.is_answer, said.source) == (True, "Turn it once.")
    assert [e.verb for e in Event.objects.of(said)] == [Verb.ANSWERED, Verb.REPLY_EDITED]
    assert [(voice.replies, voice.reflections) for voice in said.conversation.speakers.all()] == [(1, 0)]


@pytest.mark.parametrize("kind", [Kind.DISCUSSION, Kind.EXPERIENCE, Kind.ARTICLE])
def test_only_a_question_takes_answers(kind):
    with pytest.raises(Refused, match="Only a question"):
        an_answer(a_conversation(kind=kind))


def test_strangers_may_not_and_a_closed_question_takes_none():
    question = a_conversation(kind=Kind.QUESTION)
    with pytest.raises(PermissionDenied):
        answer(question, Writing("Me."), by=PersonFactory())

    close_conversation(question, "Solved", by=question.author)
    with pytest.raises(Refused, match="takes no more replies"):
        an_answer(question)


def test_no_reply_is_an_answer_and_a_reflection_at_once():
    said = an_answer()

    with pytest.raises(IntegrityError, match="reply_is_no_answer_and_reflection_at_once"):
        Reply.objects.filter(pk=said.pk).update(parts={"try": {"source": "x", "html": "x"}})


def test_any_reply_may_still_be_accepted():
    question = a_conversation(kind=Kind.QUESTION)
    an_answer(question)
    plain = a_reply(question)

    accept_answer(question, plain, by=question.author)
    question.refresh_from_db()

    assert question.accepted_reply == plain


def test_the_box_offers_it_on_questions_alone_and_keeps_the_choice(client_as):
    question = a_conversation(kind=Kind.QUESTION)
    client = client_as(a_member(question.community))
    page = client.get(question.get_absolute_url())
    assert '<input type="radio" name="manner" value="" checked><span>Reply</span>' in page.text
    assert '<input type="radio" name="manner" value="answer"><span>Answer</span>' in page.text

    address = reverse("conversations:add_reply", args=[question.pk])
    failed = client.post(address, {"manner": "answer", "source": " "})
    assert failed.status_code == 422
    assert 'value="answer" checked' in failed.text

    client.post(address, {"manner": "answer", "source": "Turn it twice."})
    assert Reply.objects.get().is_answer
    assert '<span class="label-chip" data-hue="pine">answers</span>' in client.get(question.get_absolute_url()).text

    talk = a_conversation(question.community, kind=Kind.DISCUSSION)
    assert 'value="answer"' not in client.get(talk.get_absolute_url()).text
    wrong = client.post(reverse("conversations:add_reply", args=[talk.pk]), {"manner": "answer", "source": "x"})
    assert wrong.status_code == 422
    assert talk.replies.count() == 0

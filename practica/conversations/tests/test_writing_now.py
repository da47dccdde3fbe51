import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.urls import reverse

from practica.conversations.actions import close_conversation, say_writing
from practica.conversations.tests.factories import a_conversation, a_member
from practica.events.models import Event
from practica.foundation import rates
from practica.foundation.access import Refused
from practica.live.models import Message
from practica.people.tests.factories import PersonFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def nobody_was_hasty(monkeypatch):
    monkeypatch.setattr(rates, "_counted", {})


def test_it_is_told_to_open_pages_and_kept_nowhere(client_as):
    conversation = a_conversation()
    helper = a_member(conversation.community)
    told = []
    before = (Event.objects.count(), Message.objects.count())

    def note(execute, sql, params, *more):
        told.append(params)
        return execute(sql, params, *more)

    with connection.execute_wrapper(note):
        say_writing(conversation, by=helper)

    assert told[-1] == ["practica_live", f" conversation:{conversation.pk} {helper.pk}"]
    assert (Event.objects.count(), Message.objects.count()) == before
    said = client_as(helper).post(reverse("conversations:say_writing", args=[conversation.pk]))
    assert said.status_code == 204


def test_strangers_may_not_say_it():
    with pytest.raises(PermissionDenied):
        say_writing(a_conversation(), by=PersonFactory())


def test_it_is_not_said_where_no_reply_is_taken():
    conversation = a_conversation()
    conversation = close_conversation(conversation, "Solved", by=conversation.author)

    with pytest.raises(Refused, match="takes no more replies"):
        say_writing(conversation, by=conversation.author)


def test_it_is_not_said_oftener_than_one_types():
    conversation = a_conversation()

    for _ in range(15):
        say_writing(conversation, by=conversation.author)
    with pytest.raises(Refused, match="a lot at once"):
        say_writing(conversation, by=conversation.author)


def test_the_line_names_who_writes_and_says_nothing_of_oneself_or_of_strangers(client_as):
    conversation = a_conversation()
    helper = a_member(conversation.community, person__name="Kenji Mori")
    client = client_as(conversation.author)

    def line(person):
        return client.get(reverse("conversations:writing", args=[conversation.pk, person.pk]))

    assert "<b>Kenji Mori</b> is writing" in line(helper).content.decode()
    assert line(conversation.author).status_code == 204
    assert line(PersonFactory()).status_code == 404

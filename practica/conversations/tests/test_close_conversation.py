from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.urls import reverse

from practica.conversations.actions import close_conversation, reopen_conversation
from practica.conversations.models import Conversation
from practica.conversations.tests.factories import a_conversation, a_member
from practica.conversations.verbs import Verb
from practica.events.models import Event
from practica.foundation.access import Refused

pytestmark = pytest.mark.django_db


def test_its_author_closes_it_and_everyone_reads_why():
    conversation = a_conversation()

    conversation = close_conversation(conversation, "Solved in the meeting", by=conversation.author)

    assert (conversation.closed_by, conversation.close_reason) == (conversation.author, "Solved in the meeting")
    assert [(trace.kind, trace.reason) for trace in conversation.traces.all()] == [("closed", "Solved in the meeting")]
    assert [e.verb for e in Event.objects.of(conversation)] == [Verb.OPENED, Verb.CLOSED]


def test_the_core_group_may_and_members_may_not():
    conversation = a_conversation()

    with pytest.raises(PermissionDenied):
        close_conversation(conversation, "No", by=a_member(conversation.community))
    assert not close_conversation(conversation, "Yes", by=a_member(conversation.community, role="core")).is_open


def test_it_needs_a_reason():
    conversation = a_conversation()

    with pytest.raises(Refused, match="why"):
        close_conversation(conversation, "  ", by=conversation.author)


def test_a_closed_conversation_cannot_be_closed_again():
    conversation = a_conversation()
    close_conversation(conversation, "Solved", by=conversation.author)

    with pytest.raises(Refused, match="already closed"):
        close_conversation(conversation, "Solved", by=conversation.author)


def test_it_can_be_reopened_with_a_reason():
    conversation = a_conversation()
    with pytest.raises(Refused, match="is open"):
        reopen_conversation(conversation, "It came back", by=conversation.author)
    close_conversation(conversation, "Solved", by=conversation.author)
    with pytest.raises(PermissionDenied):
        reopen_conversation(conversation, "It came back", by=a_member(conversation.community))

    conversation = reopen_conversation(conversation, "It came back", by=conversation.author)

    assert (conversation.is_open, conversation.close_reason) == (True, "")
    assert [trace.kind for trace in conversation.traces.order_by("pk")] == ["closed", "reopened"]


def test_the_page_says_once_why_it_is_closed_and_keeps_what_was_before(client_as):
    conversation = a_conversation()
    close_conversation(conversation, "Solved in the meeting", by=conversation.author)
    reopen_conversation(conversation, "It came back", by=conversation.author)
    close_conversation(conversation, "Solved for good", by=conversation.author)

    page = client_as(conversation.author).get(conversation.get_absolute_url()).content.decode()

    assert [page.count(reason) for reason in ("Solved in the meeting", "It came back", "Solved for good")] == [1, 1, 1]


@pytest.mark.django_db(transaction=True)
def test_of_two_who_close_at_once_one_does_and_the_other_is_told():
    conversation = a_conversation()
    people = [conversation.author, a_member(conversation.community, role="core")]
    ready = Barrier(2)

    def press(person):
        try:
            ready.wait(timeout=10)
            close_conversation(conversation, "Solved", by=person)
        except Refused as refused:
            return str(refused)
        finally:
            connection.close()
        return "closed"

    with ThreadPoolExecutor(2) as pool:
        answers = sorted(pool.map(press, people))

    winner = Conversation.objects.get().closed_by
    assert answers == [f"This conversation is already closed: {winner.name} closed it.", "closed"]
    assert Event.objects.filter(verb=Verb.CLOSED).count() == 1


def test_the_second_who_presses_reads_it_in_the_page(client_as):
    conversation = a_conversation()
    close_conversation(conversation, "Solved", by=conversation.author)
    address = reverse("conversations:close", args=[conversation.pk])
    client = client_as(a_member(conversation.community, role="core"))

    plain = client.post(address, {"reason": "Done"})
    swapped = client.post(address, {"reason": "Done"}, headers={"HX-Request": "true"})

    assert (plain.status_code, swapped.status_code, swapped["HX-Retarget"]) == (409, 409, "#flash")
    for answer in (plain, swapped):
        assert "already closed" in answer.content.decode()

"""What one saves of conversations, and finds again."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from practica.communities.tests.factories import CommunityFactory
from practica.conversations.tests.factories import a_conversation, a_member
from practica.events.models import Event
from practica.foundation.access import Refused
from practica.people.tests.factories import PersonFactory
from practica.saved.actions import save, unsave
from practica.saved.models import Saved

pytestmark = pytest.mark.django_db
LIST = "/saved/"


def address(deed, thing, model="conversations.conversation"):
    return reverse(f"saved:{deed}", args=[model, thing.pk])


def test_it_stands_on_ones_list_the_last_saved_first_until_it_is_taken_off(client_as):
    first, second = a_conversation(title="The pump"), a_conversation(title="The valve")
    reader = PersonFactory()
    client = client_as(reader)

    for conversation in (first, second):
        client.post(address("save", conversation))
    page = client.get(LIST).content.decode()
    assert 0 < page.index("The valve") < page.index("The pump")

    back = client.post(address("unsave", second), {"from_list": "1"})
    assert back["Location"] == LIST
    assert "The valve" not in client.get(LIST).content.decode()


def test_nobody_else_knows_of_it(client_as):
    conversation = a_conversation(title="The pump")
    events = Event.objects.count()

    save(conversation, by=conversation.author)

    assert Event.objects.count() == events
    assert "The pump" not in client_as(PersonFactory()).get(LIST).content.decode()


def test_it_is_saved_once_and_taken_off_once():
    conversation = a_conversation()
    reader = PersonFactory()

    save(conversation, by=reader)
    with pytest.raises(Refused, match="already"):
        save(conversation, by=reader)
    unsave(conversation, by=reader)
    with pytest.raises(Refused, match="not saved"):
        unsave(conversation, by=reader)


def test_what_one_may_not_see_is_not_saved_and_what_one_no_longer_may_is_not_listed(client_as):
    conversation = a_conversation(CommunityFactory(visibility="private"), title="The pump")
    stranger = PersonFactory()
    client = client_as(stranger)

    assert client.post(address("save", conversation)).status_code == 404
    assert client.post(address("save", conversation, "auth.group")).status_code == 404
    assert not Saved.objects.exists()
    save(conversation, by=stranger)
    page = client.get(LIST).content.decode()
    assert "The pump" not in page
    assert "no longer open to you" in page


def test_the_button_says_whether_it_is_saved_and_answers_alone_over_htmx(client_as):
    conversation = a_conversation()
    client = client_as(a_member(conversation.community))

    before = client.get(conversation.get_absolute_url()).content.decode()
    button = client.post(address("save", conversation), headers={"HX-Request": "true"}).content.decode()
    after = client.get(conversation.get_absolute_url()).content.decode()

    assert ("Save for later" in before, address("save", conversation) in before) == (True, True)
    assert ("<html" in button, address("unsave", conversation) in button) == (False, True)
    assert (address("unsave", conversation) in after, 'aria-pressed="true"' in button) == (True, True)
    assert client.post(address("unsave", conversation))["Location"] == conversation.get_absolute_url()


def test_an_empty_list_says_how_to_fill_it(client_as):
    assert "Nothing saved yet" in client_as(PersonFactory()).get(LIST).content.decode()


def test_the_list_asks_as_often_for_three_as_for_one(client_as):
    reader = PersonFactory()
    client = client_as(reader)

    def asked():
        with CaptureQueriesContext(connection) as queries:
            client.get(LIST)
        return len(queries)

    save(a_conversation(), by=reader)
    client.get(LIST)
    one = asked()
    for _ in range(2):
        save(a_conversation(), by=reader)

    assert asked() == one <= 12

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from practica.conversations import actions
from practica.conversations.models import Reply
from practica.conversations.tests.factories import a_conversation, a_member, a_reply

pytestmark = pytest.mark.django_db


@pytest.fixture
def long_one():
    conversation = a_conversation()
    helper = a_member(conversation.community)
    for number in range(51):
        a_reply(conversation, by=helper, source=f"Point {number + 1}.")
    return conversation


def test_it_has_pages_of_fifty(client_as, long_one):
    client = client_as(long_one.author)

    first = client.get(long_one.get_absolute_url()).content.decode()
    second = client.get(long_one.get_absolute_url(), {"page": "2"}).content.decode()

    assert (first.count('class="post"'), second.count('class="post"')) == (50, 1)
    assert "Page 1 of 2" in first
    for beyond in ("3", "99999999", "0", "-1", "x"):
        assert client.get(long_one.get_absolute_url(), {"page": beyond}).status_code == 200


def test_the_address_of_a_reply_leads_to_its_page(client_as, long_one):
    last = Reply.objects.get(number=51)
    there = client_as(long_one.author).get(last.get_absolute_url())["Location"]
    assert there == f"{long_one.get_absolute_url()}?page=2&whole=on#reply-{last.pk}"

    actions.accept_answer(long_one, last, by=long_one.author)
    there = client_as(long_one.author).get(last.get_absolute_url())["Location"]
    assert there == f"{long_one.get_absolute_url()}?page=1&whole=on#reply-{last.pk}"


def test_what_was_said_since_is_a_fragment(client_as, long_one):
    client = client_as(long_one.author)
    address = reverse("conversations:replies_after", args=[long_one.pk])

    fresh = client.get(address, {"after": "50"}).content.decode()

    assert "Point 51." in fresh
    assert "<html" not in fresh
    assert fresh.count('class="post"') == 1
    assert client.get(address, {"after": "51"}).status_code == 204
    assert client.get(address, {"after": "x"}).content.decode().count('class="post"') == 50


def test_quoting_an_early_reply_brings_it_to_the_composer(client_as, long_one):
    first = Reply.objects.get(number=1)

    page = client_as(long_one.author).get(f"{long_one.get_absolute_url()}?page=2&quote={first.pk}").content.decode()

    assert f'name="quote" value="{first.pk}"' in page
    for wrong in ("0", "x", "9" * 30, a_reply(a_conversation()).pk):
        page = client_as(long_one.author).get(long_one.get_absolute_url(), {"quote": wrong}).content.decode()
        assert 'name="quote"' not in page


def test_an_empty_reply_comes_back_with_what_is_amiss(client_as, long_one):
    address = reverse("conversations:add_reply", args=[long_one.pk])

    answer = client_as(long_one.author).post(address, {"source": ""})

    assert answer.status_code == 422
    assert "required" in answer.content.decode()


def test_a_first_post_is_pointed_out_for_a_week(client_as):
    reply = a_reply(a_conversation())
    client = client_as(reply.conversation.author)

    assert "first post here" in client.get(reply.conversation.get_absolute_url()).content.decode()
    Reply.objects.update(written_at=timezone.now() - timedelta(days=8))
    assert "first post here" not in client.get(reply.conversation.get_absolute_url()).content.decode()


def test_what_lies_between_is_folded_but_never_what_is_new(client_as, long_one):
    client = client_as(long_one.author)
    reader = client_as(a_member(long_one.community))

    unread = client.get(long_one.get_absolute_url()).content.decode()
    first_visit = reader.get(long_one.get_absolute_url()).content.decode()
    whole = reader.get(long_one.get_absolute_url(), {"whole": "on"}).content.decode()

    assert "Point 4." in unread
    assert "Show 42 earlier replies" in first_visit
    assert first_visit.index("Point 3.") < first_visit.index("Show 42") < first_visit.index("Point 46.")
    assert ("Point 4." in first_visit, "Point 4." in whole) == (False, True)

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from practica.communities.tests.factories import CommunityFactory
from practica.conversations.models import Conversation, Reply
from practica.conversations.tests.factories import a_conversation, a_member, a_reply
from practica.people.tests.factories import PersonFactory

pytestmark = pytest.mark.django_db


def test_an_empty_community_shows_easy_ways_in(client_as):
    community = CommunityFactory()

    page = client_as(a_member(community)).get(reverse("conversations:community", args=[community.slug]))

    assert page.status_code == 200
    assert "The first conversation sets the tone" in page.content.decode()


def test_before_the_first_conversation_one_sees_who_will_read_it(client_as, django_assert_num_queries):
    community = CommunityFactory()
    browser, address = client_as(a_member(community)), reverse("conversations:community", args=[community.slug])
    assert "Who will read it" not in browser.get(address).content.decode()
    a_member(community)
    with CaptureQueriesContext(connection) as alone:
        assert len(browser.get(address).context["readers"]) == 1
    for _number in range(5):
        a_member(community)
    with django_assert_num_queries(len(alone)):
        page = browser.get(address)

    assert "Who will read it" in page.content.decode()
    assert len(page.context["readers"]) == 4


def test_a_member_asks_and_another_answers(client_as):
    community = CommunityFactory()
    asker, helper = a_member(community), a_member(community)

    new = reverse("conversations:new", args=[community.slug])
    assert client_as(asker).get(new).status_code == 200
    given = {"kind": "question", "title": "Why?", "source": "It *stops*.", "tags": "Pumps, #Seals", "language": "en"}
    posted = client_as(asker).post(new, given)

    conversation = Conversation.objects.get()
    assert (posted.status_code, posted["Location"]) == (302, conversation.get_absolute_url())
    assert (conversation.tags, conversation.html) == (["pumps", "seals"], "<p>It <em>stops</em>.</p>\n")

    replied = client_as(helper).post(reverse("conversations:add_reply", args=[conversation.pk]), {"source": "Air."})
    reply = Reply.objects.get()
    assert (replied.status_code, replied["Location"]) == (302, reply.get_absolute_url())
    assert (
        client_as(asker).get(reply.get_absolute_url())["Location"]
        == f"/conversations/{conversation.pk}/?page=1#reply-{reply.pk}"
    )
    assert "Air." in client_as(asker).get(conversation.get_absolute_url()).content.decode()


def test_the_list_shows_what_is_there(client_as):
    reply = a_reply(a_conversation(tags=("pumps",)))
    community = reply.conversation.community

    page = client_as(a_member(community)).get(reverse("conversations:community", args=[community.slug]))

    assert reply.conversation.title in page.content.decode()


def test_every_page_of_a_conversation_opens(client_as):
    reply = a_reply(a_conversation(tags=("pumps",)))
    conversation = reply.conversation
    client = client_as(conversation.author)

    for name in ("edit", "history", "detail"):
        assert client.get(reverse(f"conversations:{name}", args=[conversation.pk])).status_code == 200, name
    assert client.get(reverse("conversations:tags", args=[conversation.community.slug])).status_code == 200
    mine = client_as(reply.author)
    for name in ("edit_reply", "reply_history"):
        assert mine.get(reverse(f"conversations:{name}", args=[reply.pk])).status_code == 200, name


def test_what_is_edited_stands_in_the_form(client_as):
    reply = a_reply(a_conversation(source="It primes *slowly*."), source="Look at the *seal*.")

    opening = client_as(reply.conversation.author).get(reverse("conversations:edit", args=[reply.conversation.pk]))
    said = client_as(reply.author).get(reverse("conversations:edit_reply", args=[reply.pk]))

    assert ">\nIt primes *slowly*.</textarea>" in opening.content.decode()
    assert ">\nLook at the *seal*.</textarea>" in said.content.decode()


def test_an_experience_begins_with_its_headings(client_as):
    community = CommunityFactory()
    address = reverse("conversations:new", args=[community.slug])

    page = client_as(a_member(community)).get(address, {"kind": "experience"}).content.decode()

    assert "## Situation\n\n## What I wanted" in page
    assert 'value="experience" checked' in page


def test_the_home_of_a_community_has_one_thing_to_do_for_whoever_may(client_as):
    community = CommunityFactory()
    begin = reverse("conversations:new", args=[community.slug])
    member, stranger = client_as(a_member(community)), client_as(PersonFactory())

    home = member.get(community.get_absolute_url()).content.decode()

    assert home.count(f'href="{begin}"') == 1
    assert begin not in member.get(reverse("communities:people", args=[community.slug])).content.decode()
    assert begin not in stranger.get(community.get_absolute_url()).content.decode()

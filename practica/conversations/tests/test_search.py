import pytest

from practica.conversations import actions
from practica.conversations.models import Reply
from practica.conversations.tests.factories import a_conversation, a_member, a_reply
from practica.search.models import SearchEntry

pytestmark = pytest.mark.django_db


def entry_of(thing):
    return SearchEntry.objects.filter(target_type=thing._meta.label_lower, target_id=thing.pk).first()


def test_what_is_said_is_found_at_once_and_what_is_removed_no_longer():
    reply = a_reply(a_conversation(title="Vacuum pump", tags=("seals",)), source="Open the **drain**.")

    assert (entry_of(reply.conversation).title, entry_of(reply).body) == ("Vacuum pump", "Open the drain.")
    actions.remove_reply(reply, by=reply.author)
    assert entry_of(reply) is None


def test_replies_are_found_by_the_new_title(run_jobs):
    reply = a_reply(a_conversation(title="Vacuum pump"))
    writing = actions.Writing(source="Better.", title="Liquid ring pump")

    actions.edit_conversation(reply.conversation, writing, by=reply.conversation.author)
    run_jobs()

    assert entry_of(Reply.objects.get()).title == "Liquid ring pump"


def test_a_search_offers_to_ask(client_as):
    page = client_as(a_member()).get("/search/palette/", {"q": "why does it hum"}).content.decode()

    assert "Ask “why does it hum” as a question" in page

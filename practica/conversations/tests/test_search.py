import pytest

from practica.communities.tests.factories import CommunityFactory
from practica.conversations import actions
from practica.conversations.models import Reply
from practica.conversations.tests.factories import a_conversation, a_member, a_reply, joins
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


def test_a_private_home_is_not_named_to_who_reads_it_elsewhere(client_as):
    """Neither beside what was found, nor among what narrows it down, nor by asking for that community."""
    private, other = CommunityFactory(visibility="private", name="Secret works"), CommunityFactory(name="Field notes")
    conversation = a_conversation(private, title="Vacuum pump")
    a_reply(conversation, source="The vacuum is poor.")
    joins(conversation.author, other)
    actions.cross_post(conversation, other, by=conversation.author)
    told = {}
    for person in (conversation.author, a_member(other)):
        client = client_as(person)
        pages = [client.get("/search/", {"q": "vacuum"}), client.get("/search/palette/", {"q": "vacuum"})]
        told[person] = [("Vacuum" in page.text, "Secret works" in page.text) for page in pages]
        narrowed = client.get("/search/", {"q": "vacuum", "community": private.pk})
        told[person].append((len(narrowed.context["results"]), "Secret works" in narrowed.text))

    assert list(told.values()) == [[(True, True), (True, True), (1, True)], [(True, False), (True, False), (0, False)]]


def test_a_search_offers_to_ask(client_as):
    page = client_as(a_member()).get("/search/palette/", {"q": "why does it hum"}).content.decode()

    assert "Ask “why does it hum” as a question" in page

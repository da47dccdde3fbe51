import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from practica.communities.tests.factories import CommunityFactory
from practica.conversations import actions
from practica.conversations.models import Reply
from practica.conversations.tests.factories import a_conversation, a_member, a_reply, joins
from practica.search.models import SearchEntry
from practica.search.narrowing import Filters
from practica.search.queries import find
from practica.search.words import ask

pytestmark = pytest.mark.django_db


def entry_of(thing):
    return SearchEntry.objects.filter(target_type=thing._meta.label_lower, target_id=thing.pk).first()


def test_what_is_said_is_found_at_once_and_what_is_removed_no_longer():
    reply = a_reply(a_conversation(title="Vacuum pump", tags=("seals",)), source="Open the **drain**.")

    assert (entry_of(reply.conversation).title, entry_of(reply).body) == ("Vacuum pump", "Open the drain.")
    actions.remove_reply(reply, by=reply.author)
    assert entry_of(reply) is None


def results(person, words, **asked):
    """The things found, of conversations and replies alike."""
    found = find(ask(words), person, Filters(**asked))
    return {entry.target_type for entry in SearchEntry.objects.filter(pk__in=found.ids)}


@pytest.mark.parametrize("change", [actions.edit_conversation, actions.curate_conversation])
def test_replies_are_found_by_the_new_title_at_once(change):
    reply = a_reply(a_conversation(title="Vacuum pump"), source="Look at the seal, and the vacuum.")
    a_reply(reply.conversation, source="Drain it.")
    author = reply.conversation.author
    writing = actions.Writing(source="Better.", title="Liquid ring")

    change(reply.conversation, writing, by=author)

    assert [entry_of(one).title for one in Reply.objects.all()] == ["Liquid ring"] * 2
    assert (results(author, "liquid drain"), results(author, "pump drain")) == ({"conversations.reply"}, set())
    # Its own words stay, also those that the old title had.
    assert results(author, "vacuum seal") == {"conversations.reply"}


def test_the_new_title_costs_as_much_with_many_replies_as_with_one():
    counted = []
    for number in (1, 3):
        conversation = a_conversation(title="Vacuum pump")
        for _reply in range(number):
            a_reply(conversation)
        with CaptureQueriesContext(connection) as queries:
            actions.edit_conversation(
                conversation, actions.Writing(source="Better.", title="Liquid ring"), by=conversation.author
            )
        counted.append(len(queries))

    assert counted[0] == counted[1]


def test_replies_are_found_where_the_conversation_moved_to_at_once():
    reply = a_reply(a_conversation(), source="Drain the casing.")
    target = CommunityFactory()
    mover = joins(a_member(reply.community, role="core"), target, role="core")

    actions.move_conversation(reply.conversation, target, by=mover)

    assert results(mover, "casing", community=target.pk) == {"conversations.reply"}


def test_a_conversation_is_found_in_every_community_that_lists_it():
    conversation = a_conversation(title="Vacuum pump")
    a_reply(conversation, source="Drain the casing.")
    author, other = conversation.author, CommunityFactory()
    home = actions.cross_post(conversation, joins_at(author, other), by=author)

    def narrowed(person=author, **more):
        return [results(person, words, community=other.pk, **more) for words in ("vacuum", "casing")]

    both = [{"conversations.conversation"}, {"conversations.reply"}]
    assert (narrowed(), narrowed(a_member(other)), narrowed(kind="conversations")) == (both, both, both)
    assert (narrowed(kind="library"), narrowed(author=author.pk)[0]) == ([set(), set()], both[0])
    found = find(ask("vacuum"), author, Filters(community=other.pk))
    assert [(pk, n) for pk, _name, n in found.communities] == [(other.pk, 1)]
    actions.take_back_cross_post(home, by=author)
    assert narrowed() == [set(), set()]


def test_what_a_private_community_lists_is_no_secret_kept_by_asking_for_it():
    """Who may not read the second home finds the conversation where it lives, and nothing by asking for that home."""
    conversation = a_conversation(title="Vacuum pump")
    private = CommunityFactory(visibility="private")
    actions.cross_post(conversation, joins_at(conversation.author, private), by=conversation.author)
    stranger = a_member()

    assert results(stranger, "vacuum") == {"conversations.conversation"}
    assert results(stranger, "vacuum", community=private.pk) == set()
    assert find(ask("vacuum"), stranger, Filters(community=private.pk)).total == 0


def test_what_is_hidden_or_lives_in_private_is_found_in_a_second_home_by_its_own_rule():
    secret = a_conversation(CommunityFactory(visibility="private"), title="Vacuum pump")
    other = CommunityFactory()
    actions.cross_post(secret, joins_at(secret.author, other), by=secret.author)
    reader = a_member(other)

    assert results(reader, "vacuum", community=other.pk) == {"conversations.conversation"}
    actions.hide_conversation(secret, "Told too much", by=a_member(secret.community, role="facilitator"))
    assert results(reader, "vacuum", community=other.pk) == set()


def joins_at(person, community):
    joins(person, community)
    return community


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

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from practica.communities.tests.factories import CommunityFactory, FacilitatorFactory, MembershipFactory
from practica.conversations import actions, queries
from practica.conversations.models import Conversation, ConversationHome, Kind
from practica.conversations.queries.listing import SHOWN
from practica.conversations.tests.factories import a_conversation, a_member, a_reply, joins
from practica.people.tests.factories import ImportedPersonFactory, PersonFactory

pytestmark = pytest.mark.django_db


def listed(community, person, **given):
    return [row.conversation for row in queries.listing(community, person, queries.Filters(**given)).rows]


def test_the_one_with_the_latest_words_comes_first():
    community = CommunityFactory()
    older, newer = a_conversation(community), a_conversation(community)
    reader = a_member(community)
    assert listed(community, reader) == [newer, older]

    a_reply(older)

    assert listed(community, reader) == [older, newer]
    assert listed(community, reader, sort="newest") == [newer, older]


def test_it_is_narrowed_by_kind_tag_language_words_and_what_is_mine():
    community = CommunityFactory()
    me = a_member(community)
    question = a_conversation(community, by=me, tags=("pumps",))
    story = a_conversation(community, kind=Kind.EXPERIENCE, title="Una bomba que canta", language="es")
    a_reply(story)

    assert listed(community, me, kind="question") == [question]
    assert listed(community, me, tag="pumps") == [question]
    assert listed(community, me, language="es") == [story]
    assert listed(community, me, words="bomba") == [story]
    assert listed(community, me, unanswered=True) == [question]
    assert listed(community, me, unread=True) == [story]
    assert listed(community, me, mine=True) == [question]
    assert listed(community, me, following=True) == [question]
    a_reply(story, by=me)
    assert listed(community, me, mine=True) == listed(community, me, following=True) == [story, question]


@pytest.mark.parametrize(
    "words", ["valvula", "VÁLVULAS cebaba", "ceb", "manometr", '"manómetro viejo"', "cebado -motor", "válvula OR motor"]
)
def test_words_are_those_of_the_search_and_beginnings_of_a_title(words):
    community = CommunityFactory()
    wanted = a_conversation(
        community, title="El manómetro viejo", source="Cebar con la válvula cerrada.", language="es"
    )
    a_conversation(community, title="Nada", source="El cebado de otra cosa, sin él. Un viejo manómetro.", language="es")
    a_conversation(CommunityFactory(), title="El manómetro viejo", source="La válvula para cebar.", language="es")

    assert wanted in listed(community, wanted.author, words=words)
    assert listed(community, wanted.author, words=f"{words} válvula") == [wanted]


@pytest.mark.parametrize(
    "words", ["viejos motor", "la", "-motor", "manómetro -válvula", '"viejo manómetro"', "''", "\\"]
)
def test_words_that_say_something_else_find_nothing(words):
    wanted = a_conversation(title="El manómetro viejo", source="Cebar con la válvula cerrada.", language="es")

    assert listed(wanted.community, wanted.author, words=words) == []


def test_words_find_a_hidden_one_only_for_those_who_may_see_it():
    community = CommunityFactory()
    conversation = a_conversation(community, title="Vacuum pump")
    facilitator, reader = FacilitatorFactory(community=community).person, a_member(community)
    actions.hide_conversation(conversation, "Names a client", by=facilitator)

    assert [listed(community, one, words="vacuum") for one in (reader, facilitator)] == [[], [conversation]]


def test_words_are_looked_up_in_the_index_of_the_search():
    one = a_conversation(title="La válvula de retención", language="es")
    times = {name: timezone.now() for name in ("opened_at", "last_activity_at")}
    facts = {"community": one.community, "author": one.author, "source": "x", "html": "x", "plain": "y bombas " * 50}
    rows = [Conversation(title=f"T {n}", **facts, **times) for n in range(4000)]
    many = Conversation.objects.bulk_create(rows, batch_size=1000)
    homes = {"community": one.community, "added_at": timezone.now(), "added_by": one.author, **times}
    ConversationHome.objects.bulk_create(ConversationHome(conversation=other, **homes) for other in many)
    with connection.cursor() as cursor:
        cursor.execute(ENTRIES)
        cursor.execute("ANALYZE conversations_conversation, conversations_conversationhome, search_searchentry")
    with CaptureQueriesContext(connection) as asked:
        assert listed(one.community, one.author, words="valvulas") == [one]
    with connection.cursor() as cursor:
        cursor.execute("EXPLAIN " + next(query["sql"] for query in asked if "@@" in query["sql"]))
        plan = "\n".join(row[0] for row in cursor.fetchall())

    assert ("search_by_document" in plan, "search_by_heading" in plan) == (True, True)
    assert [
        table for table in ("conversations_conversation", "search_searchentry") if f"Seq Scan on {table}" in plan
    ] == []


ENTRIES = """
INSERT INTO search_searchentry (kind, target_type, target_id, whole_type, at, language, title, body, heading, document, changed_at)
SELECT 'conversations', 'conversations.conversation', id, '', now(), 'es', title, plain,
    to_tsvector('practica_es', title), to_tsvector('practica_es', plain), now()
FROM conversations_conversation ON CONFLICT DO NOTHING
"""


def test_pages_follow_each_other_without_a_gap():
    community = CommunityFactory()
    reader = a_member(community)
    author = a_member(community)
    same = timezone.now()
    conversations = [a_conversation(community, by=author) for _ in range(SHOWN + 2)]
    ConversationHome.objects.update(last_activity_at=same)

    first = queries.listing(community, reader, queries.Filters())
    second = queries.listing(community, reader, queries.Filters(before=first.older))

    assert (len(first.rows), len(second.rows), second.older) == (SHOWN, 2, "")
    assert [row.conversation for row in [*first.rows, *second.rows]] == conversations[::-1]


@pytest.mark.parametrize("before", ["x", "1-", "-1", "9" * 40 + "-1", "1-" + "9" * 40, "1.5-2", "٣-٣"])
def test_a_place_that_is_none_is_the_first_page(client_as, before):
    conversation = a_conversation()
    address = reverse("conversations:community", args=[conversation.community.slug])

    assert client_as(conversation.author).get(address, {"before": before}).status_code == 200


def test_it_tells_where_else_a_conversation_is_listed():
    private, other = CommunityFactory(visibility="private", name="Secret works"), CommunityFactory(name="Field notes")
    conversation = a_conversation(private)
    joins(conversation.author, other)
    actions.cross_post(conversation, other, by=conversation.author)
    insider, outsider = conversation.author, a_member(other)

    def row(community, person):
        return queries.listing(community, person, queries.Filters()).rows[0]

    assert row(private, insider).also_in == ["Field notes"]
    assert row(other, insider).comes_from == "Secret works"
    assert (row(other, outsider).comes_from, row(other, outsider).also_in) == ("", [])


def test_those_who_replied_are_shown_but_not_the_one_who_asked():
    reply = a_reply(a_conversation())
    a_reply(reply.conversation, by=reply.conversation.author)
    community = reply.community

    row = queries.listing(community, reply.author, queries.Filters()).rows[0]

    assert [face.name for face in row.faces] == [reply.author.name]
    assert (row.conversation.voices, row.conversation.reply_count) == (1, 2)


def counted(client, address):
    client.get(address)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


@pytest.mark.parametrize("asked", ["", "?q=vacuum"])
def test_the_list_asks_as_much_for_three_as_for_one(client_as, asked):
    community = CommunityFactory()
    client = client_as(a_member(community))
    address = reverse("conversations:community", args=[community.slug]) + asked

    a_reply(a_conversation(community, title="Vacuum", tags=("pumps",)))
    one = counted(client, address)
    for _ in range(2):
        a_reply(a_conversation(community, title="Vacuum", tags=("pumps",)))

    assert (counted(client, address), one) == (one, one)
    assert one <= 12


def test_a_page_asks_as_much_for_three_replies_as_for_one(client_as):
    conversation = a_conversation(tags=("pumps",))
    client = client_as(a_member(conversation.community))

    actions.thank_for_reply(a_reply(conversation), by=conversation.author)
    one = counted(client, conversation.get_absolute_url())
    for _ in range(2):
        actions.thank_for_reply(a_reply(conversation), by=conversation.author)

    assert counted(client, conversation.get_absolute_url()) == one


def test_a_private_list_is_not_there_for_strangers(client_as):
    conversation = a_conversation(CommunityFactory(visibility="private"))

    for name in ("community", "new", "tags"):
        address = reverse(f"conversations:{name}", args=[conversation.community.slug])
        assert client_as(PersonFactory()).get(address).status_code == 404


def test_the_tags_of_a_community_are_counted(client_as):
    community = CommunityFactory()
    a_conversation(community, tags=("pumps", "seals"))
    a_conversation(community, tags=("pumps",))

    assert [(tag.name, tag.count) for tag in queries.tag_cloud(community)] == [("pumps", 2), ("seals", 1)]


def test_a_way_in_without_a_community_asks_for_one(client_as):
    person = a_member()
    start = reverse("conversations:start")
    alone = client_as(person).get(start, {"title": "Why?"})
    assert alone["Location"].endswith("/new/?title=Why%3F")

    joins(person, CommunityFactory(name="Field notes"))
    assert "Field notes" in client_as(person).get(start).content.decode()
    assert "no community yet" in client_as(PersonFactory()).get(start).content.decode()
    assert Conversation.objects.count() == 0


def test_somebody_is_asked_from_their_page_where_both_may_read(client_as):
    open_one, private = CommunityFactory(), CommunityFactory(visibility="private")
    asker = a_member(open_one)
    MembershipFactory(person=asker, community=private)
    diego = PersonFactory(name="Diego Sosa", handle="diego-sosa")
    client = client_as(asker)

    assert f'href="{reverse("conversations:start")}?to=diego-sosa"' in client.get(diego.get_absolute_url()).text
    form = client.get(reverse("conversations:start"), {"to": "diego-sosa"}, follow=True)
    assert form.redirect_chain == [(reverse("conversations:new", args=[open_one.slug]) + "?to=diego-sosa", 302)]
    assert "@diego-sosa </textarea>" in form.text

    MembershipFactory(person=diego, community=private)
    page = client.get(reverse("conversations:start"), {"to": "diego-sosa"}).text
    assert "Ask Diego" in page
    assert [one.name in page for one in (open_one, private)] == [True, True]


def test_nobody_is_asked_who_has_no_account_nor_by_themselves_nor_by_who_may_write_nowhere(client_as):
    asker, known, diego = a_member(), ImportedPersonFactory(), PersonFactory()

    assert "?to=" not in client_as(asker).get(known.get_absolute_url()).text
    assert "?to=" not in client_as(asker).get(asker.get_absolute_url()).text
    assert "?to=" not in client_as(PersonFactory()).get(diego.get_absolute_url()).text


def test_with_no_place_that_both_may_read_it_says_so_and_a_made_up_name_is_no_name(client_as):
    private = CommunityFactory(visibility="private")
    asker, diego = a_member(private), PersonFactory()
    client = client_as(asker)

    assert "You share no community yet" in client.get(reverse("conversations:start"), {"to": diego.handle}).text
    new = client.get(reverse("conversations:new", args=[private.slug]), {"to": "<b>x"})
    assert "@&lt;b&gt;" not in new.text

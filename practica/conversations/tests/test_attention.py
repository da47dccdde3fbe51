import pytest
from django.urls import reverse

from practica.communities.queries import memberships_of
from practica.communities.tests.factories import CommunityFactory
from practica.conversations import actions, queries
from practica.conversations.models import Follow, ReadMark
from practica.conversations.tests.factories import a_conversation, a_member, a_reply, joins
from practica.foundation.access import Refused
from practica.people.tests.factories import PersonFactory

pytestmark = pytest.mark.django_db


def unread(community, person):
    rows = queries.listing(community, person, queries.Filters()).rows
    dots = [row.conversation for row in rows if row.is_unread]
    assert queries.unread_counts(person).get(community.pk, 0) == len(dots)
    return dots


def test_what_moves_after_one_joined_is_unread_until_one_has_read_it():
    community = CommunityFactory()
    before = a_conversation(community)
    reader = a_member(community)
    assert unread(community, reader) == []

    reply = a_reply(before)
    assert unread(community, reader) == [before]
    actions.mark_read(reply.conversation, 1, by=reader)
    assert unread(community, reader) == []
    a_reply(before)
    assert unread(community, reader) == [before]


def test_what_one_says_oneself_is_not_unread():
    community = CommunityFactory()
    speaker = a_member(community)

    a_reply(a_conversation(community, by=speaker), by=speaker)

    assert unread(community, speaker) == []


def test_everything_can_be_marked_as_read(client_as):
    community = CommunityFactory()
    reader = a_member(community)
    a_conversation(community)

    client_as(reader).post(reverse("conversations:read_all", args=[community.slug]))

    assert unread(community, reader) == []
    later = a_conversation(community)
    assert unread(community, reader) == [later]


def test_people_who_do_not_belong_have_nothing_unread():
    conversation = a_conversation()

    assert unread(conversation.community, PersonFactory()) == []


def test_reading_never_goes_back_and_not_beyond_the_end():
    conversation = a_conversation()
    reader = a_member(conversation.community)
    for _ in range(3):
        reply = a_reply(conversation)

    for number, kept in ((2, 2), (1, 2), (99, 3)):
        actions.mark_read(reply.conversation, number, by=reader)
        assert ReadMark.objects.get(person=reader).number == kept


def test_looking_at_a_page_changes_nothing(client_as):
    conversation = a_conversation()
    reader = a_member(conversation.community)

    client_as(reader).get(conversation.get_absolute_url())
    assert not ReadMark.objects.filter(person=reader).exists()

    client_as(reader).post(reverse("conversations:read", args=[conversation.pk, 0]))
    assert ReadMark.objects.filter(person=reader).exists()


def test_one_follows_mutes_and_lets_go():
    conversation = a_conversation()
    person = a_member(conversation.community)

    assert actions.follow(conversation, by=person).muted_at is None
    assert actions.mute(conversation, by=person).muted_at is not None
    assert actions.follow(conversation, by=person).muted_at is None
    actions.unfollow(conversation, by=person)
    assert not Follow.objects.filter(person=person).exists()
    with pytest.raises(Refused, match="don't follow"):
        actions.unfollow(conversation, by=person)


def test_the_page_shows_what_is_new_since_one_was_here(client_as):
    conversation = a_conversation()
    reader = a_member(conversation.community)
    actions.mark_read(a_reply(conversation).conversation, 1, by=reader)
    a_reply(conversation)

    page = client_as(reader).get(conversation.get_absolute_url()).content.decode()

    assert page.count('id="new"') == 1
    assert page.index('data-live-id="1"') < page.index('id="new"') < page.index('data-live-id="2"')
    there = client_as(reader).get(reverse("conversations:newest", args=[conversation.pk]))
    assert there["Location"] == f"{conversation.get_absolute_url()}?page=1#new"


def test_the_rail_counts_what_is_new_in_all_of_ones_communities_in_one_query(client_as, django_assert_num_queries):
    pumps, seals, closed = CommunityFactory(), CommunityFactory(), CommunityFactory()
    reader = a_member(pumps)
    joins(reader, seals)
    a_conversation(pumps), a_conversation(pumps), a_conversation(closed)
    gone = a_conversation(seals)
    gone.hidden_at, gone.hidden_by, gone.hide_reason = gone.opened_at, gone.author, "It names a customer."
    gone.save()

    memberships_of(reader)  # which every page has read already
    with django_assert_num_queries(1):
        assert queries.unread_counts(reader) == {pumps.pk: 2, seals.pk: 0}
    assert queries.listing(pumps, reader, queries.Filters(unread=True)).rows != []
    page = client_as(reader).get("/communities/").content.decode()
    assert '<span class="badge">2<span class="visually-hidden"> unread</span></span>' in page

    actions.mark_community_read(pumps, by=reader)
    assert queries.unread_counts(reader)[pumps.pk] == 0

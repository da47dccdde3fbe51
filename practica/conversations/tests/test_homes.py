import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from practica.communities.models import Status
from practica.communities.tests.factories import CommunityFactory
from practica.conversations import actions, queries
from practica.conversations.models import Conversation
from practica.conversations.tests.factories import a_conversation, a_member, a_reply, joins
from practica.conversations.verbs import Verb
from practica.events.models import Event
from practica.foundation.access import Refused
from practica.people.tests.factories import PersonFactory

pytestmark = pytest.mark.django_db


def somebody_in(first, second, role="core"):
    person = a_member(first, role=role)
    joins(person, second)
    return person


def titles(community, person):
    return [row.conversation for row in queries.listing(community, person, queries.Filters()).rows]


def test_it_moves_with_all_that_belongs_to_it_and_leaves_a_trace():
    reply = a_reply(a_conversation())
    origin, target = reply.community, CommunityFactory()
    mover = somebody_in(origin, target)

    conversation = actions.move_conversation(reply.conversation, target, by=mover)

    reply.refresh_from_db()
    assert (conversation.community, reply.community) == (target, target)
    assert (titles(origin, mover), titles(target, mover)) == ([], [conversation])
    assert [(t.kind, t.came_from, t.went_to) for t in conversation.traces.all()] == [("moved", origin, target)]
    assert Event.objects.get(verb=Verb.MOVED).community_id == target.pk


def test_who_moves_is_in_the_core_group_here_and_a_member_there():
    conversation, target = a_conversation(), CommunityFactory()

    for mover in (a_member(conversation.community, role="core"), somebody_in(conversation.community, target, "member")):
        with pytest.raises(PermissionDenied):
            actions.move_conversation(conversation, target, by=mover)


def test_it_does_not_move_where_it_is_nor_into_a_closed_community():
    conversation, closed = a_conversation(), CommunityFactory(status=Status.CLOSED)
    mover = somebody_in(conversation.community, closed)

    with pytest.raises(Refused, match="lives there"):
        actions.move_conversation(conversation, conversation.community, by=mover)
    with pytest.raises(Refused, match="closed"):
        actions.move_conversation(conversation, closed, by=mover)


def test_it_moves_to_where_it_was_cross_posted():
    conversation, target = a_conversation(), CommunityFactory()
    mover = somebody_in(conversation.community, target)
    actions.cross_post(conversation, target, by=mover)

    conversation = actions.move_conversation(conversation, target, by=mover)

    assert [home.community for home in conversation.homes.all()] == [target]


def test_a_trace_does_not_name_a_place_its_reader_may_not_see(client_as):
    secret, target = CommunityFactory(visibility="private", name="Secret works"), CommunityFactory()
    conversation = a_conversation(secret)
    mover = somebody_in(secret, target)
    actions.move_conversation(conversation, target, by=mover)

    seen = client_as(mover).get(conversation.get_absolute_url()).content.decode()
    unseen = client_as(a_member(target)).get(conversation.get_absolute_url()).content.decode()

    assert f"{mover.name} moved this here from Secret works" in seen
    assert (f"{mover.name} moved this here" in unseen, "Secret works" in unseen) == (True, False)


def test_one_conversation_has_two_homes_and_replies_appear_in_both():
    conversation, other = a_conversation(CommunityFactory(visibility="private")), CommunityFactory()
    author = conversation.author
    joins(author, other)
    stranger = PersonFactory()
    assert not Conversation.objects.visible_to(stranger).exists()

    actions.cross_post(conversation, other, by=author)
    reply = a_reply(conversation, by=a_member(other))

    assert Conversation.objects.visible_to(stranger).get() == conversation
    assert titles(conversation.community, author) == titles(other, author) == [conversation]
    assert {home.last_activity_at for home in conversation.homes.all()} == {reply.written_at}


def test_its_author_or_the_core_group_cross_posts_into_a_community_of_theirs():
    conversation, other = a_conversation(), CommunityFactory()
    joins(conversation.author, other)

    for person in (somebody_in(conversation.community, other, "member"), a_member(conversation.community, role="core")):
        with pytest.raises(PermissionDenied):
            actions.cross_post(conversation, other, by=person)
    actions.cross_post(conversation, other, by=conversation.author)
    with pytest.raises(Refused, match="already"):
        actions.cross_post(conversation, other, by=conversation.author)


def test_nothing_is_posted_into_a_closed_community_nor_while_hidden():
    conversation, closed, other = a_conversation(), CommunityFactory(status=Status.CLOSED), CommunityFactory()
    for place in (closed, other):
        joins(conversation.author, place)
    with pytest.raises(Refused, match="closed"):
        actions.cross_post(conversation, closed, by=conversation.author)

    actions.hide_conversation(conversation, "Names", by=a_member(conversation.community, role="facilitator"))
    with pytest.raises(Refused, match="hidden"):
        actions.cross_post(conversation, other, by=conversation.author)


def test_a_cross_post_is_taken_back_by_either_side():
    conversation, other = a_conversation(), CommunityFactory()
    joins(conversation.author, other)
    home = actions.cross_post(conversation, other, by=conversation.author)

    with pytest.raises(PermissionDenied):
        actions.take_back_cross_post(home, by=a_member(other))
    actions.take_back_cross_post(home, by=a_member(other, role="core"))
    home = actions.cross_post(conversation, other, by=conversation.author)
    actions.take_back_cross_post(home, by=conversation.author)

    with pytest.raises(Refused, match="lives there"):
        actions.take_back_cross_post(conversation.homes.get(), by=conversation.author)


def test_each_community_pins_for_itself():
    older, newer = a_conversation(), None
    newer = a_conversation(older.community)
    core = a_member(older.community, role="core")
    assert titles(older.community, core) == [newer, older]

    home = actions.pin(older.homes.get(), by=core)
    assert titles(older.community, core) == [older, newer]
    with pytest.raises(Refused, match="pinned already"):
        actions.pin(home, by=core)
    actions.unpin(home, by=core)
    with pytest.raises(Refused, match="not pinned"):
        actions.unpin(home, by=core)
    with pytest.raises(PermissionDenied):
        actions.pin(home, by=older.author)
    with pytest.raises(PermissionDenied):
        actions.unpin(home, by=older.author)


def test_the_page_offers_these_and_posts_them(client_as):
    conversation, target = a_conversation(), CommunityFactory()
    mover = somebody_in(conversation.community, target)
    client = client_as(mover)
    page = client.get(conversation.get_absolute_url()).content.decode()
    assert 'id="move-dialog"' in page

    def press(name, *more, **given):
        return client.post(reverse(f"conversations:{name}", args=[conversation.pk, *more]), given).status_code

    assert press("pin", conversation.community.slug) == 302
    assert press("unpin", conversation.community.slug) == 302
    assert press("cross_post", community=target.slug) == 302
    assert press("take_back_cross_post", target.slug) == 302
    assert press("move", community=target.slug) == 302
    assert press("move", community="nowhere") == 404

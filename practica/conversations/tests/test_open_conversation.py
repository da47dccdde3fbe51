import pytest
from django.core.exceptions import PermissionDenied

from practica.communities.models import Role, Status
from practica.communities.tests.factories import CommunityFactory
from practica.conversations.actions import Writing, open_conversation
from practica.conversations.models import Conversation, Follow, Kind
from practica.conversations.tests.factories import a_conversation, a_member
from practica.conversations.verbs import Verb
from practica.events.models import Event
from practica.foundation.access import Refused
from practica.people.tests.factories import PersonFactory

pytestmark = pytest.mark.django_db

WORDS = Writing(title="Why?", source="It *stops*.", tags=("Vacuum  Pumps", "#seals", "vacuum pumps", " "))


def test_it_keeps_what_was_written_and_says_so():
    community = CommunityFactory()
    author = a_member(community)

    conversation = open_conversation(community, WORDS, by=author)

    assert conversation.html == "<p>It <em>stops</em>.</p>\n"
    assert conversation.plain == "It stops."
    assert [(e.verb, e.target) for e in Event.objects.all()] == [(Verb.OPENED, conversation)]


def test_tags_are_written_one_way_and_once():
    community = CommunityFactory()

    assert open_conversation(community, WORDS, by=a_member(community)).tags == ["vacuum pumps", "seals"]


def test_its_author_follows_it():
    conversation = a_conversation()

    assert [follow.person for follow in Follow.objects.all()] == [conversation.author]


def test_people_who_do_not_belong_may_not():
    with pytest.raises(PermissionDenied):
        open_conversation(CommunityFactory(), WORDS, by=PersonFactory())


def test_a_closed_community_takes_none():
    community = CommunityFactory(status=Status.CLOSED)

    with pytest.raises(Refused, match="closed"):
        open_conversation(community, WORDS, by=a_member(community))


def test_only_the_core_group_announces():
    community = CommunityFactory()
    announcement = Writing(title="News", source="Read this.", kind=Kind.ANNOUNCEMENT)

    with pytest.raises(PermissionDenied):
        open_conversation(community, announcement, by=a_member(community))
    assert open_conversation(community, announcement, by=a_member(community, role=Role.CORE)).kind == "announcement"


def test_strangers_see_nothing_of_a_private_community():
    conversation = a_conversation(CommunityFactory(visibility="private"))

    assert not Conversation.objects.visible_to(PersonFactory()).exists()
    assert Conversation.objects.visible_to(conversation.author).get() == conversation

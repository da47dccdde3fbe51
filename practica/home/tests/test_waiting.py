"""What waits for somebody on their start page, each thing once, and how little it takes to find out."""

from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from practica.communities.queries import forget_memberships
from practica.communities.tests.factories import CommunityFactory, MembershipFactory
from practica.conversations.models import Conversation
from practica.conversations.tests.factories import a_conversation, a_reply
from practica.events.actions import record
from practica.meetings.tests.factories import meeting, timing
from practica.notices import registry
from practica.notices.actions import tell
from practica.notices.models import Card
from practica.people.tests.factories import PersonFactory
from practica.polls.actions import answer_poll
from practica.polls.models import Choice
from practica.polls.tests.factories import CONSENT, a_poll
from practica.topics.actions import consider_topic
from practica.topics.tests.factories import a_topic
from practica.work.actions import take_task
from practica.work.tests.factories import a_commitment, a_task, an_ask

pytestmark = pytest.mark.django_db
HOME = "/"


def veteran(**given):
    return PersonFactory(claimed_at=timezone.now() - timedelta(days=90), **given)


@pytest.fixture
def told(monkeypatch):
    """A verb that digests tell, so that the tests depend on no feature's words."""
    monkeypatch.setattr(registry, "_tellings", {})
    registry.declare("home.told", words="{who} told it", icon="feather", is_in_digest=True)
    return "home.told"


def test_invitations_wait_first(client_as):
    me = veteran()
    MembershipFactory(person=me, community__name="Leaks", state="invited", joined_at=None)
    page = client_as(me).get(HOME)

    assert page.context["count"] == 1
    assert "One thing waits for you." in page.text
    assert "You are invited to Leaks" in page.text


def test_at_most_five_are_shown_until_one_asks_for_all(client_as):
    me = veteran()
    for _number in range(6):
        MembershipFactory(person=me, state="invited", joined_at=None)
    client = client_as(me)

    assert "at-most" in client.get(HOME).text
    assert "Show all 6" in client.get(HOME).text
    assert "at-most" not in client.get(HOME, {"all": ""}).text


def queries_of(client):
    client.get(HOME)
    with CaptureQueriesContext(connection) as counted:
        client.get(HOME)
    return len(counted)


def test_a_quiet_start_asks_eleven_queries_for_one_row_and_for_three(client_as, told):
    me = veteran()
    client = client_as(me)
    counts = []
    for many in (1, 2):
        for _number in range(many):
            community = CommunityFactory()
            MembershipFactory(person=me, community=community)
            MembershipFactory(person=me, state="invited", joined_at=None)
            subject = a_conversation(community)
            record(told, by=subject.author, target=subject, community=community)
        counts.append(queries_of(client))

    # Session, person, communities; what waits and the invitations; cards, news, what of it one may see, its things;
    # unread; meetings to come.
    assert counts == [11, 11]


def busy(me):
    """One more of everything that can wait."""
    community = CommunityFactory()
    MembershipFactory(person=me, community=community, role="facilitator")
    forget_memberships(me)
    MembershipFactory(person=me, state="invited", joined_at=None)
    MembershipFactory(community=community, state="requested", joined_at=None)
    with time_machine.travel(timezone.now() - timedelta(days=9)):
        question = a_conversation(community, by=me, kind="question")
        a_reply(question)
    soon = timing(first_on=timezone.localdate() + timedelta(days=7))
    meeting(community, by=MembershipFactory(community=community, role="facilitator").person, when=soon)
    a_poll(community)
    a_topic(community)
    a_commitment(community, by=me)
    an_ask(a_task(community), me)
    take_task(a_task(community), by=me)
    return community


def test_a_full_start_asks_one_more_query_for_each_kind_of_thing_that_waits(client_as):
    me = veteran()
    client = client_as(me)
    counts = []
    for many in (1, 2):
        for _number in range(many):
            busy(me)
        counts.append(queries_of(client))

    assert counts == [21, 21]


def test_what_waits_is_listed_once_with_what_it_asks_of_me(client_as):
    me = veteran()
    busy(me)
    page = client_as(me).get(HOME, {"all": ""})

    for words in (
        "answered your question",
        "You are invited to",
        "would like to join",
        "asks for your answer",
        "asks you to take part",
        "Will you come to",
        "Answer due in 14 days",
        "You promised",
    ):
        assert page.text.count(words) == 1, words
    assert page.context["waiting"].rows == 8
    assert page.context["count"] == 9
    assert "Nine things wait for you. None of them is late." in page.text


def test_a_poll_i_answered_and_a_suggestion_that_was_answered_wait_no_more(client_as):
    me, community = veteran(), CommunityFactory()
    MembershipFactory(person=me, community=community, role="facilitator")
    poll, topic = a_poll(community), a_topic(community)
    assert client_as(me).get(HOME).context["waiting"].rows == 2

    answer_poll(poll, Choice(CONSENT), by=me)
    consider_topic(topic, by=me)

    assert client_as(me).get(HOME).context["waiting"].rows == 0


def test_suggestions_wait_only_for_those_who_owe_the_answer_and_say_when_it_is_late(client_as):
    facilitator, member, community = veteran(), veteran(), CommunityFactory()
    MembershipFactory(person=facilitator, community=community, role="facilitator")
    MembershipFactory(person=member, community=community)
    with time_machine.travel(timezone.now() - timedelta(days=15)):
        a_topic(community)

    assert client_as(member).get(HOME).context["waiting"].rows == 0
    assert "One thing waits for you. One of them is late." in client_as(facilitator).get(HOME).text


@pytest.fixture
def mentions(monkeypatch):
    """A verb by which something is for the reader by name."""
    monkeypatch.setattr(registry, "_tellings", {})
    people = []
    registry.declare("home.named", words="{who} named you", recipients=lambda _event, _thing: people, action="Read it")

    def named(me, subject):
        people[:] = [me]
        tell(record("home.named", by=subject.author, target=subject, community=subject.community))

    return named


def test_what_is_in_the_inbox_by_name_waits_here_too_until_it_is_done(client_as, mentions):
    me, community = veteran(), CommunityFactory(name="Leaks")
    MembershipFactory(person=me, community=community)
    mentions(me, a_conversation(community, title="Who knows?"))
    page = client_as(me).get(HOME)

    assert page.context["count"] == 1
    assert "named you" in page.text
    assert "Who knows?</a></h3>" in page.text

    Card.objects.update(done_at=timezone.now())
    assert client_as(me).get(HOME).context["count"] == 0


def test_a_card_about_what_waits_already_is_not_shown_twice(client_as, mentions):
    me = veteran()
    community = busy(me)
    mentions(me, Conversation.objects.get(author=me, community=community))

    assert client_as(me).get(HOME).context["happened"].card_count == 0


def test_a_card_of_what_i_may_not_see_any_more_is_not_shown(client_as, mentions):
    me, community = veteran(), CommunityFactory(visibility="private")
    row = MembershipFactory(person=me, community=community)
    mentions(me, a_conversation(community, title="Who knows?"))
    row.delete()

    assert "Who knows?" not in client_as(me).get(HOME).text

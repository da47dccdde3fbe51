"""A person's start page: what waits, what is new, what was learned."""

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from practica.communities.tests.factories import CommunityFactory, MembershipFactory
from practica.conversations.actions import accept_answer
from practica.conversations.models import Conversation, Kind
from practica.conversations.tests.factories import a_conversation, a_reply
from practica.events.actions import record
from practica.home.queries import FIGURES, learned, quarter
from practica.home.views import greeting
from practica.notices import registry
from practica.people.tests.factories import ExpertiseFactory, GuestPersonFactory, PersonFactory

pytestmark = pytest.mark.django_db
HOME = "/"


@pytest.fixture
def told(monkeypatch):
    """A verb that digests tell, so that the tests depend on no feature's words."""
    monkeypatch.setattr(registry, "_tellings", {})
    registry.declare("home.told", words="{who} told it", icon="feather", is_in_digest=True)
    return "home.told"


def veteran(**given):
    return PersonFactory(claimed_at=timezone.now() - timedelta(days=90), **given)


def conversation(community, author=None, *, kind=Kind.QUESTION, **facts):
    begun = a_conversation(community, by=author, kind=kind)
    Conversation.objects.filter(pk=begun.pk).update(**facts)
    begun.refresh_from_db()
    return begun


def test_a_stranger_is_led_to_the_door(client):
    assert client.get(HOME).status_code == 302


def test_when_nothing_waits_two_open_questions_are_offered_mine_by_topic_first(client_as):
    me, community = veteran(), CommunityFactory()
    MembershipFactory(person=me, community=community)
    ExpertiseFactory(person=me, tag="Pumps")
    mine = conversation(community, tags=["pumps"], opened_at=timezone.now() - timedelta(days=9))
    for _number in range(3):
        conversation(community)
    conversation(CommunityFactory())
    page = client_as(me).get(HOME)

    assert "Nothing waits for you." in page.text
    assert page.context["questions"][0] == mine
    assert len(page.context["questions"]) == 2


def test_news_are_grouped_and_short_and_not_of_my_own(client_as, told):
    me, community, quiet = veteran(), CommunityFactory(name="Leaks"), CommunityFactory(name="Calm")
    for one in (community, quiet):
        MembershipFactory(person=me, community=one)
    for number in range(4):
        subject = conversation(community, title=f"News {number}")
        record(told, by=subject.author, target=subject, community=community)
        record(told, by=subject.author, target=subject, community=community)
    record(told, by=me, target=conversation(community, me), community=community)
    page = client_as(me).get(HOME)
    news = page.context["happened"].news

    assert [(one.community, one.total, len(one.lines), one.more) for one in news] == [(community, 4, 2, 2)]
    assert page.context["happened"].quiet == [quiet]
    assert "News 3" in page.text


def test_news_of_a_fortnight_ago_are_none(client_as, told):
    me, community = veteran(), CommunityFactory()
    MembershipFactory(person=me, community=community)
    with time_machine.travel(timezone.now() - timedelta(days=20)):
        subject = conversation(community)
        record(told, by=subject.author, target=subject, community=community)

    assert client_as(me).get(HOME).context["happened"].news == []


def test_what_was_hidden_is_no_news(client_as, told):
    me, community = veteran(), CommunityFactory()
    MembershipFactory(person=me, community=community)
    subject = conversation(community)
    record(told, by=subject.author, target=subject, community=community)
    hidden = {"hidden_at": timezone.now(), "hidden_by": subject.author, "hide_reason": "it hurts"}
    Conversation.objects.filter(pk=subject.pk).update(**hidden)

    assert client_as(me).get(HOME).context["happened"].news == []


def test_somebody_new_finds_three_easy_starts_and_what_is_popular(client_as, told):
    subject = conversation(CommunityFactory(), title="Popular thing")
    record(told, by=subject.author, target=subject, community=subject.community)
    page = client_as(PersonFactory()).get(HOME)

    assert "Three easy starts" in page.text
    assert "Popular this month" in page.text
    assert "Popular thing" in page.text


def test_figures_below_five_are_not_enough_yet(client_as):
    community = CommunityFactory()
    with time_machine.travel("2026-11-10T12:00:00Z"):
        for _number in range(5):
            conversation(community, kind=Kind.EXPERIENCE)
        for _number in range(4):
            question = conversation(community)
            accept_answer(question, a_reply(question), by=question.author)
    with time_machine.travel("2026-11-12T12:00:00Z"):
        page = client_as(veteran()).get(HOME)

    assert [number for _figure, number in page.context["figures"]] == [5, None, None, None]
    assert page.text.count("not enough yet") == 3


def test_private_communities_and_other_quarters_are_not_counted():
    with time_machine.travel("2026-11-10T12:00:00Z"):
        conversation(CommunityFactory(visibility="private"), kind=Kind.EXPERIENCE)
    with time_machine.travel("2026-09-30T12:00:00Z"):
        conversation(CommunityFactory(), kind=Kind.EXPERIENCE)
    with time_machine.travel("2026-11-12T12:00:00Z"):
        conversation(CommunityFactory(), kind=Kind.EXPERIENCE)

        assert learned("experiences", *quarter()).count() == 0


@pytest.mark.parametrize("figure", [one.key for one in FIGURES])
def test_each_figure_opens_its_list(client_as, figure):
    assert client_as(veteran()).get(reverse("home:learned", args=[figure])).status_code == 200


def test_there_is_no_list_of_visits_and_none_for_guests(client_as):
    assert client_as(veteran()).get(reverse("home:learned", args=["visits"])).status_code == 404
    assert client_as(GuestPersonFactory()).get(reverse("home:learned", args=["met"])).status_code == 404
    assert client_as(GuestPersonFactory()).get(HOME).context["figures"] == []


@pytest.mark.parametrize(
    ("hour", "words"), [("08", "Good morning, Ana"), ("15", "Good afternoon, Ana"), ("23", "Good evening, Ana")]
)
def test_the_greeting_knows_the_hour(hour, words):
    with time_machine.travel(f"2026-11-12T{hour}:00:00Z"):
        assert greeting(PersonFactory.build(name="Ana Pérez")) == words


def test_a_profile_shows_the_communities_that_its_reader_may_see(client_as):
    ana = PersonFactory()
    MembershipFactory(person=ana, community__name="Leaks", role="core")
    MembershipFactory(person=ana, community__name="Secret", community__visibility="private")
    MembershipFactory(person=ana, community__name="Once", former=True)
    page = client_as(PersonFactory()).get(ana.get_absolute_url()).text

    assert "Leaks" in page
    assert "Core group" in page
    assert "Secret" not in page
    assert "Once" not in page

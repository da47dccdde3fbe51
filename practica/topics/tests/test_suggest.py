"""Suggesting: who may, what is kept, what looks alike."""

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from practica.communities.models import Status
from practica.events.models import Event
from practica.foundation.access import Refused
from practica.people.tests.factories import PersonFactory
from practica.topics.actions import (
    accept_topic,
    change_topic,
    hide_topic,
    suggest_topic,
    support_topic,
    withdraw_support,
)
from practica.topics.models import ANSWER_DUE, StepKind, Support, Topic
from practica.topics.queries import look_alikes
from practica.topics.tests.factories import (
    CommunityFactory,
    a_suggestion,
    a_topic,
    core_of,
    facilitator_of,
    guest_of,
    member_of,
)
from practica.topics.verbs import Verb

pytestmark = pytest.mark.django_db


def test_a_suggestion_waits_for_an_answer_that_is_due_in_fourteen_days():
    community = CommunityFactory()
    ana = member_of(community)
    topic = suggest_topic(community, a_suggestion(horizon="capability", lane="standardise"), by=ana)

    assert (topic.state, topic.author, topic.horizon, topic.lane) == ("suggested", ana, "capability", "standardise")
    assert topic.due_at - topic.suggested_at == ANSWER_DUE
    assert (topic.days_left, topic.is_late) == (14, False)
    assert [(step.kind, step.by) for step in topic.steps.all()] == [(StepKind.SUGGESTED, ana)]
    assert [(event.verb, event.actor) for event in Event.objects.all()] == [(Verb.SUGGESTED, ana)]


def test_guests_suggest_where_they_are_guests_and_strangers_nowhere():
    community = CommunityFactory()

    assert a_topic(community, by=guest_of(community)).is_waiting
    with pytest.raises(PermissionDenied):
        a_topic(community, by=PersonFactory())


def test_a_closed_community_takes_no_suggestions():
    community = CommunityFactory()
    ana = member_of(community)
    community.status = Status.CLOSED
    with pytest.raises(Refused, match="closed"):
        a_topic(community, by=ana)


def test_its_author_says_it_better_until_somebody_answers():
    community = CommunityFactory()
    ana, core = member_of(community), core_of(community)
    topic = change_topic(a_topic(community, by=ana), a_suggestion("Une seule liste"), by=ana)

    assert (topic.title, topic.sought) == ("Une seule liste", "une seule liste")
    with pytest.raises(PermissionDenied):
        change_topic(topic, a_suggestion("Another"), by=core)
    accept_topic(topic, "learn", by=core)
    with pytest.raises(Refused, match="answered"):
        change_topic(topic, a_suggestion("Another"), by=ana)


@pytest.mark.parametrize(
    ("title", "typed", "language"),
    [
        ("One start-up checklist for every lift station", "start up checklists for lift stations", "en"),
        ("One start-up checklist for every lift station", "Checklist for startup of every lift station", "en"),
        ("Lista única de arranque para las estaciones", "listas unicas de arranque", "es"),
        ("¿Qué nos dice el aceite?", "Que nos dice el aceite", "es"),
    ],
)
def test_what_says_the_same_differently_looks_alike(title, typed, language):
    community = CommunityFactory()
    topic = a_topic(community, title=title, language=language)
    a_topic(community, title="Hearing a bearing before the sensor does")
    a_topic(CommunityFactory(), title=title)

    assert look_alikes(community, typed, topic.author, language) == [topic]


@pytest.mark.parametrize("typed", ["", "abc", "Grease: how much, how often", "the of and", "' | & !:* \\"])
def test_what_is_about_something_else_does_not(typed):
    community = CommunityFactory()
    topic = a_topic(community)

    assert look_alikes(community, typed, topic.author) == []


def test_a_new_one_keeps_the_one_it_resembles():
    community = CommunityFactory()
    first = a_topic(community)
    second = a_topic(community, title="One start-up checklist for every station, please")

    assert (second.looks_like, second.looks_merged) == (first, first)


def test_a_hidden_one_is_shown_to_nobody_as_alike():
    community = CommunityFactory()
    facilitator = facilitator_of(community)
    topic = a_topic(community)
    hide_topic(topic, "Names a colleague", by=facilitator)

    assert look_alikes(community, topic.title, facilitator) == []


def test_support_counts_once_and_can_be_taken_back():
    community = CommunityFactory()
    topic, luis = a_topic(community), member_of(community)
    support_topic(topic, by=luis)
    topic = support_topic(topic, by=luis)

    assert (topic.support_count, Support.objects.count()) == (1, 1)
    assert Event.objects.filter(verb=Verb.SUPPORTED).count() == 1
    withdraw_support(topic, by=luis)
    topic = withdraw_support(topic, by=luis)
    assert (topic.support_count, Support.objects.count()) == (0, 0)
    assert Event.objects.filter(verb=Verb.SUPPORT_WITHDRAWN).count() == 1


def test_nobody_supports_their_own_nor_what_is_over_nor_from_outside():
    community = CommunityFactory()
    topic = a_topic(community)
    with pytest.raises(Refused, match="own"):
        support_topic(topic, by=topic.author)
    for act in (support_topic, withdraw_support):
        with pytest.raises(PermissionDenied):
            act(topic, by=PersonFactory())
    Topic.objects.update(state="declined", reason="x" * 20, answered_at=timezone.now(), answered_by=topic.author)
    with pytest.raises(Refused, match="decided"):
        support_topic(topic, by=member_of(community))

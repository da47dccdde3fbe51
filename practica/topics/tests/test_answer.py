"""What the core group answers: each answer, who may not give it, what it refuses, who hears of it."""

from datetime import timedelta

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone

from practica.foundation.access import Refused
from practica.notices.models import Notice
from practica.topics.actions import (
    accept_topic,
    consider_topic,
    decline_topic,
    finish_topic,
    hide_topic,
    park_topic,
    plan_topic,
    reconsider_topic,
    return_parked,
    show_topic,
    support_topic,
    tell_answers_due,
)
from practica.topics.models import StepKind, Topic
from practica.topics.tasks import bring_back_what_was_parked, tell_what_is_due
from practica.topics.tests.factories import (
    A_REASON,
    CommunityFactory,
    a_topic,
    core_of,
    facilitator_of,
    member_of,
)
from practica.topics.verbs import Verb

pytestmark = pytest.mark.django_db


def tomorrow(days=1):
    return timezone.localdate() + timedelta(days=days)


ANSWERS = {
    "consider": lambda topic, by: consider_topic(topic, by=by),
    "accept": lambda topic, by: accept_topic(topic, "build", by=by),
    "park": lambda topic, by: park_topic(topic, tomorrow(30), "After the winter", by=by),
    "decline": lambda topic, by: decline_topic(topic, A_REASON, by=by),
}


@pytest.mark.parametrize(
    ("name", "state"),
    [("consider", "considering"), ("accept", "accepted"), ("park", "parked"), ("decline", "declined")],
)
def test_every_answer_stops_the_clock_stands_in_the_trail_and_is_heard(name, state, run_jobs):
    community = CommunityFactory()
    core, supporter = core_of(community), member_of(community)
    topic = support_topic(a_topic(community), by=supporter)
    topic = ANSWERS[name](topic, core)
    run_jobs()

    assert (topic.state, topic.answered_by, topic.is_late) == (state, core, False)
    assert topic.steps.last().by == core
    heard = {row.card.person for row in Notice.objects.filter(verb=topic_verb(name))}
    assert heard == {topic.author, supporter}


def topic_verb(name):
    return {
        "consider": Verb.CONSIDERED,
        "accept": Verb.ACCEPTED,
        "park": Verb.PARKED,
        "decline": Verb.DECLINED,
    }[name]


@pytest.mark.parametrize("name", ANSWERS)
def test_only_the_core_group_answers_and_only_what_is_not_decided(name):
    community = CommunityFactory()
    topic, core = a_topic(community), core_of(community)
    with pytest.raises(PermissionDenied):
        ANSWERS[name](topic, topic.author)
    decline_topic(topic, A_REASON, by=core)
    with pytest.raises(Refused, match="decided already"):
        ANSWERS[name](topic, core)


@pytest.mark.parametrize("reason", ["", "No.", "x" * 19, "  too short          ", "\x00\x01 too short     \x02"])
def test_nothing_is_declined_without_a_reason_of_twenty_characters(reason):
    community = CommunityFactory()
    topic = a_topic(community)
    with pytest.raises(Refused, match="20 characters"):
        decline_topic(topic, reason, by=core_of(community))

    with pytest.raises(IntegrityError, match="topic_declined_with_a_reason"), transaction.atomic():
        Topic.objects.filter(pk=topic.pk).update(state="declined", reason="No.")
    assert Topic.objects.get().state == "suggested"


@pytest.mark.parametrize("days", [-1, 0, 731])
def test_parking_needs_a_day_ahead_within_two_years(days):
    community = CommunityFactory()
    with pytest.raises(Refused, match="tomorrow"):
        park_topic(a_topic(community), tomorrow(days), by=core_of(community))


def test_there_are_three_lanes():
    community = CommunityFactory()
    with pytest.raises(Refused, match="lane"):
        accept_topic(a_topic(community), "dance", by=core_of(community))


def test_considering_twice_is_refused_and_then_it_is_decided():
    community = CommunityFactory()
    core, topic = core_of(community), a_topic(community)
    consider_topic(topic, by=core)
    with pytest.raises(Refused, match="considered already"):
        consider_topic(topic, by=core)

    assert accept_topic(topic, "learn", by=core).position == 1


def test_what_was_parked_comes_back_on_its_day_with_a_new_clock(run_jobs):
    community = CommunityFactory()
    core = core_of(community)
    topic = park_topic(a_topic(community), tomorrow(30), "After the winter", by=core)
    assert return_parked() == 0

    with time_machine.travel(timezone.now() + timedelta(days=31)):
        assert (return_parked(), return_parked()) == (1, 0)
        topic.refresh_from_db()
        assert (topic.state, topic.parked_until, topic.days_left) == ("suggested", None, 14)
        run_jobs()
    assert topic.steps.last().kind == StepKind.RETURNED
    assert {row.card.person for row in Notice.objects.filter(verb=Verb.RETURNED)} == {topic.author, core}


def test_the_facilitators_hear_once_that_an_answer_is_due(run_jobs):
    community = CommunityFactory()
    facilitator, _core = facilitator_of(community), core_of(community)
    topic = a_topic(community)
    assert tell_answers_due() == 0

    with time_machine.travel(topic.due_at + timedelta(minutes=1)):
        assert Topic.objects.get().is_late
        assert (tell_answers_due(), tell_answers_due()) == (1, 0)
        run_jobs()
    assert [row.card.person for row in Notice.objects.filter(verb=Verb.ANSWER_DUE)] == [facilitator]


def test_where_nobody_facilitates_the_core_group_hears_it(run_jobs):
    community = CommunityFactory()
    core = core_of(community)
    topic = a_topic(community)
    with time_machine.travel(topic.due_at + timedelta(minutes=1)):
        tell_answers_due()
        run_jobs()

    assert [row.card.person for row in Notice.objects.filter(verb=Verb.ANSWER_DUE)] == [core]


@pytest.mark.parametrize("name", ["accept", "park", "decline"])
def test_a_decision_can_be_taken_back(name):
    community = CommunityFactory()
    core = core_of(community)
    topic = ANSWERS[name](a_topic(community), core)
    with pytest.raises(PermissionDenied):
        reconsider_topic(topic, by=topic.author)
    topic = reconsider_topic(topic, by=core)

    assert (topic.state, topic.position, topic.parked_until, topic.reason) == ("considering", None, None, "")
    with pytest.raises(Refused, match="no decision"):
        reconsider_topic(topic, by=core)


def test_from_accepted_to_done_with_what_came_of_it(run_jobs):
    community = CommunityFactory()
    core = core_of(community)
    topic = a_topic(community)
    with pytest.raises(Refused, match="not on the learning agenda"):
        plan_topic(topic, by=core)
    topic = plan_topic(accept_topic(topic, "learn", by=core), by=core)
    with pytest.raises(PermissionDenied):
        finish_topic(topic, "We hear it now.", by=topic.author)
    with pytest.raises(Refused, match="what came of it"):
        finish_topic(topic, "  ", by=core)
    topic = finish_topic(topic, "We hear it now.", by=core)
    run_jobs()

    kinds = ["suggested", "accepted", "planned", "done"]
    assert [step.kind for step in topic.steps.all()] == kinds
    assert (topic.state, topic.position, topic.reason) == ("done", None, "We hear it now.")
    assert {row.card.person for row in Notice.objects.filter(verb=Verb.DONE)} == {topic.author}


def test_the_clock_does_it_by_itself():
    community = CommunityFactory()
    core = core_of(community)
    topic = park_topic(a_topic(community), tomorrow(), "After the winter", by=core)
    late = a_topic(community, title="Hearing a bearing")
    with time_machine.travel(late.due_at + timedelta(minutes=1)):
        bring_back_what_was_parked()
        tell_what_is_due()
    topic.refresh_from_db()
    late.refresh_from_db()

    assert (topic.state, late.reminded_at is not None) == ("suggested", True)


def test_an_author_hears_that_it_was_hidden_and_shown(run_jobs):
    community = CommunityFactory()
    facilitator = facilitator_of(community)
    topic = a_topic(community)
    hide_topic(topic, "Names a colleague", by=facilitator)
    show_topic(topic, by=facilitator)
    run_jobs()

    rows = Notice.objects.filter(verb__in=[Verb.HIDDEN, Verb.SHOWN])
    assert [row.card.person for row in rows] == [topic.author] * 2


def test_a_facilitator_hides_with_a_reason_and_shows_again():
    community = CommunityFactory()
    facilitator, core = facilitator_of(community), core_of(community)
    topic = a_topic(community)
    with pytest.raises(PermissionDenied):
        hide_topic(topic, "Names a colleague", by=core)
    with pytest.raises(Refused, match="say why"):
        hide_topic(topic, " ", by=facilitator)
    topic = hide_topic(topic, "Names a colleague", by=facilitator)
    with pytest.raises(Refused, match="hidden already"):
        hide_topic(topic, "Again", by=facilitator)

    seen = [person for person in (core, topic.author, facilitator) if Topic.objects.visible_to(person).exists()]
    assert seen == [topic.author, facilitator]
    with pytest.raises(Refused, match="hidden"):
        consider_topic(topic, by=facilitator)
    show_topic(topic, by=facilitator)
    assert Topic.objects.visible_to(core).exists()
    with pytest.raises(Refused, match="not hidden"):
        show_topic(topic, by=facilitator)

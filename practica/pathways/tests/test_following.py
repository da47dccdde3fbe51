"""A topic that was put on a meeting follows what became of its item there."""

from datetime import timedelta

import pytest
import time_machine

from practica.communities.models import Visibility
from practica.communities.tests.factories import CommunityFactory
from practica.conversations.actions import Writing
from practica.meetings.actions import (
    cancel_occurrence,
    note_covered,
    open_agenda,
    publish_minutes,
    remove_item,
    take_up,
    write_outcome,
)
from practica.meetings.tests.factories import JUST_NOW, OPEN, a_decision, opened, series, weekly
from practica.pathways.actions import discuss, put_on_meeting
from practica.pathways.actions.outcomes import record_decision
from practica.pathways.queries import paths_of
from practica.topics.models import Topic
from practica.topics.tests.factories import accepted, core_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _now():
    with time_machine.travel("2026-11-23T12:00:00Z", tick=False):
        yield


@pytest.fixture
def community():
    return CommunityFactory()


def planned(community, one=None, **fields):
    """A topic, and the item it became in a meeting in progress."""
    core = core_of(community)
    (topic,) = accepted(community, "Hearing a bearing", by=core)
    one = one or opened(community, when=JUST_NOW, **fields)
    put_on_meeting(topic, one, by=core)
    return one, one.items.get(origin_id=topic.pk), core


def stands():
    return Topic.objects.values_list("state", "reason").get()


def test_what_was_covered_and_came_to_something_is_done(community, run_jobs):
    one, item, core = planned(community, confidentiality=OPEN)
    decision = write_outcome(one, a_decision("We listen at the drive end"), by=core, item=item)
    record = record_decision(decision, by=core)
    note_covered(one, [item], by=core)
    run_jobs()

    assert stands() == (
        "done",
        "It was taken up in “One way to start a lift pump” on 23 November 2026.\nDecision: We listen at the drive end",
    )
    topic = Topic.objects.get()
    assert topic.position is None
    assert [end.thing for end in paths_of(topic, core).became] == [one, record]
    assert [step.kind for step in topic.steps.all()][-1] == "done"


@pytest.mark.parametrize(("visibility", "is_told"), [(Visibility.OPEN, False), (Visibility.PRIVATE, True)])
def test_a_topic_tells_of_a_meeting_only_what_its_readers_may_know(run_jobs, visibility, is_told):
    community = CommunityFactory(visibility=visibility)
    one, item, core = planned(community)
    write_outcome(one, a_decision("We listen at the drive end"), by=core, item=item)
    note_covered(one, [item], by=core)
    run_jobs()

    state, reason = stands()
    assert (state, "drive end" in reason, "lift pump" in reason) == ("done", is_told, is_told)


def test_what_was_covered_and_came_to_nothing_is_open_again(community, run_jobs):
    one, item, core = planned(community)
    note_covered(one, [item], by=core)
    run_jobs()

    assert stands()[0] == "accepted"
    assert [step.kind for step in Topic.objects.get().steps.all()][-1] == "returned"
    assert Topic.objects.get().position == 1


def test_what_was_put_off_waits_for_the_next_meeting_where_there_is_one(community, run_jobs):
    one, _item, core = planned(community)
    note_covered(one, [], by=core)
    run_jobs()
    assert stands()[0] == "accepted"


def test_in_a_series_it_stays_planned(community, run_jobs):
    weekly_one = series(community, when=weekly("FREQ=WEEKLY;BYDAY=MO", first_on=JUST_NOW.first_on, at=JUST_NOW.at))
    one = weekly_one.occurrences.order_by("starts_at").first()
    one = open_agenda(one, by=weekly_one.created_by)
    one, _item, core = planned(community, one)
    note_covered(one, [], by=core)
    run_jobs()

    assert stands()[0] == "planned"


def test_taken_off_or_cancelled_it_is_open_again(community, run_jobs):
    one, item, core = planned(community)
    remove_item(item, by=core)
    note_covered(one, [], by=core)
    run_jobs()
    assert stands()[0] == "accepted"
    topic = Topic.objects.get()
    other = opened(community)
    put_on_meeting(topic, other, by=core)
    cancel_occurrence(other, "Nobody can", by=core)
    run_jobs()

    assert stands()[0] == "accepted"


def test_what_is_planned_for_something_else_too_stays_planned(community, run_jobs):
    one, item, core = planned(community)
    discuss(Topic.objects.get(), Writing(title="Hearing", source="Who hears it?"), by=core)
    note_covered(one, [item], by=core)
    run_jobs()

    assert stands()[0] == "planned"


def test_what_the_clock_took_up_is_settled_by_the_minutes(community, run_jobs):
    one, item, core = planned(community)
    take_up(item, by=core)
    write_outcome(one, a_decision(), by=core, item=item)
    item.place = "covered"
    item.save()
    with time_machine.travel(one.ends_at + timedelta(hours=3), tick=False):
        publish_minutes(one, "We heard it.", by=core)
        run_jobs()

    assert stands()[0] == "done"


def test_what_nobody_has_said_anything_of_stays_as_it_is(community, run_jobs):
    one, _item, core = planned(community)
    with time_machine.travel(one.ends_at + timedelta(hours=3), tick=False):
        publish_minutes(one, "We heard it.", by=core)
        run_jobs()

    assert stands()[0] == "planned"


def test_what_was_answered_otherwise_meanwhile_is_left_alone(community, run_jobs):
    one, item, core = planned(community)
    Topic.objects.update(state="declined", position=None, reason="We do not want it any more, sorry.")
    note_covered(one, [item], by=core)
    run_jobs()

    assert stands()[0] == "declined"

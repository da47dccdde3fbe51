"""What leads from one thing to another is shown on both ends, to those who may see the other end."""

from datetime import date, time

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from practica.communities.tests.factories import CommunityFactory
from practica.conversations.actions import Writing
from practica.conversations.models import Conversation
from practica.conversations.tests.factories import a_conversation
from practica.foundation.access import Refused
from practica.meetings.actions import cancel_occurrence, next_step, open_agenda, take_up, use_format
from practica.meetings.tests.factories import OPEN, meeting, opened, timing
from practica.pathways.actions import discuss, put_on_meeting, suggest_from, take_up_task
from practica.pathways.models import Trace
from practica.pathways.queries import paths_of, sources_for
from practica.people.tests.factories import PersonFactory
from practica.topics.models import Topic
from practica.topics.tests.factories import a_suggestion, a_topic, accepted, core_of, member_of
from practica.work.actions import drop_task
from practica.work.tests.factories import a_task

pytestmark = pytest.mark.django_db
WRITING = Writing(title="Hearing", source="Who hears it?", kind="discussion")
GIVEN = {"title": "Hearing a bearing", "why": "Before the sensor does.", "horizon": "year", "lane": "learn"}


@pytest.fixture(autouse=True)
def _now():
    with time_machine.travel("2026-11-23T12:00:00Z", tick=True):
        yield


@pytest.fixture
def community():
    return CommunityFactory()


def test_a_conversation_leads_to_a_suggestion_and_back(community):
    ana = member_of(community)
    conversation = a_conversation(community, by=ana)
    topic = suggest_from(conversation, a_suggestion(), by=ana)

    assert topic.source == "conversation"
    assert [end.thing for end in paths_of(conversation, ana).became] == [topic]
    assert [end.thing for end in paths_of(topic, ana).came_from] == [conversation]
    with pytest.raises(PermissionDenied):
        suggest_from(conversation, a_suggestion(), by=PersonFactory())


def test_who_does_not_see_the_other_end_sees_no_trace_of_it(community):
    ana, reader = member_of(community), PersonFactory()
    topic = suggest_from(meeting(community), a_suggestion(), by=ana)

    assert (bool(paths_of(topic, ana)), bool(paths_of(topic, reader))) == (True, False)
    topic = suggest_from(meeting(community, confidentiality=OPEN), a_suggestion(), by=ana)
    assert bool(paths_of(topic, reader)) is True


def test_an_accepted_topic_becomes_a_conversation_and_is_planned(community):
    core = core_of(community)
    (topic,) = accepted(community, "Hearing a bearing", by=core)
    with pytest.raises(PermissionDenied):
        discuss(topic, WRITING, by=topic.author)
    with pytest.raises(Refused, match="not on the learning agenda"):
        discuss(a_topic(community), WRITING, by=core)
    conversation = discuss(topic, WRITING, by=core)

    topic.refresh_from_db()
    assert (topic.state, conversation.title, Conversation.objects.count()) == ("planned", "Hearing", 1)
    assert [end.thing for end in paths_of(topic, core).became] == [conversation]


def test_it_is_put_on_a_meeting_to_come_once(community):
    core = core_of(community)
    (topic,) = accepted(community, "Hearing a bearing", by=core)
    one = meeting(community)
    with pytest.raises(PermissionDenied):
        put_on_meeting(topic, one, by=topic.author)
    put_on_meeting(topic, one, by=core)
    put_on_meeting(topic, one, by=core)

    topic.refresh_from_db()
    assert (topic.state, Trace.objects.count()) == ("planned", 1)
    assert [end.thing for end in paths_of(one, core).came_from] == [topic]


def test_not_on_one_that_is_over_cancelled_or_elsewhere(community):
    core = core_of(community)
    (topic,) = accepted(community, "Hearing a bearing", by=core)
    over = meeting(community, when=timing(first_on=date(2026, 11, 20)))
    cancelled = cancel_occurrence(meeting(community), "Nobody can", by=core)
    for one in (over, cancelled, meeting()):
        with pytest.raises(Refused, match="still to come"):
            put_on_meeting(topic, one, by=core)


def test_the_pages_lead_from_one_to_the_other(client_as, community):
    core = core_of(community)
    conversation, one = a_conversation(community, by=core), meeting(community)
    browser = client_as(core)
    ways = (
        (conversation, "suggest_from_conversation", "Hearing a bearing"),
        (one, "suggest_from_meeting", "Grease: how much, how often"),
    )
    for thing, name, title in ways:
        url = reverse(f"pathways:{name}", args=[thing.pk])
        assert url in browser.get(thing.get_absolute_url()).content.decode()
        assert thing.title in browser.get(url).content.decode()
        browser.post(url, {**GIVEN, "title": title})
        topic = Topic.objects.get(title=title)
        assert topic.title in browser.get(thing.get_absolute_url()).content.decode()
        assert thing.title in browser.get(topic.get_absolute_url()).content.decode()


def test_an_accepted_topic_is_turned_into_both_by_its_pages(client_as, community):
    core = core_of(community)
    (topic,) = accepted(community, "Hearing a bearing", by=core)
    browser = client_as(core)
    meet, talk = (reverse(f"pathways:{name}_from_topic", args=[topic.pk]) for name in ("meet", "discuss"))
    assert "no meeting ahead" in browser.get(meet).content.decode()
    one = meeting(community)
    assert [browser.post(url, {}).status_code for url in (meet, talk)] == [422, 422]
    assert browser.post(meet, {"meeting": one.pk, "title": "Hearing"}).url == topic.get_absolute_url()
    said = {"title": "Hearing", "source": "Who?", "kind": "discussion", "language": "en", "tags": ""}
    assert browser.post(talk, said).url == Conversation.objects.get().get_absolute_url()

    body = browser.get(topic.get_absolute_url()).content.decode()
    assert (one.title in body, "Turn into…" in body) == (True, True)
    assert [client_as(topic.author).get(url).status_code for url in (meet, talk)] == [403, 403]


@pytest.mark.parametrize("rows", [1, 3])
def test_however_many_lead_on_the_questions_are_as_many(django_assert_num_queries, community, rows):
    ana = member_of(community)
    conversation = a_conversation(community, by=ana)
    for n in range(rows):
        suggest_from(conversation, a_suggestion(f"Number {n}"), by=ana)
    with django_assert_num_queries(2):
        assert len(paths_of(conversation, ana).became) == rows


def test_a_topic_goes_on_an_open_agenda_as_an_item_and_once(community):
    core = core_of(community)
    (topic,) = accepted(community, "Hearing a bearing", by=core)
    one = opened(community)
    put_on_meeting(topic, one, by=core)

    put_on_meeting(topic, one, by=core)

    item = one.items.get()
    assert (item.title, item.origin_type, item.origin_id) == (topic.title, "topics.topic", topic.pk)


def test_a_topic_meant_for_a_meeting_waits_until_its_agenda_is_open(community):
    core = core_of(community)
    (topic,) = accepted(community, "Hearing a bearing", by=core)
    one = meeting(community)
    put_on_meeting(topic, one, by=core)
    assert [item.position for item in one.items.all()] == [None]

    open_agenda(one, by=core)
    assert [(item.title, item.position) for item in one.items.all()] == [(topic.title, 1)]


def test_an_open_task_is_taken_up_in_a_meeting_of_its_community(community):
    core, one = core_of(community), opened(community)
    task = a_task(community, text="Bring the grease results")
    with pytest.raises(PermissionDenied):
        take_up_task(task, one, by=member_of(community))
    item = take_up_task(task, one, by=core)

    assert (item.title, [end.thing for end in paths_of(one, core).came_from]) == (task.text, [task])
    dropped = drop_task(a_task(community, by=core), because="Nobody needs it", by=core)
    for other in (a_task(CommunityFactory()), dropped):
        with pytest.raises(Refused, match="still open in this community"):
            take_up_task(other, one, by=core)


def test_topics_and_tasks_stand_beside_the_agenda_until_they_are_on_it(client_as, community):
    core = core_of(community)
    (topic,) = accepted(community, "Hearing a bearing", by=core)
    task, one = a_task(community, text="Bring the grease results", days=1), opened(community)
    browser, page = client_as(core), reverse("meetings:agenda", args=[one.pk])
    body = browser.get(page).content.decode()
    assert [f'id="take-topic-{topic.pk}"' in body, f'id="take-task-{task.pk}"' in body] == [True, True]
    for name, thing in (("place_topic", topic), ("place_task", task)):
        address = reverse(f"pathways:{name}", args=[one.pk])
        assert browser.post(address, {"thing": thing.pk}).url == page
        assert browser.post(address, {"thing": "x"}).status_code == 404
        assert client_as(member_of(community)).post(address, {"thing": thing.pk}).status_code == 403
        assert client_as(PersonFactory()).post(address, {"thing": thing.pk}).status_code == 404

    assert [item.title for item in one.items.order_by("position")] == [topic.title, task.text]
    assert "take-topic" not in browser.get(page).content.decode()


@pytest.mark.parametrize("rows", [1, 3])
def test_however_many_stand_beside_it_the_questions_are_as_many(django_assert_num_queries, community, rows):
    core, one = core_of(community), opened(community)
    accepted(community, *(f"Topic {n}" for n in range(rows)), by=core)
    for n in range(rows):
        a_task(community, text=f"Task {n}", days=1)
    with django_assert_num_queries(2):
        sources = sources_for(one, core)
    assert (len(sources.topics), len(sources.tasks)) == (rows, rows)


def test_the_last_step_of_a_format_leads_to_a_promise_an_experience_and_a_topic(client_as, community):
    began = timing(first_on=date(2026, 11, 23), at=time(12, 30))
    one = opened(community, when=began)
    by = one.series.created_by
    use_format(one, "story-circle", by=by)
    take_up(one.items.get(), by=by)
    room = reverse("meetings:room", args=[one.pk])
    member = client_as(member_of(community))
    assert "?kind=experience" not in member.get(room).content.decode()
    for _ in range(3):
        next_step(one, by=by)

    body = member.get(room).content.decode()
    ways = (
        reverse("work:commit", args=[community.slug]),
        "?kind=experience",
        reverse("pathways:suggest_from_meeting", args=[one.pk]),
    )
    assert [way in body for way in ways] == [True] * 3

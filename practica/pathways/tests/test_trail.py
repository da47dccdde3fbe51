"""The whole trail of a suggestion on one page: in the order of time, as far as the reader may see it, and quiet ones tie to nobody."""

from datetime import date, timedelta

import pytest
import time_machine
from django.urls import reverse

from practica.communities.tests.factories import CommunityFactory
from practica.conversations.actions import Writing, hide_conversation
from practica.conversations.tests.factories import a_conversation
from practica.library.actions import Content, Label
from practica.meetings.actions import (
    add_item,
    defer_item,
    note_covered,
    open_agenda,
    publish_agenda,
    start_meeting,
)
from practica.meetings.tests.factories import OPEN, meeting, point, series, timing
from practica.pathways.actions import add_task_from, discuss, put_on_meeting, suggest_from, write_from
from practica.pathways.queries import trail_of
from practica.people.tests.factories import PersonFactory
from practica.polls.tests.factories import a_poll, decided
from practica.topics.actions import accept_topic, decline_topic, merge_topic, support_topic
from practica.topics.tests.factories import (
    A_REASON,
    a_quiet_topic,
    a_suggestion,
    a_topic,
    accepted,
    core_of,
    facilitator_of,
    member_of,
)
from practica.work.actions import TaskWords, finish_task, take_task

pytestmark = pytest.mark.django_db
START = "2026-11-23T12:00:00Z"
WRITING = Writing(title="Who hears it?", source="Tell.", kind="discussion")


@pytest.fixture
def clock():
    with time_machine.travel(START, tick=False) as traveller:
        yield traveller


@pytest.fixture
def community():
    return CommunityFactory()


def words(topic, person):
    return [mark.words for mark in trail_of(topic, person)]


def at_every_hour(clock, *acts):
    """One after the other, so that each has its place on the trail; says what each gave."""
    found = []
    for act in acts:
        clock.shift(timedelta(hours=1))
        found.append(act())
    return found


def taken_up(clock, topic, by):
    """In a meeting of tomorrow, which covers it."""
    one = meeting(topic.community, by=by, when=timing(first_on=date(2026, 11, 24)))
    put_on_meeting(topic, one, by=by)
    open_agenda(one, by=by)
    publish_agenda(one, "Urgent", by=by)
    clock.move_to("2026-11-24T09:05:00Z")
    start_meeting(one, by=by)
    note_covered(one, one.items.all(), by=by)
    return one


def test_from_the_conversation_it_came_up_in_to_the_task_that_is_done(clock, community):
    ana, core = member_of(community, name="Ana Prieto"), core_of(community, name="Sofía Almada")
    talk = a_conversation(community, by=ana, title="It sings")
    (topic,) = at_every_hour(clock, lambda: suggest_from(talk, a_suggestion(), by=ana))
    _support, alike = at_every_hour(
        clock, lambda: support_topic(topic, by=core), lambda: a_topic(community, by=core, title="The same checklist")
    )
    at_every_hour(clock, lambda: merge_topic(alike, topic, by=core), lambda: accept_topic(topic, "build", by=core))
    one, task = at_every_hour(
        clock, lambda: taken_up(clock, topic, core), lambda: add_task_from(topic, TaskWords(text="Compare"), by=core)
    )
    at_every_hour(clock, lambda: take_task(task, by=ana), lambda: finish_task(task, by=ana))

    topic.refresh_from_db()
    marks = trail_of(topic, ana)
    assert [(mark.words, mark.thing, mark.person and mark.person.name) for mark in marks] == [
        ("It came up here", talk, "Ana Prieto"),
        ("Suggested", None, "Ana Prieto"),
        ("1 supports it", None, None),
        ("Another was merged into it", alike, "Sofía Almada"),
        ("Accepted", None, "Sofía Almada"),
        ("Planned", None, "Sofía Almada"),
        ("Taken up in a meeting", one, None),
        ("A task", task, "Sofía Almada"),
        ("The task is done", task, "Ana Prieto"),
    ]
    assert [marks[3].facts, marks[6].facts] == [["suggested by Sofía Almada"], ["Learn", "20 min"]]


def test_what_was_put_off_and_what_is_still_ahead_are_both_on_it(clock, community):
    core = core_of(community)
    (topic,) = accepted(community, "Hearing a bearing", by=core)
    first, second = series(community, by=core).occurrences.order_by("starts_at")[:2]
    put_on_meeting(topic, first, by=core)
    open_agenda(first, by=core)
    defer_item(first.items.get(), by=core)
    add_item(first, point("The flood"), by=core)
    publish_agenda(first, "Urgent", by=core)
    open_agenda(second, by=core)
    publish_agenda(second, "Urgent", by=core)

    assert words(topic, core)[-2:] == ["Put off there", "On the agenda of a meeting"]
    assert [mark.is_ahead for mark in trail_of(topic, core)][-2:] == [True, True]


def test_a_draft_of_an_agenda_shows_only_that_it_is_meant_for_the_meeting(clock, community):
    core = core_of(community)
    (topic,) = accepted(community, "Hearing a bearing", by=core)
    put_on_meeting(topic, meeting(community, by=core), by=core)

    assert words(topic, core)[-1] == "Meant for a meeting"


def test_a_decline_stands_with_its_reason(clock, community):
    core = core_of(community)
    topic = decline_topic(a_topic(community), A_REASON, by=core)

    assert [(mark.words, mark.said) for mark in trail_of(topic, core)] == [("Suggested", ""), ("Declined", A_REASON)]


def test_a_poll_on_its_conversation_and_the_record_of_it_belong_to_the_trail(clock, community):
    core = core_of(community)
    (topic,) = accepted(community, "Hearing a bearing", by=core)
    talk = discuss(topic, WRITING, by=core)
    poll = decided(a_poll(about=talk, by=core), "We record three.")
    write_from(talk, Content(title="Three recordings", source="So."), Label(people=[core]), by=core)
    clock.shift(timedelta(hours=1))

    assert set(words(topic, core)[2:]) == {"A conversation about it", "A poll", "Decided", "In the library"}
    assert [mark.said for mark in trail_of(topic, core) if mark.thing == poll] == ["", "We record three."]


def test_a_reader_sees_of_it_what_they_may_see(client_as, clock, community):
    head, reader = facilitator_of(community), PersonFactory()
    (topic,) = accepted(community, "Hearing a bearing", by=head)
    for confidentiality in (OPEN, "members"):
        one = meeting(community, by=head, title=f"Meeting {confidentiality}", confidentiality=confidentiality)
        put_on_meeting(topic, one, by=head)
    talk = discuss(topic, WRITING, by=head)
    hide_conversation(talk, "Not ours", by=head)
    write_from(topic, Content(title="For us", source="So."), Label(people=[head]), by=head)
    address = reverse("pathways:trail", args=[topic.pk])

    seen, whole = (client_as(one).get(address).content.decode() for one in (reader, head))
    told = ("Meeting open", "Meeting members", talk.title, "For us")
    assert [name in seen for name in told] == [True, False, False, False]
    assert [name in whole for name in told] == [True, True, True, True]
    closed = a_topic(CommunityFactory(visibility="private"))
    assert client_as(reader).get(reverse("pathways:trail", args=[closed.pk])).status_code == 404


def test_of_a_quiet_suggestion_the_trail_tells_no_name_and_no_hour(client_as, clock, community):
    quiet, core = member_of(community, name="Zyzzyva Quietly"), core_of(community)
    for _n in range(4):
        member_of(community)
    topic = a_quiet_topic(community, by=quiet)
    other = a_quiet_topic(community, by=quiet, title="Something else")
    merge_topic(other, topic, by=core)

    first, merged = trail_of(topic, core)
    assert (first.person, first.is_quiet, first.at.astimezone().hour) == (None, True, 0)
    assert merged.facts == ["suggested by a member, quietly"]
    body = client_as(core).get(reverse("pathways:trail", args=[topic.pk])).content.decode()
    assert ("A member, quietly" in body, "Zyzzyva" in body) == (True, False)


def test_what_else_came_up_in_the_meeting_is_not_its_trail(clock, community):
    core = core_of(community)
    (topic,) = accepted(community, "Hearing a bearing", by=core)
    one = meeting(community, by=core)
    put_on_meeting(topic, one, by=core)
    suggest_from(one, a_suggestion("Grease"), by=core)

    assert "A further suggestion" not in words(topic, core)


@pytest.mark.parametrize("rows", [1, 3])
def test_however_much_it_became_the_questions_are_as_many(django_assert_num_queries, clock, community, rows):
    core = core_of(community)
    (topic,) = accepted(community, "Hearing a bearing", by=core)
    for n in range(rows):
        support_topic(topic, by=member_of(community))
        talk = discuss(topic, Writing(title=f"Talk {n}", source="Tell.", kind="discussion"), by=core)
        decided(a_poll(about=talk, by=core))
        finish_task(take_task(add_task_from(talk, TaskWords(text=f"Task {n}"), by=core), by=core), by=core)
        put_on_meeting(topic, meeting(community, by=core), by=core)

    with django_assert_num_queries(18):
        marks = trail_of(topic, core)
    assert len(marks) == 3 + 6 * rows

"""The room: one item, one clock for everybody, and dots that put topics in order."""

from datetime import date, time, timedelta

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from practica.events.models import Event
from practica.foundation.access import Refused
from practica.live.registry import topic_of
from practica.meetings.actions import (
    add_item,
    extend_step,
    give_dot,
    next_step,
    pause_clock,
    place_by_dots,
    propose_item,
    resume_clock,
    take_up,
    use_format,
)
from practica.meetings.models import Clock, Dot, Place
from practica.meetings.queries.agenda import items_of
from practica.meetings.queries.formats import proposals_of, stage_of
from practica.meetings.tests.factories import (
    CHATHAM,
    PersonFactory,
    capability,
    meeting,
    member_of,
    opened,
    point,
    timing,
    titles,
)
from practica.meetings.verbs import Verb

pytestmark = pytest.mark.django_db
JUST_NOW = timing(first_on=date(2026, 11, 23), at=time(12, 30))
HTMX = {"headers": {"HX-Request": "true"}}


def in_progress(*points, **fields):
    return opened(None, *(points or (capability(), point("Seals", 10))), when=JUST_NOW, **fields)


def later(seconds):
    return time_machine.travel(timezone.now() + timedelta(seconds=seconds), tick=False)


def test_an_item_is_taken_up_and_the_one_before_is_covered():
    one = in_progress()
    by, (first, second) = one.series.created_by, items_of(one)
    take_up(first, by=by)
    stage = stage_of(one)
    assert (stage.clock.item, stage.left, stage.words, stage.share, stage.is_last) == (first, 1080, "18:00", 100, True)
    take_up(second, by=by)

    first.refresh_from_db()
    assert first.occurrence.started_by == by
    assert (first.place, Clock.objects.get().item, items_of(one)) == (Place.COVERED, second, [first, second])


def test_the_clock_counts_and_runs_over():
    one = in_progress()
    take_up(items_of(one)[1], by=one.series.created_by)
    with later(618):
        assert (stage_of(one).left, stage_of(one).words, stage_of(one).share) == (-18, "0:18", 0)
    with later(555):
        assert stage_of(one).words == "0:45"


def test_everybody_who_is_asked_moves_the_steps_on_to_the_last():
    one = in_progress()
    by, ana = one.series.created_by, member_of(one.community)
    use_format(one, "show-and-tell", by=by)
    take_up(items_of(one)[-1], by=by)
    seen = [str(stage_of(one).now.step.title)]
    for _ in range(3):
        next_step(one, by=ana)
        seen.append(str(stage_of(one).now.step.title))

    assert seen == ["What I show, and why I do it so", "Show", "Try it, ask", "Where could we use it?"]
    with pytest.raises(Refused, match="last step"):
        next_step(one, by=ana)


def test_it_is_paused_goes_on_with_what_was_left_and_gets_two_minutes_more():
    one = in_progress()
    by = one.series.created_by
    take_up(items_of(one)[1], by=by)
    with later(100):
        pause_clock(one, by=by)
    with later(400):
        assert (stage_of(one).left, stage_of(one).clock.paused_by) == (500, by)
        with pytest.raises(Refused, match="paused already"):
            pause_clock(one, by=by)
        extend_step(one, by=by)
        resume_clock(one, by=by)
        assert stage_of(one).left == 620
        with pytest.raises(Refused, match="is running"):
            resume_clock(one, by=by)
        extend_step(one, by=by)
        assert (stage_of(one).left, stage_of(one).clock.is_paused) == (740, False)


def test_the_clock_is_for_a_meeting_in_progress_and_those_who_are_asked():
    one, ahead = in_progress(), opened(None, point("A"))
    item = items_of(one)[0]
    with pytest.raises(Refused, match="in progress"):
        take_up(items_of(ahead)[0], by=ahead.series.created_by)
    with pytest.raises(PermissionDenied):
        take_up(item, by=member_of(one.community))
    for move in (next_step, pause_clock, resume_clock, extend_step):
        with pytest.raises(PermissionDenied):
            move(one, by=PersonFactory())
        with pytest.raises(Refused, match="taken up yet"):
            move(one, by=member_of(one.community))
        with pytest.raises(Refused, match="in progress"):
            move(ahead, by=ahead.series.created_by)
    waiting = propose_item(one, point("P"), by=member_of(one.community))
    with pytest.raises(Refused, match="not on the agenda"):
        take_up(waiting, by=one.series.created_by)
    with pytest.raises(Refused, match="part of a template"):
        take_up(add_item(one.series, point("T"), by=one.series.created_by), by=one.series.created_by)


def test_under_the_chatham_house_rule_neither_clock_nor_events_say_who():
    one = in_progress(confidentiality=CHATHAM)
    by = one.series.created_by
    take_up(items_of(one)[0], by=by)
    pause_clock(one, by=member_of(one.community))

    assert Clock.objects.get().paused_by is None
    assert {event.actor for event in Event.objects.filter(verb=Verb.CLOCK_CHANGED)} == {None}


def test_three_dots_each_and_a_dot_is_taken_back():
    one = in_progress()
    ana = member_of(one.community)
    proposals = [propose_item(one, point(str(n)), by=ana) for n in range(4)]
    for item in proposals[:3]:
        give_dot(item, by=ana)
    with pytest.raises(Refused, match="three dots"):
        give_dot(proposals[3], by=ana)
    give_dot(proposals[0], by=ana)
    give_dot(proposals[3], by=ana)

    assert [(row.title, row.dot_count, row.is_mine) for row in proposals_of(one, ana)] == [
        ("1", 1, True), ("2", 1, True), ("3", 1, True), ("0", 0, False),
    ]  # fmt: skip
    with pytest.raises(PermissionDenied):
        give_dot(proposals[0], by=PersonFactory())
    assert {event.actor for event in Event.objects.filter(verb=Verb.DOTS_CHANGED)} == {None}


def test_dots_put_proposals_on_the_agenda_behind_what_is_taken_up():
    one = in_progress(point("A", 10), point("B", 10))
    by, people = one.series.created_by, [member_of(one.community) for _ in range(2)]
    take_up(items_of(one)[0], by=by)
    with pytest.raises(Refused, match="No proposal has a dot"):
        place_by_dots(one, by=by)
    few, many, none = (propose_item(one, point(title, 0), by=by) for title in ("Few", "Many", "None"))
    for item, given in ((few, people[:1]), (many, people)):
        for person in given:
            give_dot(item, by=person)
    with pytest.raises(PermissionDenied):
        place_by_dots(one, by=people[0])
    place_by_dots(one, by=by)

    assert titles(one) == ["A", "Many", "Few", "B"]
    assert [item.minutes for item in items_of(one)] == [10, 8, 8, 10]
    with pytest.raises(Refused, match="has a place"):
        give_dot(many, by=by)
    with pytest.raises(Refused, match="part of a template"):
        give_dot(add_item(one.series, point("T"), by=by), by=by)
    assert none.title == "None"


def address(name, thing):
    return reverse(f"meetings:{name}", args=[thing.pk])


def test_the_room_is_run_by_its_page(client_as):
    one = in_progress()
    by, ana = one.series.created_by, member_of(one.community)
    host, member = client_as(by), client_as(ana)
    use_format(one, "peer-assist", by=by)
    assert "Take up an item" in host.get(address("room", one)).content.decode()
    assert "Take it up" not in member.get(address("room", one)).content.decode()
    assert host.post(address("take-up", items_of(one)[-1])).url == address("room", one)
    body = member.post(address("next-step", one), **HTMX).content.decode()
    assert ["<main" in body, "Questions to understand" in body, "Step 2 of 6" in body] == [False, True, True]
    for name in ("pause", "resume", "extend"):
        assert member.post(address(name, one)).url == address("room", one)
    propose = {"title": "Cold starts", "minutes": "8", "purpose": "learn", "next": address("room", one)}
    assert member.post(address("propose", one), propose).url == address("room", one)
    item = one.items.get(title="Cold starts")
    assert "1 dot" in member.post(address("dot", item), **HTMX).content.decode()
    host.post(address("by-dots", one))

    assert titles(one)[-1] == "Cold starts"
    assert Dot.objects.count() == 1


def test_strangers_have_no_room_and_no_stage(client_as):
    one = in_progress()
    take_up(items_of(one)[0], by=one.series.created_by)
    stranger = client_as(PersonFactory())
    for name in ("room", "stage"):
        assert stranger.get(address(name, one)).status_code == 404
    for name in ("next-step", "pause", "resume", "extend", "by-dots"):
        assert stranger.post(address(name, one)).status_code == 404
    assert stranger.post(address("take-up", items_of(one)[0])).status_code == 404
    assert client_as(one.series.created_by).post(address("dot", items_of(one)[0])).status_code == 404


def test_open_pages_of_a_meeting_hear_of_its_clock():
    one = in_progress()
    take_up(items_of(one)[0], by=one.series.created_by)
    event = Event.objects.get(verb=Verb.CLOCK_CHANGED)
    topic = topic_of("meeting")

    assert topic.of(event, one) == one.pk
    assert topic.visible_to(member_of(one.community)).filter(pk=one.pk).exists()
    assert not topic.visible_to(PersonFactory()).filter(pk=one.pk).exists()
    assert topic.of(event, one.community) is None


@pytest.mark.parametrize("rows", [1, 3])
def test_however_much_happens_the_stage_asks_as_many_questions(client_as, django_assert_num_queries, rows):
    one = in_progress()
    by = one.series.created_by
    take_up(items_of(one)[0], by=by)
    for n in range(rows):
        add_item(one, point(str(n), lead=member_of(one.community)), by=by)
        give_dot(propose_item(one, point(f"P{n}"), by=by), by=by)
    browser = client_as(by)
    browser.get(address("stage", one))
    with django_assert_num_queries(10):
        assert browser.get(address("stage", one)).status_code == 200


def test_a_meeting_without_an_agenda_has_an_empty_room(client_as):
    one = meeting(when=JUST_NOW)
    body = client_as(member_of(one.community)).get(address("room", one)).content.decode()

    assert ["Nothing has been taken up yet" in body, "No agenda yet" in body] == [True, True]

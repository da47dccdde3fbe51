"""Who has not had the floor for three meetings: a hint for those who run the meeting, and a figure for nobody."""

from datetime import date, time, timedelta

import pytest
import time_machine
from django.urls import reverse

from practica.communities.tests.factories import CommunityFactory
from practica.meetings.actions import (
    add_item,
    answer,
    change_series_from,
    mark_attendance,
    note_covered,
    note_present,
    open_agenda,
    start_meeting,
    write_outcome,
)
from practica.meetings.models import Details
from practica.meetings.tests.factories import CHATHAM, an_action, core_of, member_of, point, series, timing, weekly
from practica.pathways.actions.outcomes import take_action
from practica.pathways.queries.floor import without_the_floor

pytestmark = pytest.mark.django_db
MONDAYS = weekly("FREQ=WEEKLY;BYDAY=MO", first_on=date(2026, 11, 2), at=time(12, 30))


@pytest.fixture(autouse=True)
def _now():
    with time_machine.travel("2026-11-23T12:00:00Z", tick=False):
        yield


@pytest.fixture
def community():
    return CommunityFactory()


def held(community, *, by, three=None, **fields):
    """Three meetings that were held, and the fourth, which is in progress."""
    with time_machine.travel("2026-11-01T12:00:00Z", tick=False):
        one = series(community, by=by, when=MONDAYS, **fields)
    return list(one.occurrences.order_by("starts_at")[:4])


def attended(meetings, people, by):
    for one in meetings:
        with time_machine.travel(one.ends_at, tick=False):
            mark_attendance(one, people, by=by)


def in_the_room(one, *people):
    for person in people:
        note_present(one, person, by=person)


def led(one, person, by, *, is_covered=True):
    with time_machine.travel(one.starts_at - timedelta(hours=1), tick=False):
        open_agenda(one, by=by)
        one.refresh_from_db()
        item = add_item(one, point("Seals", lead=person), by=by)
    with time_machine.travel(one.ends_at - timedelta(minutes=5), tick=False):
        note_covered(one, [item] if is_covered else [], by=by)


def test_who_was_at_three_and_neither_led_nor_wrote_nor_took_is_named(community):
    by = core_of(community)
    quiet, leads, writes, takes, put_off = (member_of(community) for _ in range(5))
    everybody = [quiet, leads, writes, takes, put_off]
    *before, now = held(community, by=by)
    led(before[0], leads, by)
    led(before[1], put_off, by, is_covered=False)
    with time_machine.travel(before[2].starts_at, tick=False):
        start_meeting(before[2], by=by)
        write_outcome(before[2], an_action(), by=writes)
        action = write_outcome(before[2], an_action(), by=by)
    take_action(action, by=takes)
    attended(before, everybody, by)
    in_the_room(now, *everybody)

    assert without_the_floor(now) == sorted([quiet, put_off], key=lambda person: person.name)


def test_who_was_at_fewer_than_three_or_is_not_here_is_not_named(community):
    by, quiet, away, new = core_of(community), *(member_of(community) for _ in range(3))
    *before, now = held(community, by=by)
    attended(before, [quiet, away], by)
    attended(before[1:], [quiet, away, new], by)
    in_the_room(now, new)
    assert without_the_floor(now) == []
    answer(now, "yes", by=quiet)

    assert without_the_floor(now) == [quiet]


def test_the_last_three_one_was_at_are_meant_not_the_last_three(community):
    by, ana = core_of(community), member_of(community)
    first, *others, now = held(community, by=by)
    led(first, ana, by)
    attended([first, *others], [ana], by)
    in_the_room(now, ana)
    assert without_the_floor(now) == []
    later = now.series.occurrences.order_by("starts_at")[4]
    attended([now], [ana], by)
    with time_machine.travel(later.starts_at, tick=False):
        in_the_room(later, ana)
        assert without_the_floor(later) == [ana]


def test_meetings_under_the_chatham_house_rule_and_the_host_do_not_count(community):
    by, quiet = core_of(community), member_of(community)
    *before, now = held(community, by=by, confidentiality=CHATHAM, host=by)
    attended(before, [by, quiet], by)
    in_the_room(now, quiet, by)
    assert without_the_floor(now) == []
    *before, now = held(community, by=by, host=by)
    attended(before, [by, quiet], by)
    in_the_room(now, quiet, by)

    assert without_the_floor(now) == [quiet]


def test_a_series_that_goes_on_otherwise_remembers(community):
    by, quiet = core_of(community), member_of(community)
    *before, now = held(community, by=by)
    attended(before, [quiet], by)
    with time_machine.travel(now.starts_at - timedelta(days=1), tick=False):
        after = change_series_from(
            now,
            Details("On Mondays", host=by),
            timing(first_on=date(2026, 11, 23), at=time(12, 45), rule="FREQ=WEEKLY"),
            by=by,
        )
    now = after.occurrences.order_by("starts_at").first()
    in_the_room(now, quiet)

    assert without_the_floor(now) == [quiet]


def test_those_who_run_the_meeting_see_it_and_nobody_else(client_as, community):
    by, quiet = core_of(community), member_of(community, name="Yusuf Demir")
    *before, now = held(community, by=by)
    attended(before, [quiet], by)
    in_the_room(now, quiet)
    room = reverse("meetings:room", args=[now.pk])
    seen = [
        "Three meetings without the floor" in client_as(person).get(room).content.decode()
        for person in (by, quiet, member_of(community))
    ]

    assert seen == [True, False, False]


@pytest.mark.parametrize("people", [1, 3])
def test_however_many_they_are_the_questions_are_as_many(django_assert_num_queries, community, people):
    by, quiet = core_of(community), [member_of(community) for _ in range(people)]
    *before, now = held(community, by=by)
    with time_machine.travel(before[0].starts_at, tick=False):
        for _ in range(people):
            take_action(write_outcome(before[0], an_action(), by=by), by=member_of(community))
    attended(before, [*quiet, by], by)
    in_the_room(now, *quiet, by)
    with django_assert_num_queries(6):
        assert len(without_the_floor(now)) == people

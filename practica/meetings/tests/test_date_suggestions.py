"""Hours that are suggested: by working hours and by what people have here, of which nobody is told what it is."""

from datetime import date, time

import pytest

from practica.meetings.actions import answer
from practica.meetings.models import Choice
from practica.meetings.queries.suggesting import Wanted, suggestions
from practica.meetings.tests.factories import (
    MADRID,
    CommunityFactory,
    at,
    core_of,
    meeting,
    member_of,
    timing,
)
from practica.people.actions import Week, set_working_hours

pytestmark = pytest.mark.django_db
MONDAY, FRIDAY = date(2026, 11, 30), date(2026, 12, 4)


def wanted(length=60, first=MONDAY, last=FRIDAY, zone=MADRID):
    return Wanted(zone, length, first, last)


def community_of(*zones):
    community = CommunityFactory()
    for zone in zones:
        member_of(community, time_zone=zone)
    return community


def test_where_all_work_by_one_clock_each_day_has_the_middle_of_its_morning():
    found = suggestions(community_of(MADRID, MADRID), wanted())

    assert (found[0].starts_at, found[0].working, found[0].of) == (at(30, 9), 2, 2)
    assert {one.starts_at.date() for one in found} == {
        date(2026, 11, 30),
        *(date(2026, 12, day) for day in range(1, 5)),
    }
    assert len(found) == 8


def test_far_zones_leave_the_few_hours_in_which_both_work():
    """Madrid is at 14 when Buenos Aires is at 10; an hour and a half must be over by 18 there, from 8 here."""
    found = suggestions(community_of(MADRID, "America/Argentina/Buenos_Aires"), wanted(90, last=MONDAY))

    assert [(one.starts_at, one.working) for one in found if one.working == 2] == [(at(30, 11), 2), (at(30, 14), 2)]


def test_the_hours_somebody_said_count_instead_of_the_usual_ones():
    community = CommunityFactory()
    late = member_of(community, time_zone=MADRID)
    set_working_hours(late, Week([0], time(20), time(22)), by=late)

    assert [one.starts_at for one in suggestions(community, wanted())] == [at(30, 19)]


@pytest.fixture
def busy():
    """Five belong; two of them are in other meetings on Monday at ten by Madrid's clocks."""
    community = CommunityFactory()
    people = [core_of(community, time_zone=MADRID) for _number in range(5)]
    other = CommunityFactory()
    host = core_of(other)
    one = meeting(other, by=host, when=timing(MONDAY, time(9, 30)))
    for person in people[:2]:
        member = person.memberships.model(community=other, person=person, role="member", state="active")
        member.joined_at = one.timed_at
        member.save()
        answer(one, Choice.MAYBE, by=person)
    return community, people


def test_how_many_are_busy_is_counted_and_their_hour_comes_later(busy):
    community, _people = busy
    found = {one.starts_at: one for one in suggestions(community, wanted(last=MONDAY))}

    assert at(30, 9) not in found
    assert [(one.working, one.busy) for one in found.values()] == [(5, 0), (5, 0)]
    crowded = {one.starts_at: one.busy for one in suggestions(community, wanted(480, last=MONDAY))}
    assert crowded[at(30, 9)] == 2


def test_who_said_no_is_not_busy(busy):
    community, people = busy
    for person in people[:2]:
        answer(person.meeting_answers.get().occurrence, Choice.NO, by=person)

    assert (at(30, 9), 0) in [(one.starts_at, one.busy) for one in suggestions(community, wanted(last=MONDAY))]


def test_where_fewer_than_five_are_asked_nothing_is_said_of_anybodys_other_meetings(busy):
    community, people = busy
    people[4].memberships.filter(community=community).delete()
    found = suggestions(community, wanted(last=MONDAY))

    assert (at(30, 9), None) in [(one.starts_at, one.busy) for one in found]


def test_nothing_is_suggested_where_nobody_works_or_in_the_past():
    assert suggestions(CommunityFactory(), wanted()) == []
    weekend = wanted(first=date(2026, 11, 28), last=date(2026, 11, 29))
    assert suggestions(community_of(MADRID), weekend) == []
    today = suggestions(community_of(MADRID), wanted(first=date(2026, 11, 23), last=date(2026, 11, 23)))
    assert [one.starts_at for one in today] == [at(23, 13), at(23, 16)]


@pytest.mark.parametrize("people", [1, 3, 9])
def test_it_asks_a_fixed_number_of_questions(people, django_assert_num_queries):
    community = community_of(*[MADRID] * people)
    with django_assert_num_queries(1 if people < 5 else 3):
        suggestions(community, wanted())

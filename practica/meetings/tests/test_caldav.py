"""One's calendars read by other programs: what stands in them, and what changed."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.utils import timezone

from practica.meetings.actions import (
    answer,
    cancel_occurrence,
    change_occurrence,
    forget_sync_points,
    keep_sync_point,
    move_occurrence,
)
from practica.meetings.models import Choice, SyncPoint
from practica.meetings.tests.dav import C, D, Program
from practica.meetings.tests.factories import (
    CHATHAM,
    CommunityFactory,
    core_of,
    details,
    meeting,
    member_of,
    series,
    weekly,
)

pytestmark = pytest.mark.django_db


def days_of(one):
    return list(one.occurrences.order_by("original_start"))


def test_a_program_finds_its_person_and_their_calendars():
    community = CommunityFactory(name="Lift pumps")
    CommunityFactory(name="Not mine")
    program = Program(core_of(community, email="ana@example.org"))
    asked = '<propfind xmlns="DAV:"><prop><current-user-principal/></prop></propfind>'
    homes = '<propfind xmlns="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav"><prop><C:calendar-home-set/><C:calendar-user-address-set/></prop></propfind>'

    found = program.browser.get("/.well-known/caldav")
    root = program.ask("PROPFIND", "/dav/", asked, Depth="0")
    home = program.ask("PROPFIND", program.home, homes, Depth="0")
    listed = program.ask(
        "PROPFIND", program.home, '<propfind xmlns="DAV:"><prop><displayname/></prop></propfind>', Depth="1"
    )

    assert (found.status_code, found["Location"]) == (301, "/dav/")
    assert root.text(f"{D}current-user-principal/{D}href") == program.home
    assert home.text(f"{C}calendar-home-set/{D}href") == program.home
    assert home.text(f"{C}calendar-user-address-set/{D}href") == "mailto:ana@example.org"
    assert [href for href, _gone in listed.hrefs] == [program.home, program.mine, program.of(community)]
    assert b"Lift pumps" in listed.body
    assert b"Not mine" not in listed.body


def test_a_community_s_calendar_holds_each_series_once_with_what_was_changed_alone():
    one = series()
    program = Program(member_of(one.community))
    first, second, third = days_of(one)[:3]
    move_occurrence(first, datetime(2026, 11, 27, 15, tzinfo=UTC), 90, by=one.created_by)
    cancel_occurrence(second, "Holiday", by=one.created_by)
    answer(third, Choice.MAYBE, by=program.person)

    _path, calendar = program.only(program.of(one.community))
    master, moved, answered = calendar.events

    assert "METHOD" not in calendar
    assert master["RRULE"].to_ical() == b"FREQ=WEEKLY;BYDAY=TH"
    assert [exdate.dt for exdate in master["EXDATE"].dts] == [second.original_start]
    assert moved["RECURRENCE-ID"].dt == first.original_start
    assert moved["DTSTART"].dt == datetime(2026, 11, 27, 15, tzinfo=UTC)
    assert answered["ATTENDEE"].params["PARTSTAT"] == "TENTATIVE"
    assert master["ATTENDEE"].params["PARTSTAT"] == "NEEDS-ACTION"


def test_nobody_but_the_reader_is_named():
    one = meeting(confidentiality=CHATHAM)
    eva = member_of(one.community, name="Eva Coming", email="eva@example.org")
    answer(one, Choice.YES, by=eva)
    program = Program(member_of(one.community))

    path, _calendar = program.only(program.of(one.community))
    body = program.ask("GET", path).body

    assert b"eva" not in body.lower()


def test_a_program_is_told_what_changed_since_it_asked():
    community = CommunityFactory()
    core = core_of(community)
    first, second = meeting(community, by=core), meeting(community, by=core)
    program = Program(member_of(community))
    start = program.synced(program.of(community))
    token = start.text(f"{D}sync-token")
    change_occurrence(first, details("Another title"), by=core)
    cancel_occurrence(second, "Holiday", by=core)
    third = meeting(community, by=core)

    since = program.synced(program.of(community), token)
    idle = program.synced(program.of(community), since.text(f"{D}sync-token"))

    path = program.of(community)
    assert sorted(start.hrefs) == sorted((f"{path}{one.series.uid}.ics", False) for one in (first, second))
    assert sorted(since.hrefs) == sorted(
        [
            (f"{path}{first.series.uid}.ics", False),
            (f"{path}{second.series.uid}.ics", True),
            (f"{path}{third.series.uid}.ics", False),
        ]
    )
    assert idle.hrefs == []
    assert program.synced(path, "urn:practica:sync:unknown").status == 403


def test_a_month_is_asked_for_by_its_days():
    community = CommunityFactory()
    core = core_of(community)
    soon = meeting(community, by=core)
    series(community, by=core, when=weekly(first_on=date(2027, 1, 7)))
    program = Program(core)
    asked = (
        '<C:calendar-query xmlns:D="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav"><D:prop><D:getetag/><C:calendar-data/></D:prop><C:filter>'
        '<C:comp-filter name="VCALENDAR"><C:comp-filter name="VEVENT"><C:time-range start="20261101T000000Z" end="20261201T000000Z"/>'
        "</C:comp-filter></C:comp-filter></C:filter></C:calendar-query>"
    )

    found = program.ask("REPORT", program.of(community), asked)

    assert found.hrefs == [(f"{program.of(community)}{soon.series.uid}.ics", False)]
    assert b"BEGIN:VEVENT" in found.body


@pytest.mark.parametrize("calendar", ["community", "mine"])
def test_a_calendar_asks_the_database_a_fixed_number_of_questions(django_assert_num_queries, calendar):
    community = CommunityFactory()
    core = core_of(community)
    program = Program(core)
    path = program.of(community) if calendar == "community" else program.mine
    for how_many in (1, 2):
        for _ in range(how_many):
            one = series(community, by=core, when=weekly(at=time(10)))
            answer(days_of(one)[0], Choice.YES, by=core)
        program.names(path)
        with django_assert_num_queries(6 if calendar == "community" else 5):
            program.names(path)


def test_points_that_nobody_asked_from_for_two_months_are_forgotten_and_of_many_the_oldest_go(time_machine):
    program, start = Program(core_of(CommunityFactory())), timezone.now()
    for number in range(32):
        keep_sync_point("mine", f"{number}", {}, by=program.person)
        time_machine.move_to(start + timedelta(hours=number + 1))
    keep_sync_point("mine", "31", {}, by=program.person)

    assert sorted(int(point.digest) for point in SyncPoint.objects.all()) == list(range(2, 32))
    time_machine.move_to(start + timedelta(days=63))
    assert forget_sync_points() == 30

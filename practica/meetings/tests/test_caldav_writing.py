"""What other programs write into one's calendars: what it changes, what is refused and why."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from practica.meetings.actions import answer, change_occurrence
from practica.meetings.models import Answer, Choice, Occurrence, Series
from practica.meetings.tests.dav import Program, event, with_day_moved
from practica.meetings.tests.factories import (
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


def test_a_new_meeting_is_planned_in_the_community_s_calendar():
    community = CommunityFactory()
    program = Program(core_of(community))
    path = program.of(community) + "ABC-1.ics"

    made = program.write(
        path, event("SUMMARY:Lift pumps", "DURATION:PT90M", "LOCATION:Hall 2", "DESCRIPTION:A list of faults")
    )
    one = Occurrence.objects.get()

    assert (made.status, "ETag" in made.headers) == (201, False)
    assert (one.title, one.place, one.aim, one.length) == ("Lift pumps", "Hall 2", "A list of faults", 90)
    assert (one.starts_at, one.host) == (datetime(2026, 12, 1, 9, tzinfo=UTC), program.person)
    assert list(program.names(program.of(community))) == [path]
    assert str(program.read(path).events[0]["UID"]) == "from-a-phone"
    assert list(program.names(program.mine)) == [f"{program.mine}{one.series.uid}.ics"]


def test_a_new_series_takes_its_rule_its_left_out_and_its_changed_days():
    community = CommunityFactory()
    program = Program(core_of(community))
    whole = event(
        "SUMMARY:Weekly", "DURATION:PT1H", "RRULE:FREQ=WEEKLY;COUNT=4", "EXDATE;TZID=Europe/Madrid:20261208T100000"
    )
    changed = event(
        "RECURRENCE-ID;TZID=Europe/Madrid:20261215T100000", "SUMMARY:Later", "DURATION:PT1H",
        start="DTSTART;TZID=Europe/Madrid:20261215T160000",
    )  # fmt: skip
    changed = changed[changed.index("BEGIN:VEVENT") : changed.index("END:VCALENDAR")]
    made = program.write(program.of(community) + "w.ics", whole.replace("END:VCALENDAR", changed + "END:VCALENDAR"))

    rows = [(f"{row.starts_at:%d %H}", row.title, row.is_cancelled) for row in days_of(Series.objects.get())]
    assert made.status == 201
    assert rows == [
        ("01 09", "Weekly", False),
        ("08 09", "Weekly", True),
        ("15 15", "Later", False),
        ("22 09", "Weekly", False),
    ]


@pytest.mark.parametrize(
    ("body", "why"),
    [
        (event("RRULE:FREQ=HOURLY"), "repeats in a way"),
        (event("RRULE:FREQ=SECONDLY;COUNT=100000000"), "repeats in a way"),
        (event("RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30"), "repeats in a way"),
        (event("RRULE:FREQ=WEEKLY", "RRULE:FREQ=DAILY"), "more than one rule"),
        (event("RRULE:FREQ=DAILY", start="DTSTART:19900101T100000Z"), "more than a year ago"),
        (event("STATUS:CANCELLED"), "was cancelled"),
        (event("RDATE:20261224T100000Z"), "beside its rule"),
        (event("ATTENDEE:mailto:someone@example.org"), "by others"),
        (event(start="DTSTART;VALUE=DATE:20261201"), "whole days"),
        (event("DURATION:P3D"), "5 minutes and a day"),
        (event(start="DTSTART;TZID=Mars/Olympus:20261201T100000"), "time zone"),
        (event("DESCRIPTION:" + "long " * 100), "400 characters"),
        (event().replace("VEVENT", "VTODO"), "Not a meeting"),
        (event(uid=""), "under one name"),
        (event(uid="a\\nBEGIN:VALARM"), "under one name"),
        (event("SUMMARY:" + "x" * 600_000), "512 KB"),
        ("x" * 1_100_000, "1 MB"),
        (event(start="DTSTART:tomorrow"), "can't be read"),
        ("", "under one name"),
    ],
)
def test_what_cannot_be_kept_whole_is_refused_with_its_reason(body, why):
    community = CommunityFactory()
    program = Program(core_of(community))

    answer = program.write(program.of(community) + "x.ics", body)
    program.token.refresh_from_db()

    assert answer.status == 409
    assert why in answer.why
    assert program.token.refused_because == answer.why
    assert Series.objects.count() == 0


def test_one_occurrence_is_moved_the_others_stay():
    one = series()
    program = Program(one.created_by)
    path, calendar = program.only(program.of(one.community))
    second = days_of(one)[1]
    calendar = with_day_moved(calendar, second.original_start, timedelta(hours=3))

    moved = program.write(path, calendar, If_Match=program.names(program.of(one.community))[path])
    second.refresh_from_db()

    assert moved.status == 204
    assert second.starts_at == second.original_start + timedelta(hours=3)
    assert [row.is_moved for row in days_of(one)[:3]] == [False, True, False]
    assert Series.objects.count() == 1
    assert program.names(program.of(one.community)).keys() == {path}


def test_a_day_taken_out_is_cancelled_and_one_put_back_is_refused():
    one = series()
    program = Program(one.created_by)
    path, calendar = program.only(program.of(one.community))
    second = days_of(one)[1]
    before = calendar.to_ical().decode()

    gone = program.write(path, before.replace("RRULE:", f"EXDATE:{second.original_start:%Y%m%dT%H%M%SZ}\r\nRRULE:"))
    second.refresh_from_db()
    again = program.write(path, before)

    assert (gone.status, second.is_cancelled, second.cancelled_because) == (
        204,
        True,
        "Cancelled from a calendar program.",
    )
    assert (again.status, "stays cancelled" in again.why) == (409, True)


def test_a_series_changed_as_a_whole_goes_on_from_the_next_meeting():
    one = series()
    program = Program(one.created_by)
    path, calendar = program.only(program.of(one.community))
    calendar.events[0]["SUMMARY"] = "Another title"

    changed = program.write(path, calendar)
    later = program.write(path, program.read(path).to_ical().decode().replace("BYDAY=TH", "BYDAY=FR"))

    assert (changed.status, later.status) == (204, 204)
    rows = list(Occurrence.objects.order_by("starts_at")[:2])
    assert [(row.title, f"{row.starts_at:%a %d %H}") for row in rows] == [
        ("Another title", "Fri 27 09"), ("Another title", "Fri 04 09")
    ]  # fmt: skip


def test_following_meetings_deleted_end_the_series():
    one = series()
    program = Program(one.created_by)
    path, calendar = program.only(program.of(one.community))
    body = calendar.to_ical().decode().replace("BYDAY=TH", "BYDAY=TH;UNTIL=20261210T090000Z")

    cut = program.write(path, body)

    assert cut.status == 204
    assert [f"{row.starts_at:%d %b}" for row in Occurrence.objects.order_by("starts_at")] == [
        "26 Nov",
        "03 Dec",
        "10 Dec",
    ]


def test_who_may_answer_but_not_change_answers_and_is_refused_the_rest():
    one = meeting()
    program = Program(member_of(one.community))
    path, calendar = program.only(program.of(one.community))
    calendar.events[0]["ATTENDEE"].params["PARTSTAT"] = "ACCEPTED"

    said = program.write(path, calendar)
    calendar.events[0]["SUMMARY"] = "Mine now"
    changed = program.write(path, calendar)
    deleted = program.ask("DELETE", path)
    made = program.write(program.of(one.community) + "new.ics", event())
    one.refresh_from_db()

    assert (said.status, Answer.objects.get().choice) == (204, Choice.YES)
    assert [answer.status for answer in (changed, deleted, made)] == [403, 403, 403]
    assert changed.why == "Only who plans here, or hosts the meeting, may do this."
    assert (one.title, one.is_cancelled) == ("One way to start a lift pump", False)
    assert list(program.names(program.mine)) == [f"{program.mine}{one.series.uid}.ics"]


def test_an_answer_to_the_series_is_one_to_each_of_its_meetings_ahead():
    one = series(when=weekly(count=4))
    program = Program(member_of(one.community))
    path, calendar = program.only(program.of(one.community))
    calendar.events[0]["ATTENDEE"].params["PARTSTAT"] = "DECLINED"

    program.write(path, calendar)
    (again,) = program.read(path).events

    assert [given.choice for given in Answer.objects.all()] == [Choice.NO] * 4
    assert again["ATTENDEE"].params["PARTSTAT"] == "DECLINED"


def test_deleting_cancels_in_a_community_s_calendar_and_declines_in_one_s_own():
    community = CommunityFactory()
    core = core_of(community)
    hosted, visited = meeting(community, by=core, host=core), meeting(community, by=core)
    program = Program(core)
    answer(visited, Choice.YES, by=core)

    stays = program.ask("DELETE", f"{program.mine}{hosted.series.uid}.ics")
    leaves = program.ask("DELETE", f"{program.mine}{visited.series.uid}.ics")
    ends = program.ask("DELETE", f"{program.of(community)}{hosted.series.uid}.ics")
    hosted.refresh_from_db()

    assert (stays.status, "You host" in stays.why) == (409, True)
    assert (leaves.status, visited.answers.get().choice) == (200, Choice.NO)
    assert (ends.status, hosted.is_cancelled) == (200, True)
    assert list(program.names(program.of(community))) == [f"{program.of(community)}{visited.series.uid}.ics"]
    assert program.names(program.mine) == {}


def test_a_series_deleted_ends():
    one = series()
    program = Program(one.created_by)
    path, _calendar = program.only(program.of(one.community))

    assert program.ask("DELETE", path).status == 200
    assert Series.objects.get().ended_at == timezone.now()
    assert program.names(program.of(one.community)) == {}


def test_one_s_own_meeting_is_moved_in_one_s_own_calendar_and_none_is_made_there():
    one = series()
    program = Program(one.created_by)
    second = days_of(one)[1]
    answer(second, Choice.YES, by=one.created_by)
    path, calendar = program.only(program.mine)
    calendar.events[0].DTSTART = second.starts_at + timedelta(hours=1)
    calendar.events[0].DTEND = second.starts_at + timedelta(hours=2)

    moved, made = program.write(path, calendar), program.write(program.mine + "x.ics", event())
    ruled = program.write(path, calendar.to_ical().decode().replace("SUMMARY", "RRULE:FREQ=DAILY\r\nSUMMARY"))
    second.refresh_from_db()

    assert (moved.status, second.is_moved) == (204, True)
    assert (made.status, "in the calendar of its community" in made.why) == (409, True)
    assert (ruled.status, "one meeting of your own" in ruled.why) == (409, True)


def test_an_entry_that_was_changed_in_between_is_not_written_over():
    one = meeting()
    program = Program(one.series.created_by)
    path, calendar = program.only(program.of(one.community))
    etag = program.names(program.of(one.community))[path]
    change_occurrence(one, details("Changed on the page"), by=one.series.created_by)
    calendar.events[0]["SUMMARY"] = "Changed on the phone"

    assert program.write(path, calendar, If_Match=etag).status == 412
    assert program.write(program.of(one.community) + "x.ics", event(uid=str(calendar.events[0]["UID"]))).status == 409
    assert program.write(path, event(uid="another"), If_None_Match="*").status == 412
    one.refresh_from_db()
    assert one.title == "Changed on the page"

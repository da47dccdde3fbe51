"""Invitations by mail as calendars exchange them: come, it moves, it is cancelled, it goes on otherwise."""

from datetime import UTC, datetime, time
from email import message_from_bytes, policy

import pytest
from icalendar import Calendar

from practica.mail.actions import stop_letters
from practica.mail.envelope import envelope_of
from practica.mail.models import Letter
from practica.meetings.actions import (
    answer,
    cancel_occurrence,
    change_series_from,
    confirm_series,
    date_series,
    end_series,
    import_calendar,
    move_occurrence,
    start_series,
)
from practica.meetings.models import Choice, Invited, Marks, Timing
from practica.meetings.tests.factories import (
    CommunityFactory,
    PersonFactory,
    core_of,
    details,
    meeting,
    member_of,
    series,
    weekly,
)
from practica.notices.models import How
from practica.notices.preferences import prefer

pytestmark = pytest.mark.django_db


@pytest.fixture
def community():
    return CommunityFactory(name="Pump reliability")


@pytest.fixture
def ana(community):
    return member_of(community, name="Ana Torres", email="ana@litoral.example", language="en")


@pytest.fixture
def news(run_jobs):
    """The letters since the last time it was asked: who gets it, its subject, and what its calendar file says."""
    seen = set()

    def since():
        run_jobs()
        fresh = [letter for letter in Letter.objects.order_by("pk") if letter.pk not in seen]
        seen.update(letter.pk for letter in fresh)
        return [
            (letter.person, letter.subject, Calendar.from_ical(letter.enclosures.get().content)) for letter in fresh
        ]

    return since


def said(calendar):
    """Method, and of each event its version, its day if it is one of a series, its start and state."""
    rows = [
        (int(event["SEQUENCE"]), getattr(event.get("RECURRENCE-ID"), "dt", None), event.start, str(event["STATUS"]))
        for event in calendar.events
    ]
    return str(calendar["METHOD"]), rows


def test_members_are_invited_to_a_new_meeting_each_by_themselves(community, ana, news):
    one = meeting(community, by=core_of(community, name="Sofía"), place="Hall 2")

    ((person, subject, calendar),) = news()
    (event,) = calendar.events

    assert (person, subject) == (ana, f"Invitation: {one.title}, Thursday 26 November 2026, 09:00 (UTC)")
    assert said(calendar) == ("REQUEST", [(0, None, one.starts_at, "CONFIRMED")])
    assert (str(event["ORGANIZER"]), event["ORGANIZER"].params["CN"]) == (
        "mailto:practica@localhost",
        "Pump reliability",
    )
    assert str(event["ATTENDEE"]) == "mailto:ana@litoral.example"
    assert (event["ATTENDEE"].params["PARTSTAT"], event["ATTENDEE"].params["RSVP"]) == ("NEEDS-ACTION", "TRUE")
    assert (str(event["UID"]), str(event["LOCATION"])) == (f"{one.series.uid}@practica", "Hall 2")


def test_a_series_is_invited_to_once_as_a_whole(community, ana, news):
    one = series(community)

    ((_person, _subject, calendar),) = news()

    assert said(calendar) == ("REQUEST", [(0, None, one.occurrences.earliest("starts_at").starts_at, "CONFIRMED")])
    assert calendar.events[0]["RRULE"].to_ical() == b"FREQ=WEEKLY;BYDAY=TH"
    assert "Every Thursday" in Letter.objects.get().text


def test_programs_find_the_invitation_beside_the_words_and_as_a_file(community, ana, news):
    meeting(community)
    news()

    sent = message_from_bytes(envelope_of(Letter.objects.get()).message().as_bytes(), policy=policy.default)
    kinds = [(part.get_content_type(), part.get_param("method"), part.get_filename()) for part in sent.walk()]
    beside = next(part for part in sent.walk() if part.get_content_type() == "multipart/alternative")

    assert [part.get_content_type() for part in beside.iter_parts()] == ["text/plain", "text/html", "text/calendar"]
    assert [kind for kind in kinds if kind[0] == "text/calendar"] == [("text/calendar", "REQUEST", None)]
    assert [kind[2][-4:] for kind in kinds if kind[0] == "application/ics"] == [".ics"]
    assert Calendar.from_ical(list(beside.iter_parts())[2].get_content())["METHOD"] == "REQUEST"


def test_a_move_of_one_day_is_a_new_version_of_that_day(community, ana, news):
    core = core_of(community)
    one = series(community, by=core)
    news()
    second = one.occurrences.order_by("starts_at")[1]

    move_occurrence(second, datetime(2026, 12, 4, 9, tzinfo=UTC), 60, by=core)
    ((person, subject, calendar),) = news()

    assert (person, subject.split(":")[0]) == (ana, "Moved")
    assert said(calendar) == (
        "REQUEST",
        [(1, second.original_start, datetime(2026, 12, 4, 9, tzinfo=UTC), "CONFIRMED")],
    )
    assert str(calendar.events[0]["UID"]) == f"{one.uid}@practica"


def test_a_cancelled_day_and_a_cancelled_meeting_are_taken_out(community, ana, news):
    core = core_of(community)
    one, alone = series(community, by=core), meeting(community, by=core)
    news()
    second = one.occurrences.order_by("starts_at")[1]

    cancel_occurrence(second, "Holiday", by=core)
    cancel_occurrence(alone, "Holiday", by=core)

    assert [said(calendar) for _person, _subject, calendar in news()] == [
        ("CANCEL", [(2, second.original_start, second.starts_at, "CANCELLED")]),
        ("CANCEL", [(1, None, alone.starts_at, "CANCELLED")]),
    ]


def test_who_said_no_hears_nothing_more_of_that_day(community, ana, news):
    core = core_of(community)
    one = meeting(community, by=core)
    news()
    answer(one, Choice.NO, by=ana)

    move_occurrence(one, datetime(2026, 12, 4, 9, tzinfo=UTC), 60, by=core)

    assert news() == []


def test_a_series_that_goes_on_otherwise_ends_in_calendars_and_is_invited_to_anew(community, ana, news):
    core = core_of(community)
    one = series(community, by=core)
    news()
    third = one.occurrences.order_by("starts_at")[2]

    following = change_series_from(third, details("Pumps"), weekly(at=time(11)), by=core)
    fresh, ended = news()

    assert (fresh[1], ended[1]) == ("Changed from now on: Pumps", f"No longer goes on: {one.title}")
    assert str(fresh[2].events[0]["UID"]) == f"{following.uid}@practica"
    assert said(fresh[2])[0] == said(ended[2])[0] == "REQUEST"
    assert (int(ended[2].events[0]["SEQUENCE"]), str(ended[2].events[0]["UID"])) == (1, f"{one.uid}@practica")
    assert b"UNTIL=20261209" in ended[2].events[0]["RRULE"].to_ical()
    assert Invited.objects.filter(person=ana).count() == 2
    change_series_from(following.occurrences.earliest("starts_at"), details("Pumps"), weekly(at=time(12)), by=core)
    assert [subject for _person, subject, _calendar in news()] == ["Changed from now on: Pumps"]


def test_a_series_that_ends_before_it_began_is_taken_out(community, ana, news):
    core = core_of(community)
    one = series(community, by=core)
    news()

    end_series(one, "Enough", by=core)
    ((_person, subject, calendar),) = news()

    assert subject == f"No longer goes on: {one.title}"
    assert said(calendar)[0] == "CANCEL"
    assert "No meeting of it is left." in Letter.objects.latest("pk").text


def test_a_series_is_invited_to_once_it_has_a_date(community, ana, news):
    core = core_of(community)
    one = start_series(
        community, details(), Timing(rule="FREQ=WEEKLY"), by=core, marks=Marks("Thursdays", which_week=True)
    )
    assert news() == []

    one = date_series(one, weekly(), by=core)
    assert [subject.split(":")[0] for _person, subject, _calendar in news()] == ["Invitation"]
    one.which_week = True
    one.save()
    confirm_series(one, by=core)
    assert news() == []


def test_a_file_brought_in_invites_nobody(community, ana, news):
    lines = "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:a\r\nSUMMARY:X\r\nDTSTART:20261126T100000Z\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    import_calendar(community, lines.encode(), by=core_of(community))

    assert news() == []


def test_who_stopped_invitations_or_wants_no_letters_of_the_community_gets_none(community, ana, news):
    eva = member_of(community)
    stop_letters(ana.pk, "meetings.invitations")
    prefer(eva, community.pk, How.OFF)
    member_of(community, email=None, claimed_at=None)
    PersonFactory()

    meeting(community)

    assert (news(), Invited.objects.count()) == ([], 0)

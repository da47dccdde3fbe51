"""How Thunderbird, the calendars of Apple and DAVx⁵ write back what they read: the same, in their own manners."""

import re
from datetime import timedelta

import pytest

from practica.meetings.actions import answer, move_occurrence
from practica.meetings.models import Answer, Choice, Series
from practica.meetings.tests.dav import Program, with_day_moved
from practica.meetings.tests.factories import core_of, meeting, member_of, series

pytestmark = pytest.mark.django_db

ALARM = "BEGIN:VALARM\r\nACTION:DISPLAY\r\nTRIGGER:-PT15M\r\nDESCRIPTION:Default\r\nX-WR-ALARMUID:1\r\nEND:VALARM\r\n"


def thunderbird(text):
    text = text.replace("PRODID:-//Práctica//Meetings//EN", "PRODID:-//Mozilla.org/NONSGML Mozilla Calendar V1.1//EN")
    seen = "CREATED:20261123T120000Z\r\nX-MOZ-LASTACK:20261123T120000Z\r\nX-MOZ-GENERATION:3\r\nTRANSP:OPAQUE\r\n"
    return text.replace("END:VEVENT", f"{seen}{ALARM}END:VEVENT")


def apple(text):
    """Says the interval, drops the day a weekly rule falls on anyway, and puts its own words into everything."""
    text = text.replace("PRODID:-//Práctica//Meetings//EN", "PRODID:-//Apple Inc.//iOS 18.1//EN")
    text = text.replace("RRULE:FREQ=WEEKLY;BYDAY=TH", "RRULE:FREQ=WEEKLY;INTERVAL=1")
    own = "X-APPLE-TRAVEL-ADVISORY-BEHAVIOR:AUTOMATIC\r\nX-APPLE-EWS-BUSYSTATUS:BUSY\r\n"
    return text.replace("END:VEVENT", f"{own}{ALARM}END:VEVENT").replace("mailto:", "MAILTO:")


def davx5(text):
    """Knows lengths instead of ends, counts versions itself, and has no place for what Android has none for."""
    text = text.replace(
        "PRODID:-//Práctica//Meetings//EN", "PRODID:DAVx5/4.4.3-ose ical4j/3.2.19 (at.bitfire.davdroid)"
    )
    text = re.sub(r"DTEND[^\r]*\r\n", "DURATION:PT1H\r\n", text)
    text = re.sub(r"(URL|CATEGORIES|CLASS|LAST-MODIFIED|REFRESH-INTERVAL)[;:][^\r]*\r\n([ \t][^\r]*\r\n)*", "", text)
    return re.sub(r"SEQUENCE:\d+", "SEQUENCE:7", text)


MANNERS = pytest.mark.parametrize("manner", [thunderbird, apple, davx5])


def said(calendar):
    return calendar.to_ical().decode()


@MANNERS
def test_what_is_only_said_again_changes_nothing(manner):
    one = series(place="Hall 2", link="https://meet.example.org/pumps", aim="A list of faults")
    program = Program(one.created_by)
    first, second = one.occurrences.order_by("starts_at")[:2]
    answer(second, Choice.YES, by=program.person)
    move_occurrence(first, first.starts_at + timedelta(hours=1), 60, by=program.person)
    path, calendar = program.only(program.of(one.community))
    before = program.names(program.of(one.community))

    assert program.write(path, manner(said(calendar))).status == 204
    assert program.names(program.of(one.community)) == before


@MANNERS
def test_one_occurrence_is_moved(manner):
    one = series()
    program = Program(one.created_by)
    path, calendar = program.only(program.of(one.community))
    second = one.occurrences.order_by("starts_at")[1]

    moved = program.write(path, manner(said(with_day_moved(calendar, second.original_start, timedelta(hours=2)))))
    second.refresh_from_db()

    assert (moved.status, second.starts_at - second.original_start) == (204, timedelta(hours=2))
    assert (one.occurrences.filter(sequence__gt=0).count(), Series.objects.count()) == (1, 1)


@MANNERS
def test_an_invitation_is_answered(manner):
    one = meeting()
    program = Program(member_of(one.community))
    path, calendar = program.only(program.of(one.community))
    calendar.events[0]["ATTENDEE"].params["PARTSTAT"] = "TENTATIVE"

    assert program.write(path, manner(said(calendar))).status == 204
    assert Answer.objects.get().choice == Choice.MAYBE


@MANNERS
def test_a_single_meeting_is_moved_renamed_and_put_elsewhere(manner):
    one = meeting(place="Hall 2", link="https://meet.example.org/pumps")
    program = Program(core_of(one.community))
    path, calendar = program.only(program.of(one.community))
    event = calendar.events[0]
    event.DTSTART, event.DTEND = one.starts_at + timedelta(days=1), one.ends_at + timedelta(days=1)
    event["SUMMARY"], event["LOCATION"] = "Valves", "Hall 3"

    assert program.write(path, manner(said(calendar))).status == 204
    moved = type(one).objects.get()
    assert (moved.starts_at, moved.length) == (one.starts_at + timedelta(days=1), 60)
    assert (moved.title, moved.place, moved.link) == ("Valves", "Hall 3", "https://meet.example.org/pumps")

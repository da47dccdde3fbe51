"""Reminders, and letters when something changes."""

from datetime import UTC, date, datetime, time

import pytest
from django.utils import timezone
from icalendar import Calendar

from practica.communities.models import Membership, Role
from practica.mail.models import Letter
from practica.meetings.actions import (
    answer,
    cancel_occurrence,
    change_series_from,
    choose_community_reminders,
    choose_reminders,
    inherit_reminders,
    move_occurrence,
)
from practica.meetings.models import Choice, Reminder
from practica.meetings.tasks import send_reminders
from practica.meetings.tests.factories import (
    CommunityFactory,
    PersonFactory,
    core_of,
    details,
    meeting,
    member_of,
    series,
    timing,
    weekly,
)

pytestmark = pytest.mark.django_db

# The meeting is on Thursday 26 November 2026 at 09:00 UTC, planned on Monday.
A_DAY_BEFORE, A_QUARTER_BEFORE = "2026-11-25T09:00:00Z", "2026-11-26T08:45:00Z"


def subjects():
    return [(letter.person, letter.subject) for letter in Letter.objects.order_by("pk")]


def coming(**fields):
    one = meeting(**fields)
    ana = member_of(one.community)
    answer(one, Choice.YES, by=ana)
    return one, ana


def test_a_reminder_comes_a_day_and_15_minutes_before_once_each(time_machine):
    one, ana = coming(place="Room 2")
    send_reminders()
    assert subjects() == []

    for moment in (A_DAY_BEFORE, "2026-11-25T09:01:00Z", A_QUARTER_BEFORE, "2026-11-26T08:46:00Z"):
        time_machine.move_to(moment)
        send_reminders()

    assert subjects() == [(ana, f"Tomorrow: {one.title}"), (ana, f"In 15 minutes: {one.title}")]


def test_the_reminder_is_in_the_reader_s_zone_and_language_and_holds_the_file(time_machine):
    one, ana = coming(place="Room 2")
    ana.language, ana.time_zone = "en", "America/Argentina/Buenos_Aires"
    ana.save()
    time_machine.move_to(A_DAY_BEFORE)

    send_reminders()

    letter = Letter.objects.get()
    assert "Thursday 26 November 2026, 06:00 (Buenos Aires)" in letter.text
    assert "Room 2" in letter.text
    event = Calendar.from_ical(letter.enclosures.get().content).events[0]
    assert (event.start, str(event["SUMMARY"])) == (one.starts_at, one.title)


@pytest.mark.parametrize(("choice", "count"), [("yes", 1), ("maybe", 1), ("writing", 1), ("no", 0)])
def test_who_did_not_say_no_is_reminded(time_machine, choice, count):
    one = meeting()
    answer(one, choice, by=member_of(one.community))
    member_of(one.community)
    time_machine.move_to(A_DAY_BEFORE)

    send_reminders()

    assert Letter.objects.count() == count


def test_nobody_is_reminded_of_what_is_cancelled_nor_who_waits_left_or_has_no_account(time_machine):
    one, ana = coming(capacity=1)
    answer(one, Choice.YES, by=member_of(one.community))
    Membership.objects.filter(person=ana).update(state="left", left_at=timezone.now())
    gone, _eva = coming()
    cancel_occurrence(gone, "No room", by=gone.series.created_by)
    Letter.objects.all().delete()
    time_machine.move_to(A_DAY_BEFORE)

    send_reminders()

    assert subjects() == []


def test_a_meeting_that_moves_is_reminded_of_at_its_new_time(time_machine):
    one, ana = coming()
    time_machine.move_to(A_DAY_BEFORE)
    send_reminders()
    move_occurrence(one, datetime(2026, 11, 30, 9, tzinfo=UTC), 60, by=one.series.created_by)
    time_machine.move_to(A_QUARTER_BEFORE)
    send_reminders()
    assert [row.minutes for row in Reminder.objects.order_by("pk")] == [1440]

    time_machine.move_to("2026-11-29T09:00:00Z")
    send_reminders()

    assert subjects() == [(ana, f"Tomorrow: {one.title}")] * 2


def test_what_is_planned_for_today_needs_no_tomorrow(time_machine):
    _one, _ana = coming(when=timing(first_on=date(2026, 11, 23), at=time(18)))
    send_reminders()
    assert subjects() == []


def test_a_worker_that_stood_still_sends_one_letter_not_two(time_machine):
    one, ana = coming()
    time_machine.move_to("2026-11-25T11:00:00Z")
    send_reminders()
    time_machine.move_to("2026-11-26T08:50:00Z")
    send_reminders()

    assert subjects() == [(ana, f"Tomorrow: {one.title}"), (ana, f"In 15 minutes: {one.title}")]


def test_a_community_says_when_and_a_person_says_otherwise(time_machine):
    community = CommunityFactory()
    facilitator = member_of(community, Role.FACILITATOR)
    one = meeting(community, by=facilitator)
    as_told, own_way, never = (member_of(community) for _ in range(3))
    for person in (as_told, own_way, never):
        answer(one, Choice.YES, by=person)
    choose_community_reminders(community, [60, 99], by=facilitator)
    choose_reminders([2880], by=own_way)
    choose_reminders([], by=never)

    for moment in ("2026-11-24T09:00:00Z", A_DAY_BEFORE, "2026-11-26T08:00:00Z", A_QUARTER_BEFORE):
        time_machine.move_to(moment)
        send_reminders()

    assert subjects() == [(own_way, f"In 2 days: {one.title}"), (as_told, f"In 1 hour: {one.title}")]


def test_back_to_what_the_community_says(time_machine):
    _one, ana = coming()
    choose_reminders([], by=ana)
    inherit_reminders(by=ana)
    time_machine.move_to(A_DAY_BEFORE)

    send_reminders()

    assert Letter.objects.count() == 1


def test_a_move_and_a_cancellation_are_written_to_who_counts_on_it(run_jobs):
    community = CommunityFactory()
    core = core_of(community, name="Sofía")
    host = member_of(community)
    one = meeting(community, by=core, host=host)
    ana, eva = member_of(community), member_of(community)
    answer(one, Choice.MAYBE, by=ana)
    answer(one, Choice.NO, by=eva)
    run_jobs()
    Letter.objects.all().delete()

    move_occurrence(one, datetime(2026, 11, 27, 15, tzinfo=UTC), 60, by=core)
    run_jobs()
    cancel_occurrence(one, "The room is flooded", by=core)
    run_jobs()

    now = "Friday 27 November 2026, 15:00 (UTC)"
    assert subjects() == [
        (ana, f"Moved: {one.title}, now {now}"),
        (host, f"Moved: {one.title}, now {now}"),
        (ana, f"Cancelled: {one.title}, {now}"),
        (host, f"Cancelled: {one.title}, {now}"),
    ]
    moved, *_others, cancelled = Letter.objects.order_by("pk")
    assert "Sofía moved" in moved.text
    assert "It was planned for Thursday 26 November 2026, 09:00 (UTC)." in moved.text
    assert "The room is flooded" in cancelled.text
    assert b"STATUS:CANCELLED" in cancelled.enclosures.get().content.encode()


def test_a_series_that_changes_is_written_about_once_a_person(run_jobs):
    one = series()
    first, second, third = one.occurrences.order_by("starts_at")[:3]
    ana = member_of(one.community)
    for row in (second, third):
        answer(row, Choice.YES, by=ana)
    run_jobs()
    Letter.objects.all().delete()

    change_series_from(first, details("Pumps"), weekly(at=time(11)), by=one.created_by)
    run_jobs()

    assert subjects() == [(ana, "Changed from now on: Pumps")]
    text = Letter.objects.get().text
    assert "Every Thursday" in text
    assert "Thursday 3 December 2026, 10:00 (UTC)" in text


def test_letters_are_written_in_spanish_too(time_machine):
    one = meeting()
    answer(one, Choice.YES, by=member_of(one.community, language="es"))
    time_machine.move_to(A_DAY_BEFORE)

    send_reminders()

    assert Letter.objects.get().language == "es"


def test_somebody_without_an_account_gets_nothing(time_machine):
    one = meeting()
    ghost = PersonFactory(email=None, claimed_at=None)
    one.answers.create(person=ghost, choice="yes", community=one.community)
    time_machine.move_to(A_DAY_BEFORE)

    send_reminders()

    assert Letter.objects.count() == 0

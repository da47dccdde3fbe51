"""Hours that take turns: a series whose meetings are early for some and late for others, never always for the same."""

from datetime import UTC, date, datetime, time

import pytest
import recurring_ical_events
from django.urls import reverse
from icalendar import Calendar

from practica.foundation.access import Refused
from practica.mail.models import Letter
from practica.meetings.actions import (
    answer,
    change_series_from,
    end_series,
    lay_out,
    move_occurrence,
    open_feed,
    plan_meeting,
    start_series,
)
from practica.meetings.models import Choice, Occurrence, Scope, Series
from practica.meetings.queries.fairness import fairness_of
from practica.meetings.queries.words import hours_in_words
from practica.meetings.tasks import lay_out_series
from practica.meetings.tests.dav import Program
from practica.meetings.tests.factories import (
    CommunityFactory,
    at,
    core_of,
    details,
    member_of,
    series,
    timing,
    weekly,
)

pytestmark = pytest.mark.django_db
TWO = weekly(at=time(9), zone="UTC", turns=(time(17),))
THREE = weekly(at=time(6), zone="UTC", turns=(time(14), time(22)))


def hours(rows, number=6):
    return [f"{row.starts_at:%d %H:%M}" for row in rows.occurrences.order_by("original_start")[:number]]


def as_others_see(calendar):
    events = recurring_ical_events.of(calendar).between((2026, 11, 1), (2027, 12, 1))
    return sorted((event.start.astimezone(UTC), str(event["SUMMARY"])) for event in events)


def as_we_know():
    rows = Occurrence.objects.standing().filter(starts_at__lt=datetime(2027, 12, 1, tzinfo=UTC))
    return sorted((row.starts_at, row.title) for row in rows)


@pytest.mark.parametrize(
    ("when", "first"),
    [
        (TWO, ["26 09:00", "03 17:00", "10 09:00", "17 17:00", "24 09:00", "31 17:00"]),
        (THREE, ["26 06:00", "03 14:00", "10 22:00", "17 06:00", "24 14:00", "31 22:00"]),
    ],
)
def test_each_meeting_is_at_the_next_hour_in_turn(when, first):
    one = series(when=when)

    assert hours(one) == first
    assert not any(row.is_moved for row in one.occurrences.all())
    assert all((row.ends_at - row.starts_at).seconds == 3600 for row in one.occurrences.all())


def test_hours_in_turn_are_those_of_the_wall_through_clock_changes():
    one = series(when=weekly(at=time(9), turns=(time(17),)))

    march = one.occurrences.filter(starts_at__gte="2027-03-18T00:00Z").order_by("starts_at")[:4]
    assert [f"{row.starts_at:%d %H}" for row in march] == ["18 08", "25 16", "01 07", "08 15"]


def test_they_are_said_in_words():
    assert [hours_in_words(one) for one in (weekly(), TWO, THREE)] == [
        "10:00",
        "09:00 and 17:00 in turn",
        "06:00, 14:00 and 22:00 in turn",
    ]


@pytest.mark.parametrize(
    ("turns", "words"),
    [
        ((time(9),), "each another"),
        ((time(17), time(17)), "each another"),
        ((time(1), time(2), time(3)), "Two or three"),
    ],
)
def test_the_same_hour_twice_or_a_fourth_is_refused(turns, words):
    with pytest.raises(Refused, match=words):
        series(when=weekly(at=time(9), turns=turns))


def test_a_single_meeting_takes_no_turns():
    community = CommunityFactory()
    with pytest.raises(Refused, match="repeats"):
        plan_meeting(community, details(), timing(turns=(time(17),)), by=core_of(community))


@pytest.mark.parametrize(
    "when",
    [
        TWO,
        THREE,
        weekly("FREQ=MONTHLY;BYDAY=2TH", zone="America/New_York", at=time(8), turns=(time(20),)),
        weekly("FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,TH", count=31, turns=(time(23, 30),)),
        weekly("FREQ=WEEKLY;BYDAY=MO", zone="Pacific/Auckland", at=time(9), turns=(time(20), time(7))),
    ],
)
def test_a_feed_has_them_as_another_program_draws_them(when, calendar_program):
    by = core_of(CommunityFactory())
    one = start_series(by.memberships.get().community, details(), when, by=by)
    moved = one.occurrences.order_by("starts_at")[3]
    move_occurrence(moved, moved.starts_at.replace(minute=7), 60, by=by)
    feed = open_feed(Scope.ALL, "Phone", by=by)

    calendar = Calendar.from_ical(calendar_program.get(feed.path).content)

    assert as_others_see(calendar) == as_we_know()


def test_the_invitation_by_mail_has_the_next_ones_at_their_hours(run_jobs):
    community = CommunityFactory()
    ana = member_of(community)
    series(community, when=weekly(at=time(9), zone="UTC", turns=(time(17),), count=12))
    run_jobs()

    file = Letter.objects.get(person=ana, kind="meetings.invitation").enclosures.get().content
    assert as_others_see(Calendar.from_ical(file)) == as_we_know()


def test_a_program_that_renames_the_series_keeps_the_turns_and_one_that_only_says_it_again_changes_nothing():
    one = series(when=TWO)
    program = Program(one.created_by)
    path, calendar = program.only(program.of(one.community))
    text = calendar.to_ical().decode()
    before = hours(one)

    assert program.write(path, text).status == 204
    assert hours(one) == before
    assert program.write(path, text.replace(one.title, "Renamed", 1)).status == 204
    one.refresh_from_db()
    assert (one.title, one.turns, hours(one)) == ("Renamed", [time(17)], before)


def test_a_program_that_renames_it_when_the_second_hour_is_next_keeps_whose_turn_it_is(time_machine):
    one = series(when=TWO)
    time_machine.move_to("2026-11-27T12:00:00Z")
    program = Program(one.created_by)
    path, calendar = program.only(program.of(one.community))
    before = hours(one)[1:]

    assert program.write(path, calendar.to_ical().decode().replace(one.title, "Renamed", 1)).status == 204
    following = Series.objects.exclude(pk=one.pk).get()
    assert (following.at, following.turns) == (time(17), [time(9)])
    assert hours(following, 5) == before


def test_from_a_meeting_on_the_hours_may_be_others_and_what_was_moved_by_hand_stays():
    one = series(when=TWO)
    rows = list(one.occurrences.order_by("starts_at")[:4])
    moved = move_occurrence(rows[2], at(30, 12), 60, by=one.created_by)
    answer(rows[1], Choice.YES, by=member_of(one.community))

    following = change_series_from(
        rows[1],
        details(),
        weekly(first_on=date(2026, 12, 3), at=time(7), zone="UTC", turns=(time(19),)),
        by=one.created_by,
    )

    assert hours(following, 4) == ["03 07:00", "30 12:00", "17 07:00", "24 19:00"]
    moved.refresh_from_db()
    assert (moved.is_moved, f"{moved.planned_start:%d %H}") == (True, "10 19")
    assert following.occurrences.get(pk=rows[1].pk).answers.count() == 1


def test_a_series_takes_turns_from_now_on_and_ceases_to(time_machine):
    one = series(when=weekly(at=time(9), zone="UTC"))
    first = one.occurrences.order_by("starts_at").first()
    one = change_series_from(first, details(), TWO, by=one.created_by)
    assert hours(one, 3) == ["26 09:00", "03 17:00", "10 09:00"]

    first.refresh_from_db()
    one = change_series_from(first, details(), weekly(at=time(9), zone="UTC"), by=one.created_by)
    assert hours(one, 3) == ["26 09:00", "03 09:00", "10 09:00"]
    assert not any(row.is_moved for row in one.occurrences.all())


def test_the_nights_that_follow_lay_out_the_turn_that_comes(time_machine):
    one = series(when=TWO)
    last = one.occurrences.order_by("original_start").last()
    time_machine.move_to("2026-12-07T12:00:00Z")
    lay_out_series()
    lay_out(one)

    fresh = list(one.occurrences.filter(original_start__gt=last.original_start).order_by("original_start"))
    assert len(fresh) == 2
    assert {fresh[0].starts_at.hour, fresh[1].starts_at.hour} == {9, 17}
    assert fresh[0].starts_at.hour != last.starts_at.hour


def test_a_series_with_turns_ends_like_any_other():
    one = series(when=TWO)
    end_series(one, "Enough", by=one.created_by)

    assert not one.occurrences.exists()


@pytest.fixture
def far_apart():
    community = CommunityFactory()
    for zone in ("Europe/Madrid", "Europe/Madrid", "Pacific/Auckland"):
        member_of(community, time_zone=zone)
    by = core_of(community, time_zone="Europe/Madrid")
    return community, by


def test_fairness_counts_for_each_place_the_meetings_within_working_hours(far_apart):
    """Ten in Madrid is ten at night in Auckland; eight in the evening there is nine in the morning here."""
    community, by = far_apart
    found = fairness_of(series(community, by=by))

    assert (found.places, found.of, found.is_fair) == ([("Madrid", 12), ("Auckland", 0)], 12, False)
    assert found.finding == "In Auckland 0 of the next 12 meetings are within working hours"
    assert found.chart.rows == [("Madrid", ["12"]), ("Auckland", ["0"])]


def test_hours_that_take_turns_share_the_burden(far_apart):
    community, by = far_apart
    found = fairness_of(series(community, by=by, when=weekly("FREQ=WEEKLY;BYDAY=WE", turns=(time(22),))))

    assert (found.places, found.is_fair) == ([("Madrid", 6), ("Auckland", 6)], True)


def test_where_all_live_by_one_clock_nothing_is_said_of_it():
    community = CommunityFactory()
    by = core_of(community, time_zone="Europe/Madrid")
    member_of(community, time_zone="Europe/Berlin")

    assert fairness_of(series(community, by=by)) is None


def filled(**more):
    given = {"title": "Clinic", "confidentiality": "members", "first_on": "2026-11-26", "at": "09:00", "zone": "UTC"}
    return {**given, "length": "60", "repeats": "weekly", "ends": "never", "second_at": "17:00", **more}


def test_the_form_plans_them_shows_them_and_starts_with_whose_turn_it_is(client_as, far_apart):
    community, by = far_apart
    client = client_as(by)
    where = reverse("meetings:new", args=[community.slug])
    assert client.post(where, filled(second_at="09:00")).status_code == 422
    client.post(where, filled())
    one = Series.objects.get()

    assert (one.at, one.turns) == (time(9), [time(17)])
    page = client.get(one.get_absolute_url()).content.decode()
    assert "09:00 and 17:00 in turn" in page
    assert "within working hours" in page
    second = one.occurrences.order_by("starts_at")[1]
    form = client.get(reverse("meetings:change-from", args=[second.pk])).context["form"]
    assert (form["at"].value(), form["second_at"].value(), form["third_at"].value()) == (time(17), time(9), None)
    preview = client.post(reverse("meetings:preview"), filled()).content.decode()
    assert "Thu 26 Nov, 09:00, Thu 3 Dec, 17:00" in " ".join(preview.split())


def test_a_meeting_once_leaves_the_other_hours_out(client_as, far_apart):
    community, by = far_apart
    client_as(by).post(reverse("meetings:new", args=[community.slug]), filled(repeats="once"))

    assert Series.objects.get().turns == []

"""Addresses for other calendars, read by a library that is not ours."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
import recurring_ical_events
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from practica.communities.models import Membership, Visibility
from practica.foundation.access import Refused
from practica.meetings.actions import (
    answer,
    cancel_occurrence,
    change_occurrence,
    change_series_from,
    end_series,
    mark_attendance,
    move_occurrence,
    open_community_feed,
    open_feed,
    revoke_feed,
)
from practica.meetings.models import Choice, Feed, Occurrence, Scope
from practica.meetings.tests.factories import (
    CHATHAM,
    OPEN,
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


def read(program, feed):
    answered = program.get(feed.path)
    assert (answered.status_code, answered["Content-Type"]) == (200, "text/calendar; charset=utf-8")
    return Calendar.from_ical(answered.content)


def as_others_see(calendar, start=(2026, 11, 1), end=(2027, 12, 1)):
    """Start in UTC, length in minutes, title: what a calendar program would draw."""
    return sorted(
        (
            event.start.astimezone(UTC),
            round((event.end - event.start).total_seconds() / 60),
            str(event["SUMMARY"]),
        )
        for event in recurring_ical_events.of(calendar).between(start, end)
        if str(event.get("STATUS", "")) != "CANCELLED"
    )


def as_we_know(**wanted):
    rows = Occurrence.objects.standing().filter(starts_at__gte="2026-11-01T00:00Z", starts_at__lt="2027-12-01T00:00Z")
    return sorted((row.starts_at, row.length, row.title) for row in rows.filter(**wanted))


@pytest.mark.parametrize(
    "when",
    [
        weekly(),
        weekly("FREQ=DAILY", ends_on=date(2027, 4, 10)),
        weekly("FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,TH", count=31),
        weekly("FREQ=MONTHLY;BYDAY=2TH", zone="America/New_York", at=time(14)),
        weekly("FREQ=MONTHLY;BYDAY=-1FR", zone="Australia/Lord_Howe", at=time(23, 45), length=120),
        weekly("FREQ=MONTHLY;BYMONTHDAY=31", zone="UTC"),
        weekly("FREQ=WEEKLY;BYDAY=MO", zone="Asia/Kolkata", at=time(9, 30)),
        timing(length=30),
    ],
)
def test_another_program_sees_the_same_meetings_through_the_change_of_clocks(calendar_program, when):
    one = series(when=when)
    feed = open_feed(Scope.ALL, "", by=member_of(one.community))

    seen = as_others_see(read(calendar_program, feed))

    assert seen == as_we_know()
    assert len(seen) >= 1


def test_one_moved_one_renamed_one_cancelled(calendar_program):
    one = series()
    first, second, third = one.occurrences.order_by("starts_at")[:3]
    feed = open_feed(Scope.ALL, "", by=member_of(one.community))
    move_occurrence(first, datetime(2026, 11, 27, 15, tzinfo=UTC), 90, by=one.created_by)
    change_occurrence(second, details("A guest from Hamburg"), by=one.created_by)
    cancel_occurrence(third, "Holiday", by=one.created_by)

    calendar = read(calendar_program, feed)

    assert as_others_see(calendar) == as_we_know()
    master, *alone = calendar.events
    assert (master["RRULE"].to_ical(), master["SEQUENCE"]) == (b"FREQ=WEEKLY;BYDAY=TH", 1)
    assert [exdate.dt for exdate in master["EXDATE"].dts] == [third.original_start]
    assert [(event["RECURRENCE-ID"].dt, event["SEQUENCE"], event["UID"]) for event in alone] == [
        (first.original_start, 2, master["UID"]),
        (second.original_start, 2, master["UID"]),
    ]
    assert [str(zone["TZID"]) for zone in calendar.timezones] == ["Europe/Madrid"]


def test_this_and_following_then_the_end(calendar_program):
    one = series()
    feed = open_feed(Scope.ALL, "", by=member_of(one.community))
    third, fourth = one.occurrences.order_by("starts_at")[2:4]
    cancel_occurrence(fourth, "Holiday", by=one.created_by)

    following = change_series_from(
        third, details("Later"), weekly("FREQ=WEEKLY;BYDAY=FR", first_on=date(2026, 12, 11)), by=one.created_by
    )
    assert as_others_see(read(calendar_program, feed)) == as_we_know()
    assert len({event["UID"] for event in read(calendar_program, feed).events}) == 2

    answer(following.occurrences.order_by("starts_at")[2], Choice.YES, by=member_of(one.community))
    end_series(following, "Enough", by=one.created_by)
    assert as_others_see(read(calendar_program, feed)) == as_we_know()
    assert [row[2] for row in as_others_see(read(calendar_program, feed))] == ["One way to start a lift pump"] * 2


def test_a_feed_of_what_was_answered_holds_yes_and_maybe_only(calendar_program):
    one = series()
    ana = member_of(one.community)
    first, second, third = one.occurrences.order_by("starts_at")[:3]
    for row, choice in ((first, Choice.YES), (second, Choice.MAYBE), (third, Choice.NO)):
        answer(row, choice, by=ana)
    feed = open_feed(Scope.ANSWERED, "Phone", by=ana)

    calendar = read(calendar_program, feed)

    assert as_others_see(calendar) == as_we_know(pk__in=[first.pk, second.pk])
    assert [str(event["STATUS"]) for event in calendar.events] == ["CONFIRMED", "TENTATIVE"]
    cancel_occurrence(first, "Holiday", by=one.created_by)
    assert as_others_see(read(calendar_program, feed)) == as_we_know(pk=second.pk)


def test_a_private_community_s_meetings_stand_in_its_members_feeds_only_and_leave_with_them(calendar_program):
    community = CommunityFactory(visibility=Visibility.PRIVATE)
    series(community, confidentiality=OPEN)
    ana = member_of(community)
    feeds = [open_feed(Scope.ALL, "", by=ana), open_community_feed(community, "", by=ana)]
    stranger = PersonFactory()
    theirs = open_feed(Scope.ALL, "", by=stranger)

    assert [len(as_others_see(read(calendar_program, feed))) > 50 for feed in feeds] == [True, True]
    assert as_others_see(read(calendar_program, theirs)) == []
    with pytest.raises(Refused, match="may read"):
        open_community_feed(community, "", by=stranger)

    Membership.objects.filter(person=ana).update(state="left", left_at=timezone.now())
    assert [as_others_see(read(calendar_program, feed)) for feed in feeds] == [[], []]


def test_a_community_s_feed_shows_colleagues_its_open_meetings(calendar_program):
    community = CommunityFactory()
    meeting(community, title="For all", confidentiality=OPEN)
    meeting(community, title="For members")
    colleague = PersonFactory()

    feed = open_community_feed(community, "", by=colleague)

    assert [title for _start, _length, title in as_others_see(read(calendar_program, feed))] == ["For all"]


def test_no_file_names_who_comes(calendar_program, client_as):
    one = meeting(confidentiality=CHATHAM, when=timing(first_on=date(2026, 11, 23), at=time(12, 30)))
    by, eva = one.series.created_by, member_of(one.community, name="Eva Present")
    answer(one, Choice.YES, by=eva)
    mark_attendance(one, [by, eva], by=by)
    feed = open_feed(Scope.ALL, "", by=by)
    files = [calendar_program.get(feed.path).content, client_as(by).get(reverse("meetings:ics", args=[one.pk])).content]

    assert [b"Eva" in file or b"ATTENDEE" in file for file in files] == [False, False]
    assert b"CLASS:CONFIDENTIAL" in files[0]


def test_a_closed_or_wrong_address_is_not_found_nor_one_of_somebody_who_left(calendar_program):
    ana, eva = PersonFactory(), PersonFactory()
    feed, other = open_feed(Scope.ALL, "", by=ana), open_feed(Scope.ALL, "", by=eva)
    assert calendar_program.get(feed.path).status_code == 200

    with pytest.raises(PermissionDenied):
        revoke_feed(feed, by=eva)
    revoke_feed(feed, by=ana)
    eva.deactivated_at = timezone.now()
    eva.save()

    assert calendar_program.get(feed.path).status_code == 404
    assert calendar_program.get(other.path).status_code == 404
    assert calendar_program.get(reverse("meetings:feed", args=["x" * 43])).status_code == 404
    with pytest.raises(Refused, match="revoked already"):
        revoke_feed(feed, by=ana)


def test_nothing_new_is_answered_with_304(calendar_program, time_machine):
    one = series()
    feed = open_feed(Scope.ALL, "", by=member_of(one.community))
    first = calendar_program.get(feed.path)

    again = calendar_program.get(feed.path, headers={"If-None-Match": first["ETag"]})
    since = calendar_program.get(feed.path, headers={"If-Modified-Since": first["Last-Modified"]})
    time_machine.move_to(datetime.now(UTC) + timedelta(hours=1))
    cancel_occurrence(one.occurrences.order_by("starts_at")[0], "Holiday", by=one.created_by)
    changed = calendar_program.get(feed.path, headers={"If-None-Match": first["ETag"]})

    assert (again.status_code, since.status_code, changed.status_code) == (304, 304, 200)
    assert again.content == b""


def test_reading_is_remembered_to_the_quarter_of_an_hour(calendar_program, time_machine):
    feed = open_feed(Scope.ALL, "", by=PersonFactory())
    calendar_program.get(feed.path)
    first = Feed.objects.get().read_at
    time_machine.move_to(datetime.now(UTC) + timedelta(minutes=5))
    calendar_program.get(feed.path)
    assert Feed.objects.get().read_at == first

    time_machine.move_to(datetime.now(UTC) + timedelta(minutes=20))
    calendar_program.get(feed.path)
    assert Feed.objects.get().read_at > first


def test_twenty_addresses_are_enough():
    ana = PersonFactory()
    for _ in range(20):
        open_feed(Scope.ALL, "", by=ana)
    with pytest.raises(Refused, match="20 open addresses"):
        open_feed(Scope.ANSWERED, "", by=ana)
    with pytest.raises(Refused, match="all meetings"):
        open_feed(Scope.COMMUNITY, "", by=ana)


def test_the_addresses_are_made_and_closed_on_a_page(client_as):
    community = CommunityFactory()
    ana = member_of(community)
    browser = client_as(ana)
    browser.post(reverse("meetings:subscribe"), {"scope": "answered", "name": "Phone"})
    browser.post(reverse("meetings:subscribe-community", args=[community.slug]), {"name": "Wall"})

    page = browser.get(reverse("meetings:subscribe")).content.decode()
    feeds = list(Feed.objects.order_by("pk"))
    browser.post(reverse("meetings:revoke", args=[feeds[0].pk]))

    assert [(feed.name, feed.scope, feed.community) for feed in feeds] == [
        ("Phone", "answered", None),
        ("Wall", "community", community),
    ]
    assert feeds[0].path in page
    assert client_as(PersonFactory()).post(reverse("meetings:revoke", args=[feeds[1].pk])).status_code == 404
    assert [feed.name for feed in Feed.objects.working()] == ["Wall"]


def test_one_meeting_as_a_file(client_as):
    one = series()
    first = one.occurrences.order_by("starts_at")[0]
    body = client_as(core_of(one.community)).get(reverse("meetings:ics", args=[first.pk])).content

    assert as_others_see(Calendar.from_ical(body)) == as_we_know(pk=first.pk)


@pytest.mark.parametrize("scope", [Scope.ALL, Scope.ANSWERED])
def test_a_feed_asks_the_database_a_fixed_number_of_questions(calendar_program, django_assert_num_queries, scope):
    community = CommunityFactory()
    core = core_of(community)
    feed = open_feed(scope, "", by=core)
    for how_many in (1, 2):
        for _ in range(how_many):
            one = series(community, by=core)
            first = one.occurrences.order_by("starts_at")[0]
            move_occurrence(first, datetime(2026, 11, 27, 15, tzinfo=UTC), 90, by=core)
            answer(first, Choice.YES, by=core)
        calendar_program.get(feed.path)
        with django_assert_num_queries(5):
            calendar_program.get(feed.path)

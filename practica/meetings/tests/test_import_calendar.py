from datetime import UTC, datetime
from time import process_time

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from practica.foundation.access import Refused
from practica.meetings.actions import import_calendar
from practica.meetings.models import Occurrence, Series
from practica.meetings.tests.factories import CommunityFactory, core_of, member_of

pytestmark = pytest.mark.django_db


def calendar(*events):
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//x//y//EN"]
    for event in events:
        lines += ["BEGIN:VEVENT", *event.strip().splitlines(), "END:VEVENT"]
    return "\r\n".join([*lines, "END:VCALENDAR", ""]).encode()


def taken(*events):
    community = CommunityFactory()
    return import_calendar(community, calendar(*events), by=core_of(community, time_zone="Europe/Madrid"))


def lines(some):
    return [(line.title, line.notes) for line in some]


# Of our own work, so that a busy machine changes nothing; the slowest file takes a fifth of it.
SECONDS = 10
WEEKLY = """
UID:weekly@example
SUMMARY:Pump talk
DESCRIPTION:We listen to bearings.
LOCATION:Room 2
DTSTART;TZID=Europe/Madrid:20261126T100000
DTEND;TZID=Europe/Madrid:20261126T113000
RRULE:FREQ=WEEKLY;BYDAY=TH;COUNT=4
EXDATE;TZID=Europe/Madrid:20261210T100000
"""
MOVED = """
UID:weekly@example
RECURRENCE-ID;TZID=Europe/Madrid:20261203T100000
SUMMARY:Pump talk, moved
DTSTART;TZID=Europe/Madrid:20261204T160000
DTEND;TZID=Europe/Madrid:20261204T170000
"""


def test_a_series_comes_with_what_was_left_out_and_what_was_moved():
    report = taken(WEEKLY, MOVED)

    assert lines(report.taken) == [("Pump talk", [])]
    assert report.refused == []
    one = Series.objects.get()
    assert (one.title, one.aim, one.place, one.rule, one.count, one.zone, one.length) == (
        "Pump talk",
        "We listen to bearings.",
        "Room 2",
        "FREQ=WEEKLY;BYDAY=TH",
        4,
        "Europe/Madrid",
        90,
    )
    assert [(row.starts_at, row.title, row.is_cancelled) for row in one.occurrences.order_by("starts_at")] == [
        (datetime(2026, 11, 26, 9, tzinfo=UTC), "Pump talk", False),
        (datetime(2026, 12, 4, 15, tzinfo=UTC), "Pump talk, moved", False),
        (datetime(2026, 12, 10, 9, tzinfo=UTC), "Pump talk", True),
        (datetime(2026, 12, 17, 9, tzinfo=UTC), "Pump talk", False),
    ]


def test_the_same_file_twice_changes_nothing():
    community = CommunityFactory()
    core = core_of(community)
    import_calendar(community, calendar(WEEKLY), by=core)

    again = import_calendar(community, calendar(WEEKLY), by=core)

    assert lines(again.refused) == [("Pump talk", ["It is here already."])]
    assert Series.objects.count() == 1


def test_a_series_of_many_years_is_taken_from_thirteen_months_back():
    taken("UID:a\nSUMMARY:Old\nDTSTART:20100105T100000Z\nRRULE:FREQ=WEEKLY;INTERVAL=2")

    first = Occurrence.objects.order_by("starts_at").first()
    assert first.starts_at == datetime(2025, 10, 21, 10, tzinfo=UTC)
    assert (first.starts_at - datetime(2010, 1, 5, 10, tzinfo=UTC)).days % 14 == 0


@pytest.mark.parametrize(
    ("event", "reason"),
    [
        ("UID:a\nSUMMARY:X", "It has no date."),
        ("UID:a\nSUMMARY:X\nDTSTART;VALUE=DATE:20261126", "It lasts whole days; a meeting here has an hour."),
        ("UID:a\nSUMMARY:X\nDTSTART:20261126T100000Z\nDTEND:20261129T100000Z", "A meeting lasts between"),
        ("UID:a\nSUMMARY:X\nDTSTART:20261126T100000Z\nRRULE:FREQ=SECONDLY", "This rule repeats in a way"),
        ("UID:a\nSUMMARY:X\nDTSTART:20261126T100000Z\nSTATUS:CANCELLED", "It was cancelled."),
        ("UID:a\nSUMMARY:X\nDTSTART:15821015T100000Z", "Choose a day between 1970 and 2100."),
        ("UID:a\nSUMMARY:X\nDTSTART:20150101T100000Z\nRRULE:FREQ=DAILY;COUNT=3", "It ended more than a year ago."),
    ],
)
def test_what_can_not_be_kept_is_named_with_the_reason(event, reason):
    report = taken(event, WEEKLY)

    assert [line.title for line in report.taken] == ["Pump talk"]
    assert [line.notes[0].startswith(reason) for line in report.refused] == [True]


def test_what_was_assumed_and_left_behind_is_said():
    report = taken("UID:a\nSUMMARY:X\nDTSTART:20261126T100000\nATTENDEE:mailto:a@example.org")

    assert report.taken[0].series.assumed_length
    assert report.taken[0].series.zone == "Europe/Madrid"
    assert report.taken[0].notes == [
        "It names no time zone: read in yours, Europe/Madrid.",
        "Who was invited is not taken over: people answer for themselves.",
    ]


@pytest.mark.parametrize(
    ("content", "words"), [(b"hello", "not a calendar file"), (b"x" * 3_000_000, "2 MB"), (calendar(), "no meeting")]
)
def test_what_is_no_calendar_is_refused(content, words):
    community = CommunityFactory()
    with pytest.raises(Refused, match=words):
        import_calendar(community, content, by=core_of(community))


def test_members_do_not_import():
    community = CommunityFactory()
    with pytest.raises(PermissionDenied):
        import_calendar(community, calendar(WEEKLY), by=member_of(community))


def test_every_calendar_of_two_test_corpora_is_taken_or_refused_with_a_reason(shared_data):
    files = sorted(path for path in (shared_data / "ics").rglob("*") if path.is_file() and path.name != "SOURCE.txt")
    community = CommunityFactory()
    core = core_of(community)
    taken_from, slow, silent = 0, [], []
    for path in files:
        began = process_time()
        try:
            report = import_calendar(community, path.read_bytes(), by=core)
        except Refused as refused:
            silent += [path.name] if not str(refused) else []
            continue
        finally:
            slow += [path.name] if process_time() - began > SECONDS else []
        silent += [path.name for line in report.refused if not line.notes]
        taken_from += bool(report.taken)
    assert (slow, silent) == ([], [])
    assert taken_from >= 50


def test_the_page_shows_the_report(client_as):
    community = CommunityFactory()
    browser = client_as(core_of(community))
    url = reverse("meetings:import", args=[community.slug])

    page = browser.post(url, {"file": SimpleUploadedFile("a.ics", calendar(WEEKLY, "UID:b\nSUMMARY:No date"))})
    wrong = browser.post(url, {"file": SimpleUploadedFile("a.ics", b"hello")})

    assert "1 taken" in page.content.decode()
    assert "It has no date." in page.content.decode()
    assert (page.status_code, wrong.status_code) == (200, 422)
    assert client_as(member_of(community)).get(url).status_code == 403


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ("RECURRENCE-ID;TZID=Europe/Madrid:20261203T100000\nSTATUS:CANCELLED", ("09:00", True)),
        ("RECURRENCE-ID;VALUE=DATE:20261203\nDTSTART;TZID=Europe/Madrid:20261203T120000", ("11:00", False)),
        ("RECURRENCE-ID:20261203T100000\nDTSTART;TZID=Europe/Madrid:20261203T120000", ("11:00", False)),
    ],
)
def test_one_day_is_left_out_or_moved_however_it_is_written(change, expected):
    taken(WEEKLY, f"UID:weekly@example\nSUMMARY:Pump talk\n{change}")

    (row,) = Occurrence.objects.filter(original_start=datetime(2026, 12, 3, 9, tzinfo=UTC))
    assert (f"{row.starts_at:%H:%M}", row.is_cancelled) == expected


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (
            "RECURRENCE-ID;RANGE=THISANDFUTURE;TZID=Europe/Madrid:20261203T100000\nDTSTART:20261203T120000Z",
            "all that follow",
        ),
        ("RECURRENCE-ID;TZID=Europe/Madrid:20261203T100000\nDTSTART;VALUE=DATE:20261203", "whole days"),
        ("RECURRENCE-ID;TZID=Europe/Madrid:20261203T100000\nDTSTART:15821203T120000Z", "between 1970 and 2100"),
        ("RECURRENCE-ID;TZID=Europe/Madrid:20261203T100000\nDTSTART:20261203T120000Z\nDURATION:P3D", "and a day"),
        ("RDATE:20261203T120000Z", "beside its rule"),
    ],
)
def test_a_series_that_would_be_kept_in_part_is_refused_whole(change, reason):
    report = taken(WEEKLY, f"UID:weekly@example\nSUMMARY:Pump talk\n{change}")

    assert (report.taken, Occurrence.objects.count()) == ([], 0)
    assert reason in report.refused[0].notes[0]


def test_a_series_with_too_many_changed_days_is_refused(monkeypatch):
    monkeypatch.setattr("practica.meetings.actions.exceptions.MOST_CHANGES", 0)
    report = taken(WEEKLY, "UID:weekly@example\nRECURRENCE-ID:20261203T090000Z\nDTSTART:20261203T100000Z")

    assert report.refused[0].notes == ["Of a series, at most 0 days can be changed alone."]


def test_a_day_changed_alone_may_say_how_long_it_lasts():
    taken(WEEKLY, "UID:weekly@example\nRECURRENCE-ID:20261203T090000Z\nDTSTART:20261203T090000Z\nDURATION:PT3H")

    assert Occurrence.objects.get(original_start=datetime(2026, 12, 3, 9, tzinfo=UTC)).length == 180


def test_an_end_that_comes_before_the_last_meeting_s_hour_leaves_it_out():
    rule = "DTSTART;TZID=America/New_York:20261126T200000\nDURATION:PT1H\nRRULE:FREQ=DAILY;UNTIL="
    taken(f"UID:a\nSUMMARY:To the hour\n{rule}20261129T010000Z", f"UID:b\nSUMMARY:Before it\n{rule}20261129T005959Z")

    assert [Occurrence.objects.filter(title=title).count() for title in ("To the hour", "Before it")] == [3, 2]


def test_a_file_with_too_many_entries_is_refused(monkeypatch):
    monkeypatch.setattr("practica.meetings.actions.importing.MOST", 1)

    with pytest.raises(Refused, match="More than 1 entries"):
        taken(WEEKLY, "UID:a\nSUMMARY:X\nDTSTART:20261126T100000Z")


def test_what_takes_too_long_is_named_to_be_brought_again(monkeypatch):
    monkeypatch.setattr("practica.meetings.actions.importing.SECONDS", -1)

    report = taken(WEEKLY)

    assert lines(report.refused) == [("Pump talk", ["The file took too long: bring it once more for what is left."])]
    assert not Series.objects.exists()

from datetime import UTC, date, datetime, time

import pytest
from django.core.exceptions import PermissionDenied

from practica.communities.models import Status
from practica.events.models import Event
from practica.foundation.access import Refused
from practica.meetings.actions import confirm_series, date_series, start_series
from practica.meetings.actions.dates import starts_of
from practica.meetings.models import Marks, Occurrence, Series, Timing
from practica.meetings.tasks import lay_out_series
from practica.meetings.tests.factories import (
    CommunityFactory,
    PersonFactory,
    core_of,
    details,
    member_of,
    series,
    timing,
    weekly,
)
from practica.meetings.verbs import Verb

pytestmark = pytest.mark.django_db


def starts(one, how_many):
    return [row.starts_at for row in one.occurrences.order_by("starts_at")[:how_many]]


def test_a_series_has_its_meetings_laid_out_for_eighteen_months():
    one = series()

    assert starts(one, 2) == [datetime(2026, 11, 26, 9, tzinfo=UTC), datetime(2026, 12, 3, 9, tzinfo=UTC)]
    assert one.occurrences.count() == 79
    assert [(e.verb, e.target) for e in Event.objects.all()] == [(Verb.SERIES_STARTED, one)]


def test_the_clock_on_the_wall_stays_when_summer_time_begins():
    one = series(when=weekly(first_on=date(2027, 3, 25), count=2))

    assert starts(one, 9) == [datetime(2027, 3, 25, 9, tzinfo=UTC), datetime(2027, 4, 1, 8, tzinfo=UTC)]


@pytest.mark.parametrize(
    ("rule", "dates"),
    [
        ("FREQ=DAILY", ["2026-11-26", "2026-11-27", "2026-11-28"]),
        ("FREQ=DAILY;INTERVAL=3", ["2026-11-26", "2026-11-29", "2026-12-02"]),
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=TH", ["2026-11-26", "2026-12-10", "2026-12-24"]),
        ("FREQ=WEEKLY;BYDAY=MO,TH", ["2026-11-26", "2026-11-30", "2026-12-03"]),
        ("FREQ=MONTHLY;BYDAY=2TH", ["2026-12-10", "2027-01-14", "2027-02-11"]),
        ("FREQ=MONTHLY;BYDAY=-1TH", ["2026-11-26", "2026-12-31", "2027-01-28"]),
        ("FREQ=MONTHLY;BYMONTHDAY=31", ["2026-12-31", "2027-01-31", "2027-03-31"]),
        ("FREQ=MONTHLY;BYDAY=TH;BYSETPOS=1", ["2026-12-03", "2027-01-07", "2027-02-04"]),
        ("RRULE:FREQ=WEEKLY;BYDAY=FR;COUNT=2", ["2026-11-27", "2026-12-04"]),
        ("FREQ=WEEKLY;BYDAY=TH;UNTIL=20261203T090000Z", ["2026-11-26", "2026-12-03"]),
    ],
)
def test_the_rule_gives_the_dates(rule, dates):
    one = series(when=weekly(rule))

    assert [start.date().isoformat() for start in starts(one, 3)] == dates
    assert one.first_on.isoformat() == dates[0]


def test_a_series_that_started_years_ago_is_brought_in_from_the_day_that_is_asked():
    one = series(when=weekly("FREQ=WEEKLY;INTERVAL=2;BYDAY=TH", first_on=date(2026, 11, 12)))

    assert [start.date() for start in starts(one, 2)] == [date(2026, 11, 12), date(2026, 11, 26)]


def test_without_a_date_it_waits_for_one():
    community = CommunityFactory()
    one = start_series(
        community,
        details(),
        Timing(rule="FREQ=MONTHLY", zone="Europe/Warsaw"),
        by=core_of(community),
        marks=Marks(words="monthly, Poland, 2PM"),
    )

    assert one.needs_date
    assert one.words == "monthly, Poland, 2PM"
    assert one.occurrences.count() == 0
    assert list(Series.objects.undated()) == [one]


def test_a_series_that_waits_for_a_date_gets_one_once():
    community = CommunityFactory()
    core = core_of(community)
    one = start_series(community, details(), Timing(), by=core)

    dated = date_series(one, weekly(), by=core)

    assert dated.occurrences.count() == 79
    assert not dated.is_unsure
    with pytest.raises(Refused, match="has a date already"):
        date_series(one, weekly(), by=core)


def test_what_was_assumed_is_confirmed_once():
    community = CommunityFactory()
    core = core_of(community)
    one = start_series(community, details(), weekly(), by=core, marks=Marks(which_week=True, assumed_length=True))
    assert list(Series.objects.unsure()) == [one]

    confirm_series(one, by=core)

    assert list(Series.objects.unsure()) == []
    with pytest.raises(Refused, match="nothing to confirm"):
        confirm_series(one, by=core)


@pytest.mark.parametrize(
    ("when", "words"),
    [
        (weekly("FREQ=HOURLY"), "not kept here"),
        (weekly("every now and then"), "not a rule"),
        (weekly("FREQ=WEEKLY;BYDAY=XX"), "not a rule"),
        (weekly("FREQ=WEEKLY;BYHOUR=3"), "not kept here"),
        (weekly("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30"), "not kept here"),
        (weekly("FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30"), "not kept here"),
        (weekly("FREQ=DAILY;INTERVAL=7;BYDAY=MO"), "not kept here"),
        (weekly("FREQ=DAILY;BYSETPOS=2"), "not kept here"),
        (weekly("FREQ=DAILY;INTERVAL=0"), "not kept here"),
        (weekly("FREQ=DAILY;INTERVAL=999999999"), "not kept here"),
        (weekly("FREQ=MONTHLY;BYMONTHDAY=32"), "not kept here"),
        (weekly(ends_on=date(2026, 11, 1)), "no meeting at all"),
        (weekly(ends_on=date(2027, 11, 1), count=3), "not both"),
        (weekly(zone="Mars/Olympus"), "not a time zone"),
        (weekly(length=1), "between 5 minutes"),
        (weekly(first_on=date(1600, 1, 1)), "between 1970"),
    ],
)
def test_what_can_not_be_is_refused(when, words):
    with pytest.raises(Refused, match=words):
        series(when=when)

    assert Occurrence.objects.count() == 0


def test_only_the_core_group_and_programme_managers_start_series():
    community = CommunityFactory()

    for person in (member_of(community), PersonFactory()):
        with pytest.raises(PermissionDenied):
            series(community, by=person)

    assert series(community, by=PersonFactory(is_programme_manager=True)).community == community


def test_a_closed_community_starts_nothing_and_a_stranger_hosts_nothing():
    with pytest.raises(Refused, match="has closed"):
        series(CommunityFactory(status=Status.CLOSED))
    with pytest.raises(Refused, match="can host once"):
        series(host=PersonFactory())


def test_the_night_lays_out_what_has_come_nearer(time_machine):
    one = series()
    time_machine.move_to("2026-12-23T03:00:00Z")

    lay_out_series()
    lay_out_series()

    assert one.occurrences.count() == 83
    assert starts(one, 1) == [datetime(2026, 11, 26, 9, tzinfo=UTC)]


def test_an_hour_that_the_change_of_clocks_skips_is_read_as_the_next():
    one = series(when=timing(first_on=date(2027, 3, 27), at=time(2, 30), rule="FREQ=DAILY", count=2))

    assert starts(one, 2) == [datetime(2027, 3, 27, 1, 30, tzinfo=UTC), datetime(2027, 3, 28, 1, 30, tzinfo=UTC)]


def test_no_date_is_no_answer_for_a_series_that_waits_for_one():
    community = CommunityFactory()
    core = core_of(community)
    one = start_series(community, details(), Timing(), by=core)

    with pytest.raises(Refused, match="on which day and at what hour"):
        date_series(one, Timing(), by=core)

    assert starts_of(one, date(2027, 1, 1)) == {}

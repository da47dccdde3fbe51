"""Every sample of two public collections, many of them made of what others once got wrong: each repeats here as another
library says, or is refused with its reason."""

from collections import defaultdict
from datetime import UTC, date, datetime, timedelta

import pytest
import recurring_ical_events
import time_machine
from icalendar import Calendar

from practica.foundation.access import Refused
from practica.meetings.actions import import_calendar
from practica.meetings.actions.dates import AHEAD
from practica.meetings.actions.reading import UNREADABLE
from practica.meetings.models import Occurrence
from practica.meetings.tests.factories import CommunityFactory, core_of

REPEATS = {"RRULE", "RDATE", "EXDATE"}
ASSUMED = 60

pytestmark = pytest.mark.django_db


def samples_of(folder):
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.name != "SOURCE.txt":
            yield from ((path.name, one) for one in series_of(path.read_bytes()))


def series_of(content):
    """Each thing that repeats, in a calendar of its own; nothing of a file that the library itself can't read."""
    found = defaultdict(list)
    try:
        calendars = Calendar.from_ical(content, multiple=True)
        zones = [zone for calendar in calendars for zone in calendar.timezones]
        for number, event in enumerate(event for calendar in calendars for event in calendar.walk("VEVENT")):
            found[str(event.get("UID", "")) or f"entry {number}"].append(event)
    except UNREADABLE:
        return []
    repeating = [events for events in found.values() if any(REPEATS & set(event) for event in events)]
    return [calendar_with([*zones, *events]) for events in repeating]


def calendar_with(parts):
    calendar = Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", "-//Sample//EN")
    for part in parts:
        calendar.add_component(part)
    return calendar


def begins_on(sample):
    """The day before its first event, so that all it has lies ahead."""
    days = [event.get("DTSTART") for event in sample.walk("VEVENT")]
    moments = [day.dt for day in days if isinstance(getattr(day, "dt", None), date)]
    first = min(
        (datetime(*moment.timetuple()[:6], tzinfo=UTC) for moment in moments), default=datetime(2026, 1, 1, tzinfo=UTC)
    )
    return first - timedelta(days=2)


def as_others_say(sample, start, end):
    """Start and minutes of each; one that says no length is as long here as is assumed, which is asked back."""
    return sorted(
        (in_utc(event.start), round((event.end - event.start).total_seconds() / 60) or ASSUMED)
        for event in recurring_ical_events.of(sample, components=["VEVENT"]).between(start, end)
        if str(event.get("STATUS", "")).upper() != "CANCELLED" and in_utc(event.start) >= start
    )


def in_utc(moment):
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)


def as_we_take_it(sample, community, by, end):
    """The reason why not, or the start and minutes of each meeting."""
    community.meeting_series.all().delete()
    try:
        report = import_calendar(community, sample.to_ical(), by=by)
    except Refused as refused:
        return str(refused), []
    if not report.taken:
        return report.refused[0].notes[0], []
    rows = Occurrence.objects.standing().filter(starts_at__lt=end)
    return "", sorted((row.starts_at, row.length) for row in rows)


# What is odd about a sample the library says too, each in its own words.
@pytest.mark.filterwarnings("ignore")
def test_every_sample_repeats_as_another_library_says_or_is_refused_with_its_reason(shared_data):
    community = CommunityFactory()
    core = core_of(community, time_zone="UTC")
    alike, refused, wrong = 0, 0, []
    for name, sample in samples_of(shared_data / "ics"):
        start = begins_on(sample)
        end = start + AHEAD - timedelta(days=3)
        with time_machine.travel(start, tick=False):
            reason, ours = as_we_take_it(sample, community, core, end)
        if reason:
            refused += 1
        elif ours == as_others_say(sample, start, end):
            alike += 1
        else:
            wrong.append(name)

    assert wrong == []
    assert alike >= 90
    assert refused >= 70

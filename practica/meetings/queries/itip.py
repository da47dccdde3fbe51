"""Invitations as calendars exchange them by mail (iTIP, RFC 5546): to one person, who alone is named.

A series is invited to as a whole; what happens to one of its days is said with that day's RECURRENCE-ID, so that the
calendar changes what it has. Numbers of versions only grow.
"""

from __future__ import annotations

from datetime import UTC
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import override
from icalendar import vCalAddress

from practica.mail.addresses import absolute
from practica.meetings.models import Answer, Occurrence, Series
from practica.meetings.queries.entries import UNANSWERED, organiser_address, partstat_of
from practica.meetings.queries.ical import calendar_of, day_of, master, single, uid_for_programs

if TYPE_CHECKING:
    from collections.abc import Iterable

    from icalendar import Event

    from practica.people.models import Person

MOST_DAYS = 60


def request_for(person: Person, what: Series | Occurrence) -> str:
    """Come, or: it is at another time now."""
    return _written(person, what, "REQUEST")


def cancel_for(person: Person, what: Series | Occurrence) -> str:
    """It does not take place."""
    return _written(person, what, "CANCEL")


def _written(person: Person, what: Series | Occurrence, method: str) -> str:
    series = what if isinstance(what, Series) else what.series
    with override(person.language):
        calendar = calendar_of([series.zone])
        calendar.add("method", method)
        for event, partstat in _events(person, what, method):
            calendar.add_component(_addressed(event, person, series, partstat, method))
    return str(calendar.to_ical().decode())


def _events(person: Person, what: Series | Occurrence, method: str) -> Iterable[tuple[Event, str]]:
    base = absolute("").rstrip("/")
    if isinstance(what, Occurrence):
        yield _of_one(what, base), partstat_of(what.answers.of(person).first())
        return
    cancelled = list(what.occurrences.exclude(cancelled_at=None).order_by("original_start"))
    for row in cancelled:
        row.series = what
    revision = what.sequence + len(cancelled)
    yield master(what, cancelled, revision, base), UNANSWERED
    if method == "CANCEL":
        return
    for row, partstat in _days_of_their_own(person, what):
        yield day_of(row, revision, base), partstat


def _of_one(meeting: Occurrence, base: str) -> Event:
    if not meeting.series.repeats:
        event = single(meeting, base)
        event.pop("uid")
        return event
    cancelled = meeting.series.occurrences.exclude(cancelled_at=None).count()
    event = day_of(meeting, meeting.series.sequence + cancelled, base)
    if meeting.is_cancelled:
        event.add("status", "CANCELLED")
    return event


def _days_of_their_own(person: Person, series: Series) -> Iterable[tuple[Occurrence, str]]:
    """Days ahead that were changed alone, or that this person answered already."""
    given = {one.occurrence_id: one for one in Answer.objects.of(person).filter(occurrence__series=series)}
    rows = series.occurrences.standing().upcoming()
    shown = [row for row in rows if row.sequence or row.pk in given][:MOST_DAYS]
    for row in shown:
        row.series, row.community = series, series.community
        yield row, partstat_of(given.get(row.pk))


def _addressed(event: Event, person: Person, series: Series, partstat: str, method: str) -> Event:
    event.add("uid", uid_for_programs(series))
    event.pop("dtstamp")
    event.add("dtstamp", timezone.now().astimezone(UTC).replace(microsecond=0))
    host = vCalAddress(f"mailto:{organiser_address()}")
    host.params["CN"] = series.community.name
    event.add("organizer", host)
    me = vCalAddress(f"mailto:{person.email}")
    me.params.update({"CN": person.name, "CUTYPE": "INDIVIDUAL", "ROLE": "REQ-PARTICIPANT", "PARTSTAT": partstat})
    if method == "REQUEST":
        me.params["RSVP"] = "TRUE"
        event.add("status", "CONFIRMED")
    elif "STATUS" not in event:
        event.add("status", "CANCELLED")
    event.add("attendee", me)
    return event

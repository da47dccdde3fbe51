"""Answers that come by mail from other calendars (iTIP, METHOD:REPLY)."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from practica.foundation.access import Refused
from practica.meetings.actions.answers import answer
from practica.meetings.actions.reading import UNREADABLE, moment_of, parts_of, text_of
from practica.meetings.actions.wishes import CHOICES
from practica.meetings.models import Answer, Invited, Occurrence, Series
from practica.meetings.queries.entries import partstat_of
from practica.people.models import Person

if TYPE_CHECKING:
    from collections.abc import Iterable

OURS = re.compile(r"^(?:(\d{8}T\d{6}Z)-)?([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})@practica$")
MOST_DAYS = 60
# Seconds.
CLOCKS_DIFFER = 120


@transaction.atomic
def take_reply(content: bytes, sender: str) -> list[Answer]:
    """Take what somebody's calendar answered by mail as their answer; to a series, as one to each of its meetings ahead.

    `sender` is the address that the way in has proved (SPF, DKIM or the like), never a header alone: it has to be the
    attendee's, and that of a person here. What was written before the meeting got its present time, or before an
    answer that came since, says nothing of it. Refused: with the reason, and nothing is taken. 403: who is not asked.
    """
    by = Person.objects.active().with_accounts().filter(email__iexact=sender.strip()).first()
    if by is None:
        raise Refused(_("Nobody here has the address this answer came from."))
    try:
        return [given for event in _events(content) for given in _take(event, by)]
    except UNREADABLE as error:
        raise Refused(_("This answer can't be read.")) from error


def note_invited(series: Series, person: Person) -> bool:
    """Remember that they are invited by mail; says whether they were not before."""
    found = Invited.objects.get_or_create(series=series, person=person, defaults={"community": series.community})
    return found[1]


def _events(content: bytes) -> list[Any]:
    parts = parts_of(content)
    methods = {text_of(part, "METHOD").upper() for part in parts if part.name == "VCALENDAR"}
    if methods != {"REPLY"}:
        raise Refused(_("This is no answer to an invitation."))
    events = [part for part in parts if part.name == "VEVENT"]
    if not 1 <= len(events) <= MOST_DAYS:
        raise Refused(_("An answer speaks of one meeting, or of days of one series."))
    return events


def _take(event: Any, by: Person) -> Iterable[Answer]:
    partstat = _said_by(event, by)
    if partstat not in CHOICES:
        raise Refused(_("This answer is neither yes, maybe nor no."))
    series, start = _series_of(event, by)
    if start is None and series.repeats and "RECURRENCE-ID" not in event:
        rows = [row for row in series.occurrences.standing().upcoming() if not _is_late_for(event, row, by)]
        if not rows:
            raise Refused(_("This meeting takes no more answers."))
    else:
        rows = [_one_of(series, event, start)]
        if _is_late_for(event, rows[0], by):
            raise Refused(_("This answers how the meeting was before. Please answer again."))
    return [answer(row, CHOICES[partstat], by=by) for row in rows if _answered(row, by) != partstat]


def _said_by(event: Any, by: Person) -> str:
    """What the one attendee of a reply says; refused unless it is the sender."""
    given = event.get("ATTENDEE", [])
    people = given if isinstance(given, list) else [given]
    if len(people) != 1 or _address(people[0]) != (by.email or "").lower():
        raise Refused(_("An answer counts only from the address that was invited."))
    return str(people[0].params.get("PARTSTAT", "")).upper()


def _address(attendee: Any) -> str:
    return str(attendee).strip().lower().removeprefix("mailto:")


def _series_of(event: Any, by: Person) -> tuple[Series, datetime | None]:
    """The series as this person may see it, and the day where the name itself says one."""
    uid = text_of(event, "UID").strip()
    ours = OURS.match(uid)
    seen = Series.objects.visible_to(by).select_related("community")
    found = seen.filter(uid=UUID(ours[2])) if ours else seen.filter(source_uid=uid).exclude(kept_as="")
    series = found.first() if uid else None
    if series is None:
        raise Refused(_("No meeting here has been invited to under this name."))
    start = datetime.strptime(ours[1], "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC) if ours and ours[1] else None
    return series, start


def _one_of(series: Series, event: Any, start: datetime | None) -> Occurrence:
    if start is None and "RECURRENCE-ID" in event:
        start = moment_of(event.decoded("RECURRENCE-ID"), series)
    rows = series.occurrences.select_related("series")
    row = rows.filter(original_start=start).first() if start else rows.first()
    if row is None:
        raise Refused(_("This meeting is not in the calendar any more."))
    return row


def _is_late_for(event: Any, row: Occurrence, by: Person) -> bool:
    """Written before the meeting was put where it is now, or before this person answered otherwise."""
    written = event.decoded("DTSTAMP") if "DTSTAMP" in event else None
    if not isinstance(written, datetime):
        raise Refused(_("This answer does not say when it was written."))
    written = written.replace(tzinfo=UTC) if written.tzinfo is None else written
    since = row.answers.of(by).first()
    # A clock that is a little behind is no reason to turn an answer down.
    moments = [row.timed_at, *([since.answered_at] if since else [])]
    return any((moment - written).total_seconds() > CLOCKS_DIFFER for moment in moments)


def _answered(row: Occurrence, by: Person) -> str:
    return partstat_of(row.answers.of(by).first())

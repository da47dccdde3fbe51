"""What a calendar file says of single days of a series: left out, moved, renamed."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.utils import timezone
from django.utils.translation import gettext as _

from practica.foundation.text_fields import clean_line
from practica.meetings.actions.occurrences import strike
from practica.meetings.actions.planning import LONGEST
from practica.meetings.actions.reading import is_cancelled, left_out, moment_of
from practica.meetings.models.rule import EARLIEST, LATEST

if TYPE_CHECKING:
    from practica.meetings.models import Occurrence, Series
    from practica.people.models import Person

MOST_CHANGES = 400


def take_exceptions(series: Series, entries: list[Any], notes: list[str], by: Person) -> None:
    """The meetings are laid out already; each named day is looked up among them."""
    rows = {row.original_start: row for row in series.occurrences.all()}
    for start in left_out(entries[0], series):
        if start in rows:
            strike(rows[start], _("Left out in the file it was imported from."), by)
    if len(entries) > MOST_CHANGES + 1:
        notes.append(_("Of its changes only the first %(n)s are taken over.") % {"n": MOST_CHANGES})
    for entry in entries[1 : MOST_CHANGES + 1]:
        row = rows.get(moment_of(entry.decoded("RECURRENCE-ID"), series)) if "RECURRENCE-ID" in entry else None
        if note := _taken(row, entry, by):
            notes.append(note)


def _taken(row: Occurrence | None, entry: Any, by: Person) -> str:
    """Change that day as the entry says; answers why it could not be, or nothing."""
    if row is None:
        return _("A change to a day that the rule does not have is not taken over.")
    if "RANGE" in entry["RECURRENCE-ID"].params:
        return _("A change to one day and all that follow is not taken over.")
    if not _change(row, entry, by):
        return _("A change to another time that no meeting has is not taken over.")
    return ""


def _change(row: Occurrence, entry: Any, by: Person) -> bool:
    """Whether it could be changed so: a meeting is in this century or the last, and lasts a day at most."""
    if is_cancelled(entry):
        strike(row, _("Left out in the file it was imported from."), by)
        return True
    start = entry.decoded("DTSTART")
    if isinstance(start, datetime):
        end = entry.decoded("DTEND") if "DTEND" in entry else None
        length = end - start if isinstance(end, datetime) else row.ends_at - row.starts_at
        if not EARLIEST <= start.date() < LATEST or length > timedelta(minutes=LONGEST):
            return False
        row.starts_at = moment_of(start, row.series)
        row.ends_at = row.starts_at + max(length, timedelta(minutes=5))
    row.title = clean_line(entry.get("SUMMARY", ""))[:200] or row.title
    row.place = clean_line(entry.get("LOCATION", ""))[:200] or row.place
    row.sequence += 1
    row.changed_at = row.timed_at = timezone.now()
    row.save()
    return True

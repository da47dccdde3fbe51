"""What a calendar file says of single days of a series: left out, moved, renamed."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.utils import timezone
from django.utils.translation import gettext as _

from practica.foundation.access import Refused
from practica.foundation.text_fields import clean_line
from practica.meetings.actions.occurrences import strike
from practica.meetings.actions.reading import is_cancelled, left_out, length_of, moment_of, start_of

if TYPE_CHECKING:
    from practica.meetings.models import Occurrence, Series
    from practica.people.models import Person

MOST_CHANGES = 400


def take_exceptions(series: Series, entries: list[Any], notes: list[str], by: Person) -> None:
    """The meetings are laid out already; each named day is looked up among them.

    Refused: too many of them, or a day that is put where no meeting can be.
    """
    rows = {row.original_start: row for row in series.occurrences.all()}
    for start in left_out(entries[0], series):
        if start in rows:
            strike(rows[start], _("Left out in the file it was imported from."), by)
    if len(entries) > MOST_CHANGES + 1:
        raise Refused(_("Of a series, at most %(n)s days can be changed alone.") % {"n": MOST_CHANGES})
    for entry in entries[1:]:
        row = rows.get(moment_of(entry.decoded("RECURRENCE-ID"), series)) if "RECURRENCE-ID" in entry else None
        if row is None:
            notes.append(_("A change to a day that the rule does not have is not taken over."))
        else:
            _change(row, entry, by)


def _change(row: Occurrence, entry: Any, by: Person) -> None:
    if is_cancelled(entry):
        strike(row, _("Left out in the file it was imported from."), by)
        return
    start = start_of(entry)
    length = length_of(entry, start, row.length)
    row.starts_at = moment_of(start, row.series)
    row.ends_at = row.starts_at + timedelta(minutes=length)
    row.title = clean_line(entry.get("SUMMARY", ""))[:200] or row.title
    row.place = clean_line(entry.get("LOCATION", ""))[:200] or row.place
    row.sequence += 1
    row.changed_at = row.timed_at = timezone.now()
    row.save()

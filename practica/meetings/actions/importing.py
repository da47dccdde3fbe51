"""Meetings from a calendar file of another program: what can be kept is, and what can't is said."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import timedelta
from time import monotonic
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from practica.foundation.access import Refused, require
from practica.foundation.richtext import excerpt
from practica.foundation.text_fields import clean_line
from practica.meetings import policies
from practica.meetings.actions.dates import lay_out
from practica.meetings.actions.exceptions import take_exceptions
from practica.meetings.actions.planning import start_series
from practica.meetings.actions.reading import (
    UNREADABLE,
    is_cancelled,
    length_of,
    parts_of,
    refuse_loose_dates,
    rule_of,
    start_of,
    text_of,
    title_of,
    wall_in,
    zone_of,
)
from practica.meetings.models import Details, Marks, Series, Timing
from practica.meetings.models.rule import LATEST

if TYPE_CHECKING:
    from datetime import datetime

    from practica.communities.models import Community
    from practica.meetings.models import Rule
    from practica.people.models import Person

MOST = 400
SECONDS = 20
OTHERS = {"VTODO", "VJOURNAL", "VFREEBUSY"}
KEPT_BACK = timedelta(days=400)


@dataclass
class Line:
    """What became of one entry of the file."""

    title: str
    series: Series | None = None
    notes: list[str] = field(default_factory=list)


@dataclass
class Report:
    taken: list[Line] = field(default_factory=list)
    refused: list[Line] = field(default_factory=list)


def import_calendar(community: Community, content: bytes, *, by: Person) -> Report:
    """Take over the meetings of an iCalendar file, each by itself: one that can't be kept does not stop the others.

    Refused as a whole: a file over 2 MB, with more than 400 entries, or that is no calendar. 403: who does not plan.
    """
    require(policies.can_plan, by, community)
    report = Report()
    began = monotonic()
    for entries in _entries(content, report).values():
        line = Line(title_of(entries[0]))
        try:
            _in_time(began)
            _take(community, entries, line, by)
        except Refused as refused:
            line.notes.append(str(refused))
        except UNREADABLE:
            line.notes.append(_("Its dates can't be read."))
        (report.taken if line.series else report.refused).append(line)
    return report


def _in_time(began: float) -> None:
    """Nobody waits for a page longer than this; what is left is named and can be brought once more."""
    if monotonic() - began > SECONDS:
        raise Refused(_("The file took too long: bring it once more for what is left."))


def _entries(content: bytes, report: Report) -> dict[str, list[Any]]:
    """The file's entries by their name, the one with the rule first."""
    found: dict[str, list[Any]] = defaultdict(list)
    for number, part in enumerate(parts_of(content)):
        if part.name == "VEVENT":
            found[text_of(part, "UID") or f"entry {number}"].append(part)
        elif part.name in OTHERS:
            kind = _("Not a meeting but a %(kind)s.") % {"kind": part.name}
            report.refused.append(Line(clean_line(text_of(part, "SUMMARY"))[:200] or part.name, notes=[kind]))
    if not found and not report.refused:
        raise Refused(_("There is no meeting in this file."))
    if len(found) > MOST:
        raise Refused(_("More than %(n)s entries: bring them in parts.") % {"n": MOST})
    return {uid: sorted(parts, key=lambda part: "RECURRENCE-ID" in part) for uid, parts in found.items()}


@transaction.atomic
def _take(community: Community, entries: list[Any], line: Line, by: Person) -> None:
    master = entries[0]
    uid = text_of(master, "UID")[:250]
    if uid and Series.objects.filter(community=community, source_uid=uid).exists():
        raise Refused(_("It is here already."))
    if is_cancelled(master):
        raise Refused(_("It was cancelled."))
    for entry in entries:
        refuse_loose_dates(entry)
    timing = _timing(master, line, by)
    marks = Marks(assumed_length="DTEND" not in master and "DURATION" not in master)
    series = start_series(community, _details(master, line), timing, by=by, marks=marks)
    series.source_uid = uid
    series.save(update_fields=["source_uid"])
    lay_out(series)
    take_exceptions(series, entries, line.notes, by)
    _note_what_is_left(master, line)
    line.series = series


def _details(master: Any, line: Line) -> Details:
    link = text_of(master, "URL").strip()
    fits = link.startswith(("https://", "http://")) and len(link) <= 500 and not any(c.isspace() for c in link)  # noqa: PLR2004
    return Details(
        line.title,
        aim=excerpt(clean_line(text_of(master, "DESCRIPTION")), 380)[:400],
        place=clean_line(text_of(master, "LOCATION"))[:200],
        link=link if fits else "",
    )


def _timing(master: Any, line: Line, by: Person) -> Timing:
    start = start_of(master)
    zone = zone_of(start, line.notes, by)
    wall = wall_in(start)
    rule = rule_of(master, wall, zone)
    first, count = _lately(rule, wall)
    return Timing(first.date(), first.time(), zone, length_of(master, start), rule.text, rule.ends_on, count)


def _lately(rule: Rule, wall: datetime) -> tuple[datetime, int | None]:
    """A series that began long ago is taken from thirteen months back on; its count counts from there."""
    if not rule.text:
        return wall, None
    oldest = timezone.now().replace(tzinfo=None) - KEPT_BACK
    for number, each in enumerate(rule.walls(wall, LATEST)):
        if each >= oldest:
            return each, rule.count - number if rule.count else None
    raise Refused(_("It ended more than a year ago."))


def _note_what_is_left(master: Any, line: Line) -> None:
    if "ATTENDEE" in master:
        line.notes.append(_("Who was invited is not taken over: people answer for themselves."))

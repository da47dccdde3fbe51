"""Meeting series: wall time, zone and rule, with the words they come from and what is not certain about them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone

from practica.exchange.governance.frequency import Mark
from practica.exchange.intake.plan import Change
from practica.foundation.calendar_time import in_zone
from practica.meetings.actions import change_series_from, date_series, mark_series, start_series
from practica.meetings.models import Confidentiality, Details, Marks, Timing

if TYPE_CHECKING:
    from datetime import date

    from practica.exchange.governance.series import Series as Written
    from practica.exchange.intake.desk import Desk
    from practica.exchange.intake.plan import Step
    from practica.meetings.models import Series

LONGEST_LINK = 500


def take_series(step: Step, desk: Desk) -> Series:
    written: Written = step.wanted.subject
    community, host = desk.community(step.wanted.group), desk.host(step.wanted.group)
    details, timing, marks = details_of(written), timing_of(written), marks_of(written)
    if step.change is Change.TAKEN:
        return start_series(community, details, timing, by=host, marks=marks)
    series: Series = desk.thing(step.wanted.key)
    following = series.occurrences.upcoming().first()
    if series.needs_date:
        series = date_series(series, timing, by=host)
    elif following is not None:
        series = change_series_from(following, details, timing, by=host)
    return mark_series(series, marks, by=host)


def details_of(written: Written) -> Details:
    is_private = "private" in written.title.casefold()
    link = written.meeting.url
    return Details(
        title=written.title[:200],
        link=link if link.startswith(("https://", "http://")) and len(link) <= LONGEST_LINK else "",
        confidentiality=Confidentiality.MEMBERS if is_private else Confidentiality.OPEN,
    )


def timing_of(written: Written) -> Timing:
    """From the import on: what was held before it, nobody here has seen."""
    rhythm = written.rhythm
    if not rhythm.rule or written.first is None:
        return Timing(zone=rhythm.zone, length=rhythm.minutes)
    first = next(rhythm.dates(written.first, max(written.first, _today(rhythm.zone))))
    return Timing(first, rhythm.time, rhythm.zone, rhythm.minutes, rhythm.rule)


def _today(zone: str) -> date:
    return in_zone(timezone.now(), zone).date()


def marks_of(written: Written) -> Marks:
    return Marks(
        words=written.rhythm.words,
        which_week=Mark.WHICH_WEEK in written.rhythm.marks,
        assumed_length=Mark.ASSUMED_LENGTH in written.rhythm.marks,
    )

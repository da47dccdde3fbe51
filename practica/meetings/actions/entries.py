"""What calendar programs write into a person's calendars, done by the same actions as on the pages."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from practica.communities.queries import is_member
from practica.foundation.access import Refused, require
from practica.meetings import policies
from practica.meetings.actions.answers import answer
from practica.meetings.actions.exceptions import take_exceptions
from practica.meetings.actions.occurrences import cancel_occurrence, change_occurrence, move_occurrence
from practica.meetings.actions.planning import plan_meeting, start_series
from practica.meetings.actions.reading import is_cancelled, left_out, moment_of
from practica.meetings.actions.series import change_series_from, end_series
from practica.meetings.actions.wishes import (
    CHOICES,
    Wish,
    Written,
    details_in,
    from_now_on,
    is_the_same,
    partstat_in,
    reason_in,
    timing_in,
    wish_of,
    wish_of_rule,
)
from practica.meetings.models import Answer, Choice, Details, Occurrence, Series
from practica.meetings.queries.entries import UNANSWERED, partstat_of
from practica.meetings.queries.ical import KEPT

if TYPE_CHECKING:
    from datetime import datetime

    from practica.communities.models import Community
    from practica.people.models import Person


@transaction.atomic
def add_entry(community: Community, written: Written, kept_as: str, *, by: Person) -> Series:
    """Plan what a program wrote anew into a community's calendar; it is hosted by whoever wrote it.

    Refused: what the pages would refuse, and what would be kept only in part. 403: who does not plan here.
    """
    require(policies.can_plan, by, community)
    if is_cancelled(written.whole):
        raise Refused(_("It was cancelled."))
    timing = timing_in(written.whole, by=by)
    if timing.first_on is None or timing.first_on < (timezone.now() - KEPT).date():
        raise Refused(_("It began more than a year ago. Bring it in as a calendar file."))
    host = by if is_member(by, community) else None
    details = details_in(written.whole, Details("", host=host), " ")
    if timing.rule:
        series = start_series(community, details, timing, by=by)
    else:
        series = plan_meeting(community, details, timing, by=by).series
    series.source_uid, series.kept_as = written.uid[:250], kept_as[:255]
    series.save(update_fields=["source_uid", "kept_as"])
    notes: list[str] = []
    take_exceptions(series, [written.whole, *written.days], notes, by)
    if notes:
        raise Refused(notes[0])
    _answer_each(_rows(series), partstat_in(written.whole, by), by)
    return series


@transaction.atomic
def change_entry(series: Series, written: Written, *, by: Person) -> Series:
    """Do what a program changed in an entry: move, rename or cancel days, answer, or change all that follow.

    What it only says again is left alone, so that whoever may answer but not change can send an entry back.
    Refused and 403: as on the pages; nothing is done of an entry of which one thing can't be.
    """
    if not series.repeats:
        _change_alone(series, written, by)
        return series
    if is_cancelled(written.whole):
        return end_series(series, reason_in(written.whole), by=by)
    timing = timing_in(written.whole, by=by, length=series.length)
    details = details_in(written.whole, series.details, series.get_absolute_url())
    if not is_the_same(series, timing):
        return _go_on_as(series, details, timing, by)
    _change_days(series, written, by)
    # A program knows hours that take turns only as days that were changed alone: its rule does not have them.
    turned = replace(timing, turns=series.timing.turns)
    return _go_on_as(series, details, turned, by) if details != series.details else series


@transaction.atomic
def remove_entry(series: Series, *, by: Person) -> None:
    """A program deleted it: the meeting is cancelled, the series ends. Refused: it is over. 403: who may not change it."""
    because = _("Cancelled from a calendar program.")
    if series.repeats:
        end_series(series, because, by=by)
    else:
        cancel_occurrence(series.occurrences.get(), because, by=by)


@transaction.atomic
def change_own(meeting: Occurrence, written: Written, *, by: Person) -> Occurrence:
    """The same for one meeting by itself, in the calendar of one's own meetings."""
    if "RRULE" in written.whole or written.days:
        raise Refused(_("This is one meeting of your own calendar. A series is made in the calendar of its community."))
    _do(meeting, wish_of(written.whole, meeting, by=by), by)
    return meeting


@transaction.atomic
def decline_own(meeting: Occurrence, *, by: Person) -> Answer:
    """Whoever takes a meeting out of their own calendar does not come.

    Refused: one hosts it, so it stays; it is over or cancelled. 403: who is not asked.
    """
    if meeting.host_id == by.pk:
        raise Refused(
            _("You host this meeting. Cancel it in the calendar of its community, or hand it to another host.")
        )
    return answer(meeting, Choice.NO, by=by)


def _change_alone(series: Series, written: Written, by: Person) -> None:
    meeting = series.occurrences.select_related("community", "series", "host").get()
    if "RRULE" not in written.whole:
        _do(meeting, wish_of(written.whole, meeting, by=by), by)
        return
    timing = timing_in(written.whole, by=by, length=meeting.length)
    details = details_in(written.whole, meeting.details, meeting.get_absolute_url())
    change_series_from(meeting, details, timing, by=by)


def _do(row: Occurrence, wish: Wish, by: Person) -> None:
    """Only what differs from how it is."""
    if wish.is_cancelled != row.is_cancelled:
        if row.is_cancelled:
            raise Refused(_("What is cancelled stays cancelled. Plan it anew."))
        cancel_occurrence(row, wish.because, by=by)
        return
    if (wish.starts_at, wish.length) != (row.starts_at, row.length):
        move_occurrence(row, wish.starts_at, wish.length, by=by)
    if wish.details != row.details:
        change_occurrence(row, wish.details, by=by)
    _answer_one(row, wish.partstat, by)


def _answer_one(row: Occurrence, partstat: str, by: Person) -> None:
    given = partstat_of(row.answers.of(by).first())
    if partstat in CHOICES and partstat != given:
        answer(row, CHOICES[partstat], by=by)


def _change_days(series: Series, written: Written, by: Person) -> None:
    """Days under a name of their own, those left out, then the answer to all others."""
    rows = {row.original_start: row for row in _rows(series)}
    named: dict[datetime, Any] = {moment_of(day.decoded("RECURRENCE-ID"), series): day for day in written.days}
    gone = left_out(written.whole, series)
    if set(named) - set(rows):
        raise Refused(_("A change to a day that the rule does not have is not taken over."))
    for start, day in named.items():
        _do(rows[start], wish_of(day, rows[start], by=by), by)
    others = [row for start, row in rows.items() if start not in named]
    for row in others:
        _as_the_rule_says(row, series, by, is_left_out=row.original_start in gone)
    _answer_each([row for row in others if row.original_start not in gone], partstat_in(written.whole, by), by)


def _as_the_rule_says(row: Occurrence, series: Series, by: Person, *, is_left_out: bool) -> None:
    """A day without a name of its own is left out, or is as the series is."""
    if row.is_cancelled and not is_left_out:
        raise Refused(_("What is cancelled stays cancelled. Plan it anew."))
    if is_left_out and not row.is_cancelled:
        cancel_occurrence(row, _("Cancelled from a calendar program."), by=by)
    elif row.sequence and not row.is_cancelled and not row.is_over:
        _do(row, wish_of_rule(row, series), by)


def _answer_each(rows: list[Occurrence], partstat: str, by: Person) -> None:
    if partstat not in CHOICES:
        return
    given = {one.occurrence_id: partstat_of(one) for one in Answer.objects.of(by).filter(occurrence__in=rows)}
    for row in rows:
        if row.takes_answers and given.get(row.pk, UNANSWERED) != partstat:
            answer(row, CHOICES[partstat], by=by)


def _rows(series: Series) -> list[Occurrence]:
    return list(series.occurrences.select_related("community", "series", "host").order_by("original_start"))


def _go_on_as(series: Series, details: Details, timing: Any, by: Person) -> Series:
    """Change what is still to come; what is past stays as it was."""
    now = timezone.now()
    coming = series.occurrences.filter(starts_at__gt=now, original_start__gt=now).order_by("original_start").first()
    if coming is None:
        raise Refused(_("Only what is still to come can be changed."))
    ahead = from_now_on(timing)
    if ahead is None:
        return end_series(series, _("Cancelled from a calendar program."), by=by)
    return change_series_from(coming, details, ahead, by=by)

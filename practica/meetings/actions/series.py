"""A series as a whole: this meeting and all that follow, and its end."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from practica.events.actions import record
from practica.foundation.access import Refused, require
from practica.foundation.calendar_time import in_zone
from practica.meetings import policies
from practica.meetings.actions.answers import seat_waiting
from practica.meetings.actions.dates import horizon, lay_out, put_at, row_of, starts_of
from practica.meetings.actions.locks import locked, locked_series
from practica.meetings.actions.occurrences import forget_authors, keep_the_rule, strike
from practica.meetings.actions.planning import check_host, set_timing
from practica.meetings.actions.running import copy_template
from practica.meetings.models import Details, Occurrence, Series, Timing
from practica.meetings.models.described import DETAILS
from practica.meetings.models.rule import ends_before
from practica.meetings.verbs import Verb

if TYPE_CHECKING:
    from datetime import datetime

    from practica.people.models import Person

WHOLE = 100  # percent
# Rows that change places within one series step aside first: no two may stand on one start, even for a moment.
ASIDE = timedelta(days=365 * 300)


@transaction.atomic
def change_series_from(occurrence: Occurrence, details: Details, timing: Timing, *, by: Person) -> Series:
    """Change this meeting and all that follow; what is before stays as it was.

    From its first meeting on, the series itself changes; from a later one, it ends before and a new series goes on,
    with the answers and agendas of its meetings. What was changed for one meeting alone stays changed. A meeting
    that the new rule no longer has is cancelled if somebody has answered or written for it, else it is gone.
    Refused: the meeting is over, the series has ended, or the timing can't be. 403: who may not change it.
    """
    occurrence = locked(occurrence)
    series = Series.objects.select_for_update(of=("self",)).select_related("community").get(pk=occurrence.series_id)
    require(policies.can_change, by, series)
    if occurrence.is_over or series.ended_at:
        raise Refused(_("Only what is still to come can be changed."))
    if timing.first_on is None or timing.first_on < in_zone(timezone.now(), series.zone).date():
        raise Refused(_("That time is past. Choose one that is still to come."))
    check_host(series.community, details)
    keep_the_rule(occurrence, details)
    rows = list(series.occurrences.filter(original_start__gte=occurrence.original_start).order_by("original_start"))
    before = series.details, series.timing
    following = _split(series, occurrence, by)
    following.details = details
    set_timing(following, timing)
    following.which_week = following.assumed_length = False
    _go_on(series, following)
    _carry_over(following, rows, before, by)
    record(Verb.SERIES_CHANGED, by=by, target=following, community=series.community)
    return following


@transaction.atomic
def end_series(series: Series, because: str, *, by: Person) -> Series:
    """End it: meetings that somebody has answered or written for are cancelled with the reason, the others are gone.

    Refused: no reason, or it has ended. 403: who may not change it.
    """
    series = Series.objects.select_for_update(of=("self",)).select_related("community").get(pk=series.pk)
    require(policies.can_change, by, series)
    if series.ended_at:
        raise Refused(_("This series has ended already."))
    if not because.strip():
        raise Refused(_("Say in a few words why, for those who meant to come."))
    rows = list(series.occurrences.filter(starts_at__gt=timezone.now()).order_by("original_start"))
    if rows:
        series.ends_on = ends_before(in_zone(rows[0].original_start, series.zone).date())
        series.count = None
    for row in rows:
        _take_off(row, because.strip(), by)
    series.ended_at, series.ended_by = timezone.now(), by
    series.changed_at, series.sequence = timezone.now(), series.sequence + 1
    series.save()
    record(Verb.SERIES_ENDED, by=by, target=series, community=series.community)
    return series


@transaction.atomic
def set_share(series: Series, share: int, *, by: Person) -> Series:
    """Keep so many percent of the minutes for capability, in meetings whose agenda is not opened yet.

    Refused: no percentage, or the series has ended. 403: who may not change it.
    """
    series = locked_series(series)
    require(policies.can_change, by, series)
    if series.ended_at:
        raise Refused(_("This series has ended."))
    if not 0 <= share <= WHOLE:
        raise Refused(_("Choose a share between 0 and 100 percent."))
    series.capability_share = share
    series.save(update_fields=["capability_share"])
    record(Verb.TEMPLATE_CHANGED, by=by, target=series, community=series.community)
    return series


def _split(series: Series, occurrence: Occurrence, by: Person) -> Series:
    """The series that goes on from this meeting: itself when this is its first, else a new one."""
    series.sequence += 1
    series.changed_at = timezone.now()
    if not series.occurrences.filter(original_start__lt=occurrence.original_start).exists():
        return series
    series.ends_on = ends_before(in_zone(occurrence.original_start, series.zone).date())
    series.count = None
    series.save()
    return Series(
        community=series.community,
        created_by=by,
        came_from=series,
        words=series.words,
        capability_share=series.capability_share,
    )


def _go_on(series: Series, following: Series) -> None:
    following.changed_at = timezone.now()
    following.save()
    if following.pk != series.pk:
        copy_template(series, following)


def _carry_over(series: Series, rows: list[Occurrence], before: tuple[Details, Timing], by: Person) -> None:
    starts = starts_of(series, horizon()) if series.repeats else starts_of(series, series.first_on or horizon())
    places = _places(series, rows, list(starts), before[1])
    Occurrence.objects.filter(pk__in=[row.pk for row in rows]).update(original_start=F("original_start") + ASIDE)
    taken = set(places.values())
    for row in rows:
        row.series = series
        if row.pk in places:
            _put(row, (places[row.pk], starts[places[row.pk]]), before[0], by)
    for row in rows:
        if row.pk not in places:
            # It keeps its place in the calendar, struck; a second beside it where a new meeting stands now.
            row.original_start += timedelta(seconds=row.original_start in taken)
            _take_off(row, _("The series was changed and has no meeting on this day any more."), by)
    fresh = [row_of(series, start, held) for start, held in starts.items() if start not in taken]
    Occurrence.objects.bulk_create(fresh, ignore_conflicts=True, batch_size=500)
    series.laid_out_to = None
    lay_out(series)


def _places(series: Series, rows: list[Occurrence], starts: list[datetime], before: Timing) -> dict[int, datetime]:
    """Which row goes to which start: one by one while the rhythm is the same, else by the day."""
    if _rhythm(series.rule) == _rhythm(before.rule):
        return {row.pk: start for row, start in zip(rows, starts, strict=False)}
    by_day = {in_zone(start, series.zone).date(): start for start in starts}
    days = {row.pk: in_zone(row.original_start, before.zone).date() for row in rows}
    return {pk: by_day[day] for pk, day in days.items() if day in by_day}


def _rhythm(rule: str) -> tuple[str, str, int]:
    parts = dict(part.split("=", 1) for part in rule.split(";") if "=" in part)
    return parts.get("FREQ", ""), parts.get("INTERVAL", "1"), parts.get("BYDAY", "").count(",")


def _put(row: Occurrence, place: tuple[datetime, datetime], before: Details, by: Person) -> None:
    """To where the rule puts it and its turn holds it; a meeting that was moved by hand, or is over, stays."""
    series, stays = row.series, row.is_moved or row.is_over
    row.original_start, held = place
    if stays:
        row.turned_to = held if held != row.original_start else None
    else:
        put_at(row, held)
    for name in DETAILS:
        if getattr(row, name) == getattr(before, name):
            setattr(row, name, getattr(series, name))
    row.changed_at = timezone.now()
    row.save()
    forget_authors(row)
    seat_waiting(row, by=by)
    if row.agenda or row.is_opened or row.minutes:
        # Nobody is told of each; it is found under its new words.
        record(Verb.FOLLOWED, by=by, target=row, community=row.community)


def _take_off(row: Occurrence, because: str, by: Person) -> None:
    if not (row.agenda or row.is_opened or row.answers.exists() or row.views.exists()):
        row.delete()
        return
    row.save()
    if not row.is_cancelled:
        strike(row, because, by)
        record(Verb.CANCELLED, by=by, target=row, community=row.community)

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from practica.communities.queries import is_member
from practica.events.actions import record
from practica.foundation.access import Refused, require
from practica.foundation.calendar_time import is_zone
from practica.meetings import policies
from practica.meetings.actions.dates import lay_out
from practica.meetings.models import Details, Marks, Occurrence, Rule, Series, Timing, rule_from
from practica.meetings.models.rule import EARLIEST, LATEST, wall_of
from practica.meetings.models.series import MOST_TURNS
from practica.meetings.verbs import Verb

if TYPE_CHECKING:
    from datetime import date, time

    from practica.communities.models import Community
    from practica.people.models import Person

NO_MARKS = Marks()
SHORTEST, LONGEST = 5, 24 * 60


@transaction.atomic
def plan_meeting(community: Community, details: Details, timing: Timing, *, by: Person) -> Occurrence:
    """Plan one meeting, held once.

    Refused: no date, a rule, a zone or length that can't be, a host who is no member, a community that has closed.
    403: who does not plan here.
    """
    require(policies.can_plan, by, community)
    if not timing.is_dated or timing.rule:
        raise Refused(_("A single meeting needs one date and an hour."))
    series = new_series(community, details, timing, by)
    lay_out(series)
    occurrence = series.occurrences.get()
    record(Verb.PLANNED, by=by, target=occurrence, community=community)
    return occurrence


@transaction.atomic
def start_series(
    community: Community, details: Details, timing: Timing, *, by: Person, marks: Marks = NO_MARKS
) -> Series:
    """Start a meeting that repeats by `timing.rule`; without a date it waits for one, marked so.

    Its first meeting is the first one the rule gives from `timing.first_on`. Refused: a rule finer than a day or
    without any date, a zone or length (minutes, 5 to 1440) that can't be, a host who is no member, a community that
    has closed. 403: who does not plan here.
    """
    require(policies.can_plan, by, community)
    series = new_series(community, details, timing, by)
    series.words, series.which_week, series.assumed_length = marks.words[:500], marks.which_week, marks.assumed_length
    series.save(update_fields=["words", "which_week", "assumed_length"])
    lay_out(series)
    record(Verb.SERIES_STARTED, by=by, target=series, community=community)
    return series


@transaction.atomic
def date_series(series: Series, timing: Timing, *, by: Person) -> Series:
    """Give a series that needs a date its date and rule; its marks are gone with that.

    Refused: it has a date already, or the timing can't be. 403: who may not change it.
    """
    series = Series.objects.select_for_update(of=("self",)).select_related("community").get(pk=series.pk)
    require(policies.can_change, by, series)
    if not series.needs_date:
        raise Refused(_("This series has a date already. Change it from one of its meetings."))
    if not timing.is_dated:
        raise Refused(_("Say on which day and at what hour the first one is."))
    set_timing(series, timing)
    series.which_week = series.assumed_length = False
    series.changed_at = timezone.now()
    series.save()
    lay_out(series)
    record(Verb.SERIES_SETTLED, by=by, target=series, community=series.community)
    return series


@transaction.atomic
def confirm_series(series: Series, *, by: Person) -> Series:
    """Say that the week and the length that were assumed are right.

    Refused: nothing was assumed, or it still needs a date. 403: who may not change it.
    """
    series = Series.objects.select_for_update(of=("self",)).select_related("community").get(pk=series.pk)
    require(policies.can_change, by, series)
    if series.needs_date or not series.is_unsure:
        raise Refused(_("There is nothing to confirm in this series."))
    series.which_week = series.assumed_length = False
    series.save(update_fields=["which_week", "assumed_length"])
    record(Verb.SERIES_SETTLED, by=by, target=series, community=series.community)
    return series


@transaction.atomic
def mark_series(series: Series, marks: Marks, *, by: Person) -> Series:
    """Keep new words of an import, and what of them was only assumed. 403: who may not change it."""
    series = Series.objects.select_for_update(of=("self",)).select_related("community").get(pk=series.pk)
    require(policies.can_change, by, series)
    series.words, series.which_week, series.assumed_length = marks.words[:500], marks.which_week, marks.assumed_length
    series.save(update_fields=["words", "which_week", "assumed_length"])
    record(Verb.SERIES_SETTLED, by=by, target=series, community=series.community)
    return series


def new_series(community: Community, details: Details, timing: Timing, by: Person) -> Series:
    """A saved series without its meetings; the caller lays them out."""
    if not community.takes_contributions:
        raise Refused(_("This community has closed: nothing new is planned in it."))
    check_host(community, details)
    series = Series(community=community, created_by=by)
    series.details = details
    set_timing(series, timing)
    series.save()
    return series


def check_host(community: Community, details: Details) -> None:
    if details.host is not None and not is_member(details.host, community):
        raise Refused(_("%(name)s can host once they belong to this community.") % {"name": details.host.name})


def set_timing(series: Series, timing: Timing) -> None:
    """Refused: a zone, length, rule or day that can't be, two ends at once, or a rule that never comes."""
    if not is_zone(timing.zone):
        raise Refused(_("“%(zone)s” is not a time zone.") % {"zone": timing.zone[:60]})
    if not SHORTEST <= timing.length <= LONGEST:
        raise Refused(_("A meeting lasts between 5 minutes and a day."))
    rule = _rule(timing)
    series.rule, series.ends_on, series.count = rule.text, rule.ends_on, rule.count
    series.zone, series.length = timing.zone, timing.length
    series.turns = _turns(rule, timing)
    series.first_on, series.at = timing.first_on, timing.at
    if timing.first_on is not None and timing.at is not None:
        series.first_on = _first_day(rule, timing)


def _turns(rule: Rule, timing: Timing) -> list[time]:
    if not timing.turns:
        return []
    if not rule.text:
        raise Refused(_("Only a meeting that repeats takes turns between hours."))
    if len(set(timing.hours)) < len(timing.hours) or len(timing.turns) > MOST_TURNS:
        raise Refused(_("Two or three hours take turns, each another one."))
    return list(timing.turns)


def _rule(timing: Timing) -> Rule:
    rule = rule_from(timing.rule)
    ends_on, count = timing.ends_on or rule.ends_on, timing.count or rule.count
    if ends_on and count:
        raise Refused(_("A series ends on a day or after a number of times, not both."))
    return Rule(rule.text, ends_on, count) if rule.text else rule


def _first_day(rule: Rule, timing: Timing) -> date:
    if timing.first_on is None or timing.at is None or not EARLIEST <= timing.first_on < LATEST:
        raise Refused(_("Choose a day between 1970 and 2100."))
    first = rule.first(wall_of(timing.first_on, timing.at))
    if first is None:
        raise Refused(_("With this rule and end there is no meeting at all."))
    return first.date()

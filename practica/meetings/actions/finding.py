"""Finding a date: some are put to the choice, people say which suit, and one of them becomes the meeting."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from practica.events.actions import moment_now, record
from practica.foundation.access import Refused, require
from practica.foundation.calendar_time import is_zone
from practica.foundation.text_fields import clean_line
from practica.meetings import policies
from practica.meetings.actions.planning import LONGEST, SHORTEST, check_host
from practica.meetings.models import DateAnswer, DateMark, DateOption, DatePoll, Fit
from practica.meetings.models.date_poll import FEWEST_DATES, MOST_DATES
from practica.meetings.verbs import Verb

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from practica.communities.models import Community
    from practica.meetings.models import Details
    from practica.people.models import Person

BETWEEN_REMINDERS = timedelta(days=1)


@dataclass(frozen=True)
class Dates:
    """Which dates are put to the choice, in UTC; `length` in minutes, `zone` the one their hours were meant in."""

    starts: Sequence[datetime]
    closes_at: datetime
    zone: str = "UTC"
    length: int = 60


@transaction.atomic
def ask_for_dates(community: Community, details: Details, dates: Dates, *, by: Person) -> DatePoll:
    """Put two to twelve dates of one meeting to the choice of those who would come to it.

    Refused: too few or too many dates, one that is past, a deadline that is past or after the last date, a zone or
    length that can't be, a host who is no member, a community that has closed. 403: who does not plan here.
    """
    require(policies.can_plan, by, community)
    if not community.takes_contributions:
        raise Refused(_("This community has closed: nothing new is planned in it."))
    check_host(community, details)
    starts = sorted(set(dates.starts))
    _refuse_times(dates, starts)

    poll = DatePoll(community=community, zone=dates.zone, length=dates.length, opened_by=by)
    poll.details = details
    poll.opened_at, poll.closes_at = moment_now(), dates.closes_at
    poll.save()
    DateOption.objects.bulk_create(
        DateOption(community=community, poll=poll, starts_at=start, proposed_by=by) for start in starts
    )
    record(Verb.DATES_ASKED, by=by, target=poll, community=community)
    return poll


@transaction.atomic
def answer_dates(poll: DatePoll, fits: Mapping[int, str], note: str = "", *, by: Person) -> DateAnswer:
    """Say how each date suits, by the number of the date; what is left out is left open. It may be said otherwise later.

    Refused: it takes no more answers, a date that is none of its own, an answer that is none of the three, or no
    answer at all. 403: who is not asked.
    """
    poll = locked_poll(poll)
    require(policies.can_answer, by, poll)
    refuse_late_answers(poll)
    known = {option.pk: option for option in poll.options.all()}
    if not fits or not set(fits) <= set(known) or not set(fits.values()) <= set(Fit.values):
        raise Refused(_("Say for at least one of these dates whether it suits you."))

    values = {"community": poll.community, "note": clean_line(note)[:300], "answered_at": moment_now()}
    given, _is_new = DateAnswer.objects.update_or_create(poll=poll, person=by, defaults=values)
    given.marks.all().delete()
    DateMark.objects.bulk_create(
        DateMark(community=poll.community, answer=given, option=known[pk], fit=fit) for pk, fit in fits.items()
    )
    # Under the Chatham House Rule not even the memory of what happened says who.
    who = None if poll.is_chatham_house else by
    record(Verb.DATES_ANSWERED, by=who, target=poll, community=poll.community)
    return given


@transaction.atomic
def propose_date(poll: DatePoll, starts_at: datetime, *, by: Person) -> DateOption:
    """Put one more date to the choice; who has answered hears of it.

    Refused: it takes no more answers, the date is past or there already, or there are twelve. 403: who is not asked.
    """
    poll = locked_poll(poll)
    require(policies.can_answer, by, poll)
    refuse_late_answers(poll)
    starts = [option.starts_at for option in poll.options.all()]
    if starts_at in starts:
        raise Refused(_("This date is there already."))
    if starts_at <= moment_now():
        raise Refused(_("That time is past. Choose one that is still to come."))
    if len(starts) >= MOST_DATES:
        raise Refused(_("There are twelve dates already: more than that nobody answers."))

    option = DateOption.objects.create(community=poll.community, poll=poll, starts_at=starts_at, proposed_by=by)
    who = None if poll.is_chatham_house else by
    record(Verb.DATE_PROPOSED, by=who, target=poll, community=poll.community)
    return option


@transaction.atomic
def extend_dates(poll: DatePoll, closes_at: datetime, *, by: Person) -> DatePoll:
    """Take answers until another day, earlier or later.

    Refused: it is settled or closed, the day is past or after the last date. 403: who does not plan here.
    """
    poll = locked_poll(poll)
    require(policies.can_plan, by, poll.community)
    refuse_decided(poll)
    _refuse_deadline(closes_at, [option.starts_at for option in poll.options.all()])
    poll.closes_at, poll.told_at = closes_at, None
    poll.save(update_fields=["closes_at", "told_at"])
    record(Verb.DATES_EXTENDED, by=by, target=poll, community=poll.community)
    return poll


@transaction.atomic
def remind_of_dates(poll: DatePoll, *, by: Person) -> DatePoll:
    """Ask those who have not answered once more.

    Refused: it takes no more answers, or they were reminded within a day. 403: who does not plan here.
    """
    poll = locked_poll(poll)
    require(policies.can_plan, by, poll.community)
    refuse_late_answers(poll)
    if poll.reminded_at and poll.reminded_at > moment_now() - BETWEEN_REMINDERS:
        raise Refused(_("They were reminded within a day. Give them a little time."))
    poll.reminded_at = moment_now()
    poll.save(update_fields=["reminded_at"])
    record(Verb.DATES_REMINDED, by=by, target=poll, community=poll.community)
    return poll


def locked_poll(poll: DatePoll) -> DatePoll:
    """As it is now, held until the end of the transaction."""
    return DatePoll.objects.select_for_update(of=("self",)).select_related("community", "host").get(pk=poll.pk)


def refuse_decided(poll: DatePoll) -> None:
    if poll.is_settled:
        raise Refused(_("The date is settled already."))
    if poll.closed_at:
        raise Refused(_("This search for a date was closed without one."))


def refuse_late_answers(poll: DatePoll) -> None:
    refuse_decided(poll)
    if not poll.takes_answers_at(moment_now()):
        raise Refused(_("The deadline has passed: it takes no more answers."))


def _refuse_times(dates: Dates, starts: Sequence[datetime]) -> None:
    if not is_zone(dates.zone):
        raise Refused(_("“%(zone)s” is not a time zone.") % {"zone": dates.zone[:60]})
    if not SHORTEST <= dates.length <= LONGEST:
        raise Refused(_("A meeting lasts between 5 minutes and a day."))
    if not FEWEST_DATES <= len(starts) <= MOST_DATES:
        raise Refused(_("Choose two to twelve dates."))
    if starts[0] <= moment_now():
        raise Refused(_("That time is past. Choose one that is still to come."))
    _refuse_deadline(dates.closes_at, starts)


def _refuse_deadline(closes_at: datetime, starts: Sequence[datetime]) -> None:
    if closes_at <= moment_now():
        raise Refused(_("The deadline has passed. Choose a day that is still to come."))
    if closes_at > max(starts):
        raise Refused(_("The deadline is after the last of the dates."))

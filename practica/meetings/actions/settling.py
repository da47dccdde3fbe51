"""How a search for a date ends: one of the dates becomes the meeting, or none does."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from practica.communities.queries import is_member
from practica.events.actions import moment_now, record
from practica.foundation.access import Refused, require
from practica.foundation.text_fields import clean_reason
from practica.meetings import policies
from practica.meetings.actions.answers import answer
from practica.meetings.actions.finding import locked_poll, refuse_decided
from practica.meetings.actions.planning import plan_meeting
from practica.meetings.models import Choice, DateMark, DateOption, DatePoll, Fit
from practica.meetings.verbs import Verb

if TYPE_CHECKING:
    from practica.meetings.models import Details, Occurrence
    from practica.people.models import Person

# What somebody said of the date is their answer to the meeting, until they say otherwise.
SAID = {Fit.YES: Choice.YES, Fit.NEED: Choice.MAYBE, Fit.NO: Choice.NO}


@transaction.atomic
def settle_date(option: DateOption, *, by: Person) -> Occurrence:
    """Plan the meeting on this date. What people said of it is their answer: yes comes, if need be may come, no does not.

    Places go to those who answered first. Who could come is invited, the others hear of the date. Refused: it is
    settled or closed, the date is past, or the meeting can't be planned (see `plan_meeting`). 403: who does not plan here.
    """
    poll = locked_poll(option.poll)
    require(policies.can_plan, by, poll.community)
    refuse_decided(poll)
    if option.starts_at <= moment_now():
        raise Refused(_("That time is past. Choose one that is still to come."))

    meeting = plan_meeting(poll.community, _details_now(poll), poll.timing_of(option), by=by)
    poll.settled_at, poll.settled_by, poll.settled_on, poll.meeting = moment_now(), by, option, meeting
    poll.save(update_fields=["settled_at", "settled_by", "settled_on", "meeting"])
    _carry_answers(option, meeting)
    record(Verb.DATE_SETTLED, by=by, target=poll, community=poll.community)
    return meeting


@transaction.atomic
def close_dates(poll: DatePoll, because: str, *, by: Person) -> DatePoll:
    """Stop looking, without a date; who answered hears why.

    Refused: no reason, or it is settled or closed already. 403: who does not plan here.
    """
    poll = locked_poll(poll)
    require(policies.can_plan, by, poll.community)
    refuse_decided(poll)
    if not because.strip():
        raise Refused(_("Say in a few words why, for those who answered."))
    poll.closed_at, poll.closed_by, poll.closed_because = moment_now(), by, clean_reason(because)
    poll.save(update_fields=["closed_at", "closed_by", "closed_because"])
    record(Verb.DATES_CLOSED, by=by, target=poll, community=poll.community)
    return poll


@transaction.atomic
def remind_before_the_end(poll: DatePoll) -> bool:
    """The clock asks those who have not answered, once; says whether it was now."""
    poll = locked_poll(poll)
    if poll.reminded_at is not None or not poll.takes_answers:
        return False
    poll.reminded_at = timezone.now()
    poll.save(update_fields=["reminded_at"])
    record(Verb.DATES_REMINDED, by=None, target=poll, community=poll.community, by_itself=True)
    return True


@transaction.atomic
def tell_of_the_deadline(poll: DatePoll) -> bool:
    """The clock tells whoever opened it that the answers are in, once; says whether it was now."""
    poll = locked_poll(poll)
    if poll.told_at is not None or not poll.is_undecided or poll.takes_answers:
        return False
    poll.told_at = timezone.now()
    poll.save(update_fields=["told_at"])
    record(Verb.DATES_DUE, by=None, target=poll, community=poll.community, by_itself=True)
    return True


def _details_now(poll: DatePoll) -> Details:
    """Whoever was to host it may have left since."""
    gone = poll.host is not None and not is_member(poll.host, poll.community)
    return replace(poll.details, host=None) if gone else poll.details


def _carry_answers(option: DateOption, meeting: Occurrence) -> None:
    """Not of those who may no longer come, because they have left."""
    marks = DateMark.objects.filter(option=option).select_related("answer__person")
    for mark in marks.order_by("answer__answered_at", "pk"):
        if policies.can_answer(mark.answer.person, meeting):
            answer(meeting, SAID[Fit(mark.fit)], by=mark.answer.person)

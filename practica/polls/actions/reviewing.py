from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from practica.events.actions import moment_now, record
from practica.foundation.access import Refused, require
from practica.notices.actions import see
from practica.polls import policies
from practica.polls.actions.closing import refuse_past_review
from practica.polls.actions.locks import locked
from practica.polls.models import Poll
from practica.polls.verbs import Verb

if TYPE_CHECKING:
    from datetime import date, datetime

    from practica.people.models import Person

REVIEW = ["review_on", "review_asked_at", "reviewed_at", "reviewed_by"]
ASKED = (
    "community", "about_type", "about_id", "kind", "question", "details", "language", "options", "limit",
    "hides_results", "is_anonymous", "quorum",
)  # fmt: skip


@transaction.atomic
def ask_for_review(poll: Poll) -> bool:
    """On its day the outcome comes back to its author and the facilitators, once; says whether it did."""
    poll = locked(poll)
    if poll.review_on is None or poll.review_asked_at is not None or poll.review_on > timezone.localdate():
        return False
    poll.review_asked_at = timezone.now()
    poll.save(update_fields=["review_asked_at"])
    record(Verb.REVIEW_DUE, by=None, target=poll, community=poll.community, by_itself=True)
    return True


@transaction.atomic
def confirm_outcome(poll: Poll, review_on: date | None, *, by: Person) -> Poll:
    """It is still right; perhaps to be looked at on a later day. 403 as closing; refused as `_refuse_review` says."""
    poll = locked(poll)
    require(policies.can_close, by, poll)
    _refuse_review(poll)
    refuse_past_review(review_on)

    _review(poll, review_on, by)
    record(Verb.CONFIRMED, by=by, target=poll, community=poll.community)
    return poll


@transaction.atomic
def ask_again(poll: Poll, closes_at: datetime, *, by: Person) -> Poll:
    """It may be right no more: the same question is asked anew, and what was decided stays readable beside it."""
    poll = locked(poll)
    require(policies.can_close, by, poll)
    _refuse_review(poll)
    if closes_at <= moment_now():
        raise Refused(_("The closing date has passed."))

    _review(poll, None, by)
    given = {name: getattr(poll, name) for name in ASKED}
    again = Poll.objects.create(**given, author=by, follows=poll, opened_at=moment_now(), closes_at=closes_at)
    record(Verb.ASKED_AGAIN, by=by, target=again, community=again.community)
    return again


def _refuse_review(poll: Poll) -> None:
    """Without an outcome there is nothing to look at, and what is asked again is decided there."""
    if poll.outcome_at is None:
        raise Refused(_("There is no outcome to look at yet."))
    if Poll.objects.filter(follows=poll).exists():
        raise Refused(_("This question was asked again already."))


def _review(poll: Poll, review_on: date | None, by: Person) -> None:
    poll.review_on, poll.review_asked_at = review_on, None
    poll.reviewed_at, poll.reviewed_by = moment_now(), by
    poll.save(update_fields=REVIEW)
    see(by, poll)

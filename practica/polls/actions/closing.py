from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from practica.events.actions import moment_now, record
from practica.foundation.access import Refused, require
from practica.foundation.text_fields import clean_text
from practica.notices.actions import see
from practica.polls import policies
from practica.polls.actions.locks import locked
from practica.polls.models import Poll, Rule
from practica.polls.verbs import Verb

if TYPE_CHECKING:
    from datetime import date

    from practica.people.models import Person


@dataclass(frozen=True)
class Outcome:
    """What came of a poll, by which rule it was decided, and when to look at it again."""

    text: str
    rule: str
    review_on: date | None = None


@transaction.atomic
def close_poll(poll: Poll, *, by: Person) -> Poll:
    """End it before its date: nobody answers any more, and results are seen. 403: neither author nor facilitator."""
    poll = locked(poll)
    require(policies.can_close, by, poll)
    if poll.closed_at is not None:
        raise Refused(_("This poll is closed already."))

    poll.closed_at, poll.closed_by = moment_now(), by
    poll.save(update_fields=["closed_at", "closed_by"])
    record(Verb.CLOSED, by=by, target=poll, community=poll.community)
    return poll


@transaction.atomic
def close_due_poll(poll: Poll) -> bool:
    """The clock closes it at its date, once; says whether it did."""
    poll = locked(poll)
    if poll.closed_at is not None or poll.closes_at > timezone.now():
        return False
    poll.closed_at = timezone.now()
    poll.save(update_fields=["closed_at"])
    record(Verb.CLOSED, by=None, target=poll, community=poll.community, by_itself=True)
    return True


@transaction.atomic
def write_outcome(poll: Poll, outcome: Outcome, *, by: Person) -> Poll:
    """Say what came of it. 403 as closing; refused while it is open, twice, empty, or with a review in the past."""
    poll = locked(poll)
    require(policies.can_close, by, poll)
    if poll.is_open_at(moment_now()):
        raise Refused(_("Close the poll first: people may still answer."))
    if poll.outcome_at is not None:
        raise Refused(_("The outcome is written already."))
    text = clean_text(outcome.text).strip()[:4000]
    if not text or outcome.rule not in Rule.values:
        raise Refused(_("Say what came of it, and by which rule."))
    refuse_past_review(outcome.review_on)

    if poll.closed_at is None:
        # Past its date, before the clock came by.
        poll.closed_at = moment_now()
    poll.outcome, poll.rule, poll.review_on = text, outcome.rule, outcome.review_on
    poll.outcome_at, poll.outcome_by = moment_now(), by
    poll.save(update_fields=["closed_at", "outcome", "rule", "review_on", "outcome_at", "outcome_by"])
    see(by, poll)
    record(Verb.OUTCOME_WRITTEN, by=by, target=poll, community=poll.community)
    return poll


def refuse_past_review(review_on: date | None) -> None:
    if review_on is not None and review_on <= timezone.localdate(moment_now()):
        raise Refused(_("Look at it again on a day that is still to come."))

from __future__ import annotations

from random import SystemRandom
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from practica.events.actions import moment_now, record
from practica.foundation.access import Refused, require
from practica.foundation.text_fields import clean_text
from practica.notices.actions import see
from practica.polls import policies
from practica.polls.actions.locks import locked
from practica.polls.actions.marks import fits
from practica.polls.models import Answer, Ballot, Choice, Kind, Participation, Poll, Stance
from practica.polls.verbs import Verb

if TYPE_CHECKING:
    from practica.people.models import Person


@transaction.atomic
def answer_poll(poll: Poll, choice: Choice, *, by: Person) -> Poll:
    """Answer, or answer otherwise while the poll is open; an anonymous answer is given once and for ever.

    403: who does not belong. Refused: closed, an answer that does not fit, a concern or an objection without its reason.
    """
    poll = locked(poll)
    require(policies.can_answer, by, poll)
    if not poll.is_open_at(moment_now()):
        raise Refused(_("This poll is closed: it takes no more answers."))
    if not fits(poll, choice.marks):
        raise Refused(_("This answer does not fit the poll. Please look at its rules."))
    reason = clean_text(choice.reason).strip()[:2000]
    if poll.kind == Kind.PROPOSAL and not choice.marks[Stance.CONSENT] and not reason:
        raise Refused(_("Please say why: without a reason nobody can do anything about it."))

    given = Choice(list(choice.marks), reason)
    is_first = _cast(poll, given, by) if poll.is_anonymous else _answer(poll, given, by)
    # Whose answer an anonymous one is, not even the memory of what happened says.
    who = None if poll.is_anonymous else by
    record(Verb.ANSWERED if is_first else Verb.ANSWER_CHANGED, by=who, target=poll, community=poll.community)
    return poll


def _answer(poll: Poll, given: Choice, by: Person) -> bool:
    values = {
        "community": poll.community,
        "marks": given.marks,
        "reason": given.reason,
        "answered_at": moment_now(),
    }
    _row, is_new = Answer.objects.update_or_create(poll=poll, person=by, defaults=values)
    # Not for an anonymous one: the moment would be kept beside the person.
    see(by, poll)
    return is_new


def _cast(poll: Poll, given: Choice, by: Person) -> bool:
    """All ballots are written anew, mixed: neither their order nor the transaction that wrote one tells who came when."""
    _row, is_new = Participation.objects.get_or_create(poll=poll, person=by, defaults={"community": poll.community})
    if not is_new:
        raise Refused(_("You have answered already. Nobody knows which answer is yours, so it cannot be changed."))
    choices = [Choice(ballot.marks, ballot.reason) for ballot in poll.ballots.all()] + [given]
    SystemRandom().shuffle(choices)
    poll.ballots.all().delete()
    Ballot.objects.bulk_create(
        Ballot(community=poll.community, poll=poll, marks=one.marks, reason=one.reason) for one in choices
    )
    return True

"""A poll as a page shows it to one person: its results as far as they are seen, and the form to answer."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import ngettext

from practica.polls import policies
from practica.polls.forms.answering import AnswerForm
from practica.polls.models import Answer, Ballot, Participation
from practica.polls.queries import results_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from practica.people.models import Person
    from practica.polls.models import Poll
    from practica.polls.queries import Results


@dataclass(frozen=True)
class PollCard:
    poll: Poll
    answered: int
    has_answered: bool
    may_answer: bool
    may_close: bool
    results: Results | None
    form: AnswerForm | None

    @property
    def may_change(self) -> bool:
        return self.has_answered and self.form is not None

    @property
    def wants_outcome(self) -> bool:
        return self.may_close and not self.poll.is_open and self.poll.outcome_at is None

    @property
    def wants_review(self) -> bool:
        return self.may_close and self.poll.outcome_at is not None and not self.poll.is_asked_again

    @property
    def quorum_words(self) -> str:
        """Whether enough have answered, or how many are missing."""
        if not self.poll.quorum:
            return ""
        missing = self.poll.quorum - self.answered
        if missing <= 0:
            words = ngettext("%(n)s answer was needed: enough.", "%(n)s answers were needed: enough.", self.poll.quorum)
            return words % {"n": self.poll.quorum}
        if self.poll.is_open:
            return ngettext(
                "%(n)s more answer is needed for it to count.",
                "%(n)s more answers are needed for it to count.",
                missing,
            ) % {"n": missing}
        return ngettext(
            "It does not count: %(n)s answer was missing.", "It does not count: %(n)s answers were missing.", missing
        ) % {"n": missing}


def card_of(poll: Poll, person: Person, form: AnswerForm | None = None) -> PollCard:
    return cards_of([poll], person, form)[0]


def cards_of(polls: Sequence[Poll], person: Person, form: AnswerForm | None = None) -> list[PollCard]:
    """At most three questions for all of them together; `form` is one that was sent and came back."""
    answers = _by_poll(Answer.objects.select_related("person"), [poll for poll in polls if not poll.is_anonymous])
    parts = _by_poll(Participation.objects.all(), [poll for poll in polls if poll.is_anonymous])
    ballots = _by_poll(Ballot.objects.all(), [poll for poll in polls if poll.is_anonymous and not poll.is_open])
    return [_card(poll, person, [*answers[poll.pk], *parts[poll.pk]], ballots[poll.pk], form) for poll in polls]


def _by_poll(rows: Any, polls: Sequence[Poll]) -> defaultdict[int, list[Any]]:
    found: defaultdict[int, list[Any]] = defaultdict(list)
    for row in rows.filter(poll__in=polls).order_by("pk") if polls else ():
        found[row.poll_id].append(row)
    return found


def _card(poll: Poll, person: Person, rows: list[Any], ballots: list[Ballot], form: AnswerForm | None) -> PollCard:
    mine = next((row for row in rows if row.person_id == person.pk), None)
    may_answer = poll.is_open and policies.can_answer(person, poll)
    if may_answer and form is None and not (poll.is_anonymous and mine):
        form = AnswerForm(poll, mine=mine)
    return PollCard(
        poll=poll,
        answered=len(rows),
        has_answered=mine is not None,
        may_answer=may_answer,
        may_close=policies.can_close(person, poll),
        results=results_of(poll, ballots if poll.is_anonymous else rows) if poll.shows_results else None,
        form=form if may_answer else None,
    )

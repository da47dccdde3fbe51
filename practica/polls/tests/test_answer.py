"""How a poll is answered, by whom, and until when."""

from datetime import timedelta

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from practica.events.models import Event
from practica.foundation.access import Refused
from practica.people.tests.factories import PersonFactory
from practica.polls.actions import answer_poll, close_poll
from practica.polls.models import Answer, Choice, Kind
from practica.polls.tests.factories import CONCERN, CONSENT, OBJECTION, a_member, a_poll
from practica.polls.verbs import Verb

pytestmark = pytest.mark.django_db

FITTING = [
    (Kind.CHECK, [0, 1, 0]),
    (Kind.PROPOSAL, CONSENT),
    (Kind.CHOOSE, [0, 1, 1]),
    (Kind.SCORE, [0, 5, 3]),
    (Kind.DOTS, [2, 0, 0]),
    (Kind.RANKED, [3, 1, 2]),
]
UNFIT = [
    (Kind.CHECK, [0, 0, 0]),
    (Kind.CHECK, [1, 1, 0]),
    (Kind.PROPOSAL, [1, 0]),
    (Kind.CHOOSE, [1, 1, 1]),
    (Kind.CHOOSE, [2, 0, 0]),
    (Kind.CHOOSE, [0, 0, 0]),
    (Kind.SCORE, [6, 0, 0]),
    (Kind.SCORE, [-1, 0, 0]),
    (Kind.DOTS, [3, 0, 0]),
    (Kind.DOTS, [0, 0, 0]),
    (Kind.RANKED, [1, 1, 2]),
    (Kind.RANKED, [0, 1, 2]),
]


@pytest.mark.parametrize(("kind", "marks"), FITTING)
def test_a_member_answers_each_kind(kind, marks):
    poll = a_poll(kind=kind, limit=2)
    person = a_member(poll.community)

    answer_poll(poll, Choice(marks, " Why not. "), by=person)

    (row,) = Answer.objects.filter(poll=poll)
    assert (row.person, row.marks, row.reason, row.community) == (person, marks, "Why not.", poll.community)
    assert [(event.verb, event.actor) for event in Event.objects.of(poll)][1:] == [(Verb.ANSWERED, person)]


@pytest.mark.parametrize(("kind", "marks"), UNFIT)
def test_an_answer_that_does_not_fit_is_refused(kind, marks):
    poll = a_poll(kind=kind, limit=2)

    with pytest.raises(Refused, match="does not fit"):
        answer_poll(poll, Choice(marks), by=a_member(poll.community))


@pytest.mark.parametrize("marks", [CONCERN, OBJECTION])
def test_a_concern_and_an_objection_need_a_reason(marks):
    poll = a_poll()

    with pytest.raises(Refused, match="without a reason"):
        answer_poll(poll, Choice(marks, "  "), by=a_member(poll.community))


def test_one_changes_an_answer_while_the_poll_is_open():
    poll = a_poll()
    person = a_member(poll.community)
    answer_poll(poll, Choice(OBJECTION, "Too early."), by=person)

    answer_poll(poll, Choice(CONSENT), by=person)

    assert [(row.marks, row.reason) for row in poll.answers.all()] == [(CONSENT, "")]
    assert [event.verb for event in Event.objects.of(poll)][1:] == [Verb.ANSWERED, Verb.ANSWER_CHANGED]


def test_who_does_not_belong_does_not_answer():
    with pytest.raises(PermissionDenied):
        answer_poll(a_poll(), Choice(CONSENT), by=PersonFactory())


def test_a_closed_poll_takes_no_answers():
    poll = a_poll()
    close_poll(poll, by=poll.author)

    with pytest.raises(Refused, match="closed"):
        answer_poll(poll, Choice(CONSENT), by=a_member(poll.community))


def test_past_its_date_it_takes_no_answers_even_before_the_clock_comes_by():
    poll = a_poll()
    person = a_member(poll.community)

    with time_machine.travel(timezone.now() + timedelta(days=8)), pytest.raises(Refused, match="closed"):
        answer_poll(poll, Choice(CONSENT), by=person)

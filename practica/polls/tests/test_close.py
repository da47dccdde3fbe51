"""How a poll ends, what came of it, and when it comes back."""

from datetime import timedelta

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone

from practica.events.models import Event
from practica.foundation.access import Refused
from practica.polls.actions import (
    Outcome,
    ask_again,
    ask_for_review,
    close_due_poll,
    close_poll,
    confirm_outcome,
    remind_of_poll,
    write_outcome,
)
from practica.polls.models import Poll
from practica.polls.tasks import ask_for_reviews, close_due_polls, remind_of_polls
from practica.polls.tests.factories import CONSENT, a_facilitator, a_member, a_poll, answered, decided
from practica.polls.verbs import Verb

pytestmark = pytest.mark.django_db


def verbs_of(poll):
    return [event.verb for event in Event.objects.of(poll)][1:]


def days(number):
    return timezone.localdate() + timedelta(days=number)


@pytest.mark.parametrize("who", ["author", "facilitator"])
def test_its_author_and_the_facilitator_close_it(who):
    poll = a_poll()
    by = poll.author if who == "author" else a_facilitator(poll.community)

    poll = close_poll(poll, by=by)

    assert (poll.closed_by, poll.is_open, verbs_of(poll)) == (by, False, [Verb.CLOSED])


def test_others_neither_close_it_nor_write_its_outcome_nor_review_it():
    poll, other = a_poll(), a_member()
    member = a_member(poll.community)
    for action, given in [
        (close_poll, ()),
        (write_outcome, (Outcome("So.", "vote"),)),
        (confirm_outcome, (None,)),
        (ask_again, (timezone.now() + timedelta(days=3),)),
    ]:
        for person in (member, other):
            with pytest.raises(PermissionDenied):
                action(poll, *given, by=person)


def test_a_closed_poll_is_not_closed_again():
    poll = a_poll()
    close_poll(poll, by=poll.author)

    with pytest.raises(Refused, match="closed already"):
        close_poll(poll, by=poll.author)


def test_the_clock_closes_it_at_its_date_once():
    poll, later = a_poll(), a_poll(closes_at=timezone.now() + timedelta(days=9))

    with time_machine.travel(timezone.now() + timedelta(days=8)):
        close_due_polls()
        close_due_polls()

    poll.refresh_from_db()
    later.refresh_from_db()
    assert (poll.closed_by, later.closed_at) == (None, None)
    assert [(event.verb, event.actor) for event in Event.objects.of(poll)][1:] == [(Verb.CLOSED, None)]


def test_an_outcome_says_what_came_of_it_by_which_rule_and_when_to_look_again():
    poll = decided(a_poll(), review_on=days(90))

    assert (poll.outcome, poll.rule, poll.review_on) == ("We meet on Mondays.", "consent", days(90))
    assert verbs_of(poll) == [Verb.CLOSED, Verb.OUTCOME_WRITTEN]
    with pytest.raises(Refused, match="written already"):
        write_outcome(poll, Outcome("No.", "vote"), by=poll.author)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (Outcome(" ", "vote"), "Say what came of it"),
        (Outcome("So.", "dice"), "Say what came of it"),
        (Outcome("So.", "vote", timezone.localdate()), "still to come"),
    ],
)
def test_an_outcome_that_says_nothing_is_refused(given, said):
    poll = a_poll()
    close_poll(poll, by=poll.author)

    with pytest.raises(Refused, match=said):
        write_outcome(poll, given, by=poll.author)


def test_while_it_is_open_nothing_came_of_it():
    poll = a_poll()

    with pytest.raises(Refused, match="Close the poll first"):
        write_outcome(poll, Outcome("So.", "vote"), by=poll.author)
    with pytest.raises(Refused, match="no outcome"):
        confirm_outcome(poll, None, by=poll.author)


def test_past_its_date_the_outcome_is_written_even_before_the_clock_came_by():
    poll = a_poll()

    with time_machine.travel(timezone.now() + timedelta(days=8)):
        poll = write_outcome(poll, Outcome("So.", "vote"), by=poll.author)

    assert poll.closed_at is not None


def test_the_database_keeps_an_outcome_and_its_author_together():
    poll = decided(a_poll())

    with pytest.raises(IntegrityError, match="poll_outcome_at_by_and_rule"), transaction.atomic():
        Poll.objects.filter(pk=poll.pk).update(outcome_by=None)


def test_on_its_day_an_outcome_comes_back_once():
    poll = decided(a_poll(), review_on=days(90))
    ask_for_reviews()
    assert Verb.REVIEW_DUE not in verbs_of(poll)

    with time_machine.travel(timezone.now() + timedelta(days=91)):
        ask_for_reviews()
        ask_for_reviews()

    assert verbs_of(poll)[2:] == [Verb.REVIEW_DUE]


def test_a_confirmed_outcome_comes_back_on_the_day_one_says():
    poll = decided(a_poll(), review_on=days(1))
    with time_machine.travel(timezone.now() + timedelta(days=2)):
        ask_for_reviews()
        poll = confirm_outcome(poll, days(30), by=poll.author)
        with pytest.raises(Refused, match="still to come"):
            confirm_outcome(poll, days(0), by=poll.author)
    with time_machine.travel(timezone.now() + timedelta(days=40)):
        ask_for_reviews()

    assert verbs_of(poll)[2:] == [Verb.REVIEW_DUE, Verb.CONFIRMED, Verb.REVIEW_DUE]


def test_what_may_be_right_no_more_is_asked_again_beside_what_was_decided():
    poll = decided(a_poll(), review_on=days(30))

    again = ask_again(poll, timezone.now() + timedelta(days=3), by=poll.author)

    poll.refresh_from_db()
    assert (again.follows, again.question, again.about, again.is_open) == (poll, poll.question, poll.about, True)
    assert (poll.outcome, poll.reviewed_by, poll.review_on) == ("We meet on Mondays.", poll.author, None)
    assert [event.verb for event in Event.objects.of(again)] == [Verb.ASKED_AGAIN]
    for action, given in [(ask_again, timezone.now() + timedelta(days=3)), (confirm_outcome, None)]:
        with pytest.raises(Refused, match="asked again already"):
            action(poll, given, by=poll.author)


def test_it_is_not_asked_again_until_yesterday():
    poll = decided(a_poll())

    with pytest.raises(Refused, match="has passed"):
        ask_again(poll, timezone.now() - timedelta(days=1), by=poll.author)


def test_one_reminder_goes_out_a_day_before_the_end():
    poll, short = a_poll(), a_poll(closes_at=timezone.now() + timedelta(hours=20))
    answered(poll, CONSENT)
    remind_of_polls()
    assert Verb.REMINDED not in verbs_of(poll)

    with time_machine.travel(timezone.now() + timedelta(days=6, hours=2)):
        remind_of_polls()
        remind_of_polls()
    close_poll(short, by=short.author)

    assert verbs_of(poll) == [Verb.ANSWERED, Verb.REMINDED]
    assert verbs_of(short) == [Verb.CLOSED]


def test_the_clock_does_nothing_twice_and_nothing_before_its_time():
    poll = a_poll()
    assert (close_due_poll(poll), ask_for_review(poll), remind_of_poll(poll), remind_of_poll(poll)) == (
        False,
        False,
        True,
        False,
    )
    with time_machine.travel(timezone.now() + timedelta(days=8)):
        assert (close_due_poll(poll), close_due_poll(poll)) == (True, False)
    assert verbs_of(poll) == [Verb.REMINDED, Verb.CLOSED]

"""Who hears of polls, and how they are found."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from practica.events.models import Event
from practica.notices.actions import tell
from practica.notices.models import Card, Notice
from practica.polls.actions import answer_poll, close_poll, confirm_outcome
from practica.polls.models import Choice
from practica.polls.tasks import ask_for_reviews, close_due_polls, remind_of_polls
from practica.polls.tests.factories import CONSENT, a_facilitator, a_member, a_poll, answered, decided
from practica.polls.verbs import Verb
from practica.search.models import SearchEntry

pytestmark = pytest.mark.django_db


def told_of(poll, verb):
    """Whom the last event of this kind reached."""
    tell(Event.objects.of(poll).filter(verb=verb).last())
    return set(Notice.objects.filter(verb=verb).values_list("card__person", flat=True))


@pytest.mark.parametrize("is_anonymous", [False, True])
def test_only_those_who_have_not_answered_are_reminded(is_anonymous):
    poll = a_poll(is_anonymous=is_anonymous)
    answered(poll, CONSENT)
    silent = a_member(poll.community)
    with time_machine.travel(timezone.now() + timedelta(days=6, hours=2)):
        remind_of_polls()
        told = told_of(poll, Verb.REMINDED)

    assert told == {silent.pk, poll.author_id, poll.about.author_id}


def test_members_hear_that_something_is_asked_and_what_came_of_it():
    poll = a_poll()
    member = a_member(poll.community)
    decided(poll)

    assert member.pk in told_of(poll, Verb.OPENED)
    assert member.pk in told_of(poll, Verb.OUTCOME_WRITTEN)


def test_when_the_clock_closes_it_its_author_is_asked_what_came_of_it():
    poll, other = a_poll(), a_poll()
    close_poll(other, by=other.author)
    with time_machine.travel(timezone.now() + timedelta(days=8)):
        close_due_polls()

    assert told_of(poll, Verb.CLOSED) == {poll.author_id}


def test_on_the_day_of_the_review_the_author_and_the_facilitators_hear_of_it():
    poll = decided(a_poll(), review_on=timezone.localdate() + timedelta(days=1))
    facilitator = a_facilitator(poll.community)
    with time_machine.travel(timezone.now() + timedelta(days=2)):
        ask_for_reviews()

    assert told_of(poll, Verb.REVIEW_DUE) == {poll.author_id, facilitator.pk}


def test_a_poll_is_found_by_what_was_asked_and_decided_and_not_by_what_was_answered():
    poll = a_poll(details="About the rhythm.")
    answered(poll, CONSENT, reason="Zyzzyva")
    decided(poll, "Mondays it is.")

    entry = SearchEntry.objects.get(target_type="polls.poll", target_id=poll.pk)
    assert entry.title == poll.question
    assert ("rhythm" in entry.body, "Mondays it is" in entry.body, "Zyzzyva" in entry.body) == (True, True, False)


@pytest.mark.parametrize("is_anonymous", [False, True])
def test_an_answer_takes_the_card_off_the_inbox_unless_it_would_keep_the_moment_of_an_anonymous_one(is_anonymous):
    poll = a_poll(is_anonymous=is_anonymous)
    member = a_member(poll.community)
    told_of(poll, Verb.OPENED)

    answer_poll(poll, Choice(CONSENT), by=member)

    assert (Card.objects.get(person=member).done_at is None) is is_anonymous


def test_what_was_done_of_a_review_waits_no_longer():
    poll = decided(a_poll(), review_on=timezone.localdate() + timedelta(days=1))
    with time_machine.travel(timezone.now() + timedelta(days=2)):
        ask_for_reviews()
        told_of(poll, Verb.REVIEW_DUE)
        assert Card.objects.waiting().filter(person=poll.author).exists()
        confirm_outcome(poll, None, by=poll.author)

    assert not Card.objects.waiting().filter(person=poll.author).exists()

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from practica.communities.actions import leave_community
from practica.communities.models import Visibility
from practica.events.models import Event
from practica.foundation.access import Refused
from practica.meetings.actions import answer, cancel_occurrence, change_occurrence
from practica.meetings.models import Answer, Choice
from practica.meetings.tests.factories import (
    CHATHAM,
    OPEN,
    CommunityFactory,
    PersonFactory,
    core_of,
    details,
    guest_of,
    meeting,
    member_of,
    timing,
)
from practica.meetings.verbs import Verb

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("choice", Choice.values)
def test_a_member_answers_and_may_think_again(choice):
    one = meeting()
    ana = member_of(one.community)
    answer(one, Choice.YES, by=ana)

    answer(one, choice, by=ana)

    assert [(a.person, a.choice, a.is_waiting) for a in one.answers.all()] == [(ana, choice, False)]
    assert [e.actor for e in Event.objects.filter(verb=Verb.ANSWERED)] == [ana, ana]


def test_a_yes_to_a_full_meeting_waits_and_gets_the_place_that_is_given_back():
    one = meeting(capacity=1)
    first, second, third = (member_of(one.community) for _ in range(3))
    for person in (first, second, third):
        answer(one, Choice.YES, by=person)
    assert [a.person for a in one.answers.waiting()] == [second, third]

    answer(one, Choice.NO, by=first)

    assert [a.person for a in one.answers.going()] == [second]
    assert [a.person for a in one.answers.waiting()] == [third]
    assert [e.target.person for e in Event.objects.filter(verb=Verb.SEATED)] == [second]


def test_pressing_yes_again_does_not_lose_the_place_in_the_line():
    one = meeting(capacity=1)
    first, second, third = (member_of(one.community) for _ in range(3))
    for person in (first, second, third, second, first):
        answer(one, Choice.YES, by=person)

    assert [a.person for a in one.answers.going()] == [first]
    assert [a.person for a in one.answers.waiting()] == [second, third]


def test_maybe_and_in_writing_take_no_place():
    one = meeting(capacity=1)
    answer(one, Choice.MAYBE, by=member_of(one.community))
    answer(one, Choice.WRITING, by=member_of(one.community))

    assert not answer(one, Choice.YES, by=member_of(one.community)).is_waiting


def test_more_places_let_in_who_waits():
    one = meeting(capacity=1)
    people = [member_of(one.community) for _ in range(3)]
    for person in people:
        answer(one, Choice.YES, by=person)

    change_occurrence(one, details(capacity=2), by=core_of(one.community))

    assert [a.person for a in one.answers.going()] == people[:2]
    change_occurrence(one, details(), by=core_of(one.community))
    assert one.answers.waiting().count() == 0


def test_colleagues_answer_open_meetings_only():
    community = CommunityFactory()
    colleague = PersonFactory()
    answer(meeting(community, confidentiality=OPEN), Choice.YES, by=colleague)

    closed = meeting(community)
    private = meeting(CommunityFactory(visibility=Visibility.PRIVATE), confidentiality=OPEN)
    for one, person in [
        (closed, colleague),
        (private, colleague),
        (meeting(community, confidentiality=OPEN), guest_of(CommunityFactory())),
    ]:
        with pytest.raises(PermissionDenied):
            answer(one, Choice.YES, by=person)
    assert Answer.objects.count() == 1


def test_no_answers_after_it_is_over_or_cancelled_and_none_but_the_four():
    community = CommunityFactory()
    core, ana = core_of(community), member_of(community)
    over = meeting(community, by=core, when=timing(first_on=date(2026, 11, 20)))
    gone = cancel_occurrence(meeting(community, by=core), "No room", by=core)

    for one in (over, gone):
        with pytest.raises(Refused, match="no more answers"):
            answer(one, Choice.YES, by=ana)
    with pytest.raises(Refused, match="four answers"):
        answer(meeting(community, by=core), "perhaps", by=ana)


def test_the_table_holds_that_only_a_yes_waits():
    one = meeting()
    given = answer(one, Choice.NO, by=member_of(one.community))
    with pytest.raises(IntegrityError, match="answer_waits_only_for_a_yes"), transaction.atomic():
        Answer.objects.filter(pk=given.pk).update(waiting_since=one.starts_at)


def test_whoever_leaves_the_community_gives_the_place_to_who_waits(run_jobs):
    community = CommunityFactory()
    one = meeting(community, capacity=1)
    open_one = meeting(community, confidentiality=OPEN, capacity=1)
    first, second = member_of(community), member_of(community)
    for person in (first, second):
        answer(one, Choice.YES, by=person)
        answer(open_one, Choice.YES, by=person)

    leave_community(community, by=first)
    run_jobs()

    assert [a.person for a in one.answers.going()] == [second]
    assert [a.person for a in open_one.answers.going()] == [first]


def test_under_the_chatham_house_rule_no_event_says_who_answered():
    one = meeting(confidentiality=CHATHAM)
    answer(one, Choice.YES, by=member_of(one.community))

    assert [event.actor for event in Event.objects.filter(verb=Verb.ANSWERED)] == [None]

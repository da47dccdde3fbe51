"""Asking somebody to take part: a yes makes it theirs, a no stays between the two."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from practica.foundation.access import Refused
from practica.notices.models import Notice
from practica.people.tests.factories import PersonFactory
from practica.work.actions import accept_ask, ask_for_task, decline_ask, finish_task, take_task
from practica.work.models import Ask, State
from practica.work.tests.factories import MembershipFactory, a_task, an_ask, member_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def task():
    return a_task()


@pytest.fixture
def ana(task):
    return member_of(task.community)


def test_an_ask_gives_nobody_anything(task, ana):
    an_ask(task, ana, note="You know this pump")

    task.refresh_from_db()
    assert (task.state, task.shares.count()) == (State.OPEN, 0)


def test_a_yes_puts_one_on_the_task(task, ana):
    taken = accept_ask(an_ask(task, ana), by=ana)

    assert (taken.state, taken.shares.get().person) == (State.TAKEN, ana)
    with pytest.raises(Refused, match="answered this already"):
        accept_ask(Ask.objects.get(), by=ana)


def test_a_no_leaves_it_open_and_one_may_be_asked_again(task, ana):
    declined = decline_ask(an_ask(task, ana), answer="In December, gladly", by=ana)
    again = an_ask(task, ana)

    assert (declined.is_accepted, declined.answer, again.answered_at) == (False, "In December, gladly", None)


def test_guests_take_part_when_they_are_asked(task):
    guest = MembershipFactory(community=task.community, guest=True, person__is_guest=True).person

    assert accept_ask(an_ask(task, guest), by=guest).state == State.TAKEN


def test_only_members_are_asked_once_and_never_oneself(task, ana):
    asker = task.created_by
    with pytest.raises(Refused, match="take it"):
        ask_for_task(task, asker, note="", by=asker)
    with pytest.raises(Refused, match="Only members"):
        an_ask(task, PersonFactory())
    an_ask(task, ana)
    with pytest.raises(Refused, match="asked already"):
        an_ask(task, ana)
    luis = member_of(task.community)
    take_task(task, by=luis)
    with pytest.raises(Refused, match="on this task"):
        an_ask(task, luis)
    with pytest.raises(PermissionDenied):
        an_ask(task, luis, by=PersonFactory())


def test_nobody_answers_for_another_and_nothing_is_taken_that_is_done(task, ana):
    ask = an_ask(task, ana)
    with pytest.raises(PermissionDenied):
        accept_ask(ask, by=task.created_by)
    with pytest.raises(PermissionDenied):
        decline_ask(ask, answer="", by=task.created_by)
    take_task(task, by=task.created_by)
    finish_task(task, by=task.created_by)

    with pytest.raises(Refused, match="is done"):
        accept_ask(ask, by=ana)


def test_only_the_two_see_an_ask(task, ana):
    ask = an_ask(task, ana)

    assert list(Ask.objects.visible_to(ana)) == [ask]
    assert list(Ask.objects.visible_to(task.created_by)) == [ask]
    assert list(Ask.objects.visible_to(member_of(task.community, role="facilitator"))) == []


def test_home_asks_and_a_no_is_told_to_who_asked_alone(client_as, run_jobs, task, ana):
    ask = an_ask(task, ana, note="You know this pump")
    client = client_as(ana)
    home = client.get("/").content.decode()

    client.post(reverse("work:decline", args=[ask.pk]), {"answer": ""})
    run_jobs()

    assert "You know this pump" in home
    assert "You know this pump" not in client.get("/").content.decode()
    told = [(notice.card.person, notice.verb) for notice in Notice.objects.select_related("card__person")]
    assert sorted(verb for person, verb in told if person == task.created_by) == ["work.declined"]
    assert [verb for person, verb in told if person not in {ana, task.created_by}] == []

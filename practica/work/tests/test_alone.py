"""A task that one person does alone for three weeks asks who could pair."""

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from practica.events.models import Event
from practica.notices.models import Notice
from practica.people.models import Expertise
from practica.work.actions import ask_who_could_pair as ask_once
from practica.work.actions import finish_task, give_back_task, take_task
from practica.work.tasks import look_for_pairs
from practica.work.tests.factories import a_task, member_of
from practica.work.verbs import Verb

pytestmark = pytest.mark.django_db


def days_on(days):
    return time_machine.travel(timezone.now() + timedelta(days=days))


@pytest.fixture
def task():
    return a_task()


@pytest.fixture
def ana(task):
    return member_of(task.community)


def test_who_is_alone_for_three_weeks_is_asked_once(run_jobs, task, ana):
    take_task(task, by=ana)
    with days_on(20):
        assert ask_once() == 0
    with days_on(22):
        look_for_pairs()
        assert ask_once() == 0
        run_jobs()

    told = Notice.objects.filter(verb=Verb.ALONE).select_related("card__person")
    assert [notice.card.person for notice in told] == [ana]


def test_a_pair_a_finished_task_and_an_open_one_are_left_in_peace(task, ana):
    take_task(task, by=ana)
    take_task(task, by=member_of(task.community))
    done = a_task(task.community)
    take_task(done, by=ana)
    finish_task(done, by=ana)
    a_task(task.community)

    with days_on(30):
        assert ask_once() == 0
    assert not Event.objects.filter(verb=Verb.ALONE).exists()


def test_the_three_weeks_begin_when_the_other_steps_out_and_they_are_asked_anew(task, ana):
    take_task(task, by=ana)
    with days_on(22):
        assert ask_once() == 1
        luis = member_of(task.community)
        take_task(task, by=luis)
    with days_on(30):
        give_back_task(task, because="", by=luis)
    with days_on(45):
        assert ask_once() == 0
    with days_on(52):
        assert ask_once() == 1


def test_two_people_are_named_whose_topics_stand_in_the_task(client_as, ana):
    task = a_task(ana.memberships.get().community, text="Listen to the Seal Water at night", by=ana)
    for name, tag in (("Rosa", "seal water"), ("Hugo", "night"), ("Zoe", "seal water"), ("Omar", "valves")):
        Expertise.objects.create(person=member_of(task.community, person__name=name), tag=tag)
    Expertise.objects.create(person=ana, tag="seal water")
    Expertise.objects.create(person=member_of(a_task().community, person__name="Elsewhere"), tag="night")

    near = client_as(ana).get(reverse("work:ask", args=[task.pk])).context["near"]

    assert [(person.name, topic) for person, topic in near] == [("Hugo", "night"), ("Rosa", "seal water")]

"""Tasks: written down, taken by oneself, done together, given back, dropped."""

from datetime import date

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from practica.communities.models import MembershipState, Status
from practica.communities.queries import forget_memberships
from practica.events.models import Event
from practica.foundation.access import Refused
from practica.people.tests.factories import PersonFactory
from practica.work.actions import (
    TaskWords,
    change_task,
    drop_task,
    finish_task,
    give_back_task,
    give_back_what_was_left_behind,
    renegotiate_task,
    reopen_task,
    start_task,
    take_task,
)
from practica.work.models import State, Task
from practica.work.tests.factories import CommunityFactory, MembershipFactory, a_task, in_days, member_of
from practica.work.verbs import Verb

pytestmark = pytest.mark.django_db


@pytest.fixture
def task():
    return a_task(days=5)


@pytest.fixture
def ana(task):
    return member_of(task.community)


def people_on(task):
    return [share.person for share in task.shares.current().order_by("pk")]


def verbs():
    return list(Event.objects.order_by("pk").values_list("verb", flat=True))


def test_a_new_task_is_nobodys(task):
    assert (task.state, people_on(task), verbs()) == (State.OPEN, [], [Verb.TASK_ADDED])


def test_guests_and_strangers_write_no_tasks_down():
    guest = MembershipFactory(guest=True, person__is_guest=True)
    for person in (guest.person, PersonFactory()):
        with pytest.raises(PermissionDenied):
            a_task(guest.community, by=person)


def test_nothing_is_written_down_for_a_past_day_or_where_nothing_new_is_taken():
    with pytest.raises(Refused, match="has passed"):
        a_task(days=-1)
    with pytest.raises(Refused, match="nothing new"):
        a_task(CommunityFactory(status=Status.CLOSED))


def test_a_task_is_taken_by_oneself_and_others_join(task, ana):
    luis = member_of(task.community)

    take_task(task, by=ana)
    taken = take_task(task, by=luis)

    assert (taken.state, people_on(task)) == (State.TAKEN, [ana, luis])
    assert verbs() == [Verb.TASK_ADDED, Verb.TAKEN, Verb.JOINED]


def test_nobody_takes_it_twice_and_no_guest_or_stranger_takes_it(task, ana):
    take_task(task, by=ana)
    guest = MembershipFactory(community=task.community, guest=True, person__is_guest=True).person

    with pytest.raises(Refused, match="already"):
        take_task(task, by=ana)
    for person in (guest, PersonFactory()):
        with pytest.raises(PermissionDenied):
            take_task(task, by=person)


def test_it_is_begun_once_and_finished_for_all_who_share_it(task, ana):
    luis = member_of(task.community)
    take_task(task, by=ana)
    take_task(task, by=luis)

    begun = start_task(task, by=ana)
    with pytest.raises(Refused, match="begun already"):
        start_task(task, by=luis)
    done = finish_task(task, by=luis)

    assert (begun.state, begun.started_by, done.state, done.done_by) == (State.DOING, ana, State.DONE, luis)
    assert people_on(task) == [ana, luis]


def test_only_who_is_on_it_works_on_it(task, ana):
    take_task(task, by=ana)
    other = member_of(task.community, role="facilitator")

    for call in (
        lambda: start_task(task, by=other),
        lambda: finish_task(task, by=other),
        lambda: give_back_task(task, because="", by=other),
        lambda: renegotiate_task(task, due_on=in_days(9), reason="x", by=other),
    ):
        with pytest.raises(PermissionDenied):
            call()


def test_what_is_over_takes_nobody_and_changes_no_more(task, ana):
    take_task(task, by=ana)
    finish_task(task, by=ana)
    dropped = a_task(task.community)
    drop_task(dropped, because="The pump was sold", by=dropped.created_by)

    with pytest.raises(Refused, match="is done"):
        take_task(task, by=member_of(task.community))
    with pytest.raises(Refused, match="is done"):
        change_task(task, TaskWords(text="Other"), by=ana)
    with pytest.raises(Refused, match="was dropped"):
        take_task(dropped, by=ana)
    with pytest.raises(Refused, match="was dropped"):
        drop_task(dropped, because="Again", by=dropped.created_by)


def test_given_back_by_the_last_one_it_is_open_again(task, ana):
    luis = member_of(task.community)
    take_task(task, by=ana)
    take_task(task, by=luis)
    start_task(task, by=ana)

    still = give_back_task(task, because="On leave", by=ana).state
    given = give_back_task(task, because="", by=luis)

    assert (still, given.state, given.started_at, people_on(task)) == (State.DOING, State.OPEN, None, [])
    assert take_task(task, by=ana).state == State.TAKEN


def test_a_finished_one_is_reopened_by_who_did_it_or_the_core_group(task, ana):
    take_task(task, by=ana)
    with pytest.raises(Refused, match="not done"):
        reopen_task(task, by=ana)
    finish_task(task, by=ana)
    with pytest.raises(PermissionDenied):
        reopen_task(task, by=member_of(task.community))

    assert reopen_task(task, by=member_of(task.community, role="core")).state == State.TAKEN


def test_renegotiating_keeps_the_day_before_the_reason_and_who(task, ana):
    take_task(task, by=ana)

    moved = renegotiate_task(task, due_on=in_days(12), reason="Waiting for the maker", by=ana)

    step = moved.new_dates.get()
    assert (moved.due_on, step.was_on, step.reason, step.made_by) == (
        in_days(12),
        in_days(5),
        "Waiting for the maker",
        ana,
    )
    with pytest.raises(Refused, match="has already"):
        renegotiate_task(task, due_on=in_days(12), reason="x", by=ana)


def test_the_day_of_a_taken_task_is_not_changed_in_passing(task, ana):
    open_day = change_task(task, TaskWords(text="Said better", due_on=in_days(8)), by=task.created_by).due_on
    take_task(task, by=ana)
    kept_day = change_task(task, TaskWords(text="Better still", due_on=in_days(20)), by=ana).due_on

    assert (open_day, kept_day) == (in_days(8), in_days(8))
    with pytest.raises(PermissionDenied):
        change_task(task, TaskWords(text="Not mine"), by=member_of(task.community))


def test_what_somebody_held_who_has_left_is_open_again(task, ana):
    luis = member_of(task.community)
    shared = a_task(task.community)
    for one, person in ((task, ana), (shared, ana), (shared, luis)):
        take_task(one, by=person)
    ana.memberships.update(state=MembershipState.LEFT, left_at=timezone.now())
    forget_memberships(ana)

    assert (give_back_what_was_left_behind(), give_back_what_was_left_behind()) == (2, 0)

    assert [Task.objects.get(pk=one.pk).state for one in (task, shared)] == [State.OPEN, State.TAKEN]
    assert people_on(shared) == [luis]
    assert verbs()[-2:] == [Verb.GIVEN_BACK] * 2


def test_one_who_can_no_longer_sign_in_holds_nothing(task, ana):
    take_task(task, by=ana)
    type(ana).objects.filter(pk=ana.pk).update(deactivated_at="2026-01-01T00:00Z")

    assert give_back_what_was_left_behind() == 1


def test_strangers_see_no_task_of_a_private_community():
    task = a_task(CommunityFactory(visibility="private"))

    assert list(Task.objects.visible_to(task.created_by)) == [task]
    assert list(Task.objects.visible_to(PersonFactory())) == []


def test_a_late_one_says_so_and_the_third_new_day_counts_as_missed(task, ana):
    take_task(task, by=ana)
    for days in (6, 7):
        renegotiate_task(task, due_on=in_days(days), reason="More time", by=ana)
    task.due_on = date(2026, 11, 20)

    with time_machine.travel("2026-11-23T12:00:00Z", tick=False):
        assert (task.is_late, task.is_near, task.due_words) == (True, False, "3 days over")
    assert task.is_missed_if_moved is True

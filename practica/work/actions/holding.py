"""Taking part in a task and doing it: everybody for themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from practica.communities.models import Membership
from practica.events.actions import moment_now, record
from practica.foundation.access import Refused, require
from practica.work import policies
from practica.work.actions.commitments import not_passed
from practica.work.actions.locks import is_on, locked, refuse_unless_standing
from practica.work.models import UNDER_WAY, Share, State, Task, TaskDate
from practica.work.verbs import Verb

if TYPE_CHECKING:
    from datetime import date

    from practica.people.models import Person


@transaction.atomic
def take_task(task: Task, *, by: Person) -> Task:
    """Take it on, or join those who did. Refused when it is over, or one is on it already."""
    task = locked(task)
    require(policies.can_take, by, task)
    return share_with(task, by)


def share_with(task: Task, person: Person) -> Task:
    """Give a person their part in a locked task. Refused as `take_task` is."""
    refuse_unless_standing(task)
    if is_on(person, task):
        raise Refused(_("You are on this task already."))
    is_first = task.state == State.OPEN
    Share.objects.create(task=task, person=person, taken_at=moment_now())
    if is_first:
        task.state = State.TAKEN
        task.save(update_fields=["state"])
    record(Verb.TAKEN if is_first else Verb.JOINED, by=person, target=task, community=task.community)
    return task


@transaction.atomic
def give_back_task(task: Task, *, because: str, by: Person) -> Task:
    """Step out of it; with nobody left it is open again. Refused when it is over."""
    task = locked(task)
    require(policies.can_work_on, by, task)
    refuse_unless_standing(task)
    _give_back(task.shares.current().get(person=by), because)
    record(Verb.GIVEN_BACK, by=by, target=task, community=task.community)
    return _open_when_nobody_holds(task)


@transaction.atomic
def give_back_what_was_left_behind() -> int:
    """Open what people who have gone still held; says how many parts."""
    here = Membership.objects.current().filter(community=OuterRef("task__community"), person=OuterRef("person"))
    standing = Share.objects.current().filter(task__state__in=UNDER_WAY)
    left = standing.exclude(Exists(here), person__deactivated_at=None).select_related("task")
    shares = list(left.select_for_update(of=("self",)).order_by("pk"))
    for share in shares:
        _give_back(share, "")
        task = _open_when_nobody_holds(locked(share.task))
        record(Verb.GIVEN_BACK, by=None, target=task, community=task.community, by_itself=True)
    return len(shares)


@transaction.atomic
def start_task(task: Task, *, by: Person) -> Task:
    """Say that one has begun. Refused unless it is taken and not begun."""
    task = locked(task)
    require(policies.can_work_on, by, task)
    if task.state != State.TAKEN:
        raise Refused(_("This task was begun already."))
    task.state, task.started_at, task.started_by = State.DOING, moment_now(), by
    task.save(update_fields=["state", "started_at", "started_by"])
    record(Verb.STARTED, by=by, target=task, community=task.community)
    return task


@transaction.atomic
def finish_task(task: Task, *, by: Person) -> Task:
    """Say that it is done, for all who share it. Refused when it is over."""
    task = locked(task)
    require(policies.can_work_on, by, task)
    refuse_unless_standing(task)
    task.state, task.done_at, task.done_by = State.DONE, moment_now(), by
    task.save(update_fields=["state", "done_at", "done_by"])
    record(Verb.FINISHED, by=by, target=task, community=task.community)
    return task


@transaction.atomic
def reopen_task(task: Task, *, by: Person) -> Task:
    """Say that it is not done after all. Refused unless it was done."""
    task = locked(task)
    require(policies.can_reopen, by, task)
    if task.state != State.DONE:
        raise Refused(_("This task is not done."))
    task.state, task.done_at, task.done_by = State.TAKEN if task.started_at is None else State.DOING, None, None
    task.save(update_fields=["state", "done_at", "done_by"])
    record(Verb.REOPENED, by=by, target=task, community=task.community)
    return _open_when_nobody_holds(task)


@transaction.atomic
def renegotiate_task(task: Task, *, due_on: date, reason: str, by: Person) -> Task:
    """Give it another day, with the reason. Refused when it is over, and for a day that has passed or is the same."""
    task = locked(task)
    require(policies.can_work_on, by, task)
    refuse_unless_standing(task)
    not_passed(due_on)
    if due_on == task.due_on:
        raise Refused(_("That is the day it has already."))
    if task.due_on:
        TaskDate.objects.create(
            task=task, was_on=task.due_on, due_on=due_on, reason=reason, made_at=moment_now(), made_by=by
        )
    task.due_on = due_on
    task.save(update_fields=["due_on"])
    record(Verb.TASK_MOVED, by=by, target=task, community=task.community)
    return task


def _give_back(share: Share, because: str) -> None:
    share.given_back_at, share.given_back_because = moment_now(), because
    share.save(update_fields=["given_back_at", "given_back_because"])


def _open_when_nobody_holds(task: Task) -> Task:
    if task.is_under_way and not task.shares.current().exists():
        task.state, task.started_at, task.started_by = State.OPEN, None, None
        task.save(update_fields=["state", "started_at", "started_by"])
    return task

"""Asking somebody to take part: nothing is theirs until they say yes, and a no is between the two."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from practica.communities.queries import is_member
from practica.events.actions import moment_now, record
from practica.foundation.access import Refused, require
from practica.work import policies
from practica.work.actions.holding import share_with
from practica.work.actions.locks import is_on, locked, refuse_unless_standing
from practica.work.models import Ask, Task
from practica.work.queries import newly_alone
from practica.work.verbs import Verb

if TYPE_CHECKING:
    from practica.people.models import Person


@transaction.atomic
def ask_for_task(task: Task, person: Person, *, note: str, by: Person) -> Ask:
    """Ask a member to take part. Refused for oneself, for strangers, and for whoever is on it or was asked."""
    task = locked(task)
    require(policies.can_ask, by, task)
    refuse_unless_standing(task)
    _refuse_to_ask(task, person, by)
    ask = Ask.objects.create(task=task, person=person, note=note, asked_at=moment_now(), asked_by=by)
    record(Verb.ASKED, by=by, target=ask, community=task.community)
    return ask


@transaction.atomic
def accept_ask(ask: Ask, *, by: Person) -> Task:
    """Say yes: the asked one is on the task. Refused when it was answered or the task is over."""
    task = locked(ask.task)
    ask = _waiting(ask, by)
    _answer(ask, is_accepted=True, answer="")
    record(Verb.ACCEPTED, by=by, target=ask, community=task.community)
    return share_with(task, by)


@transaction.atomic
def decline_ask(ask: Ask, *, answer: str, by: Person) -> Ask:
    """Say no, with a word if one likes; only who asked hears of it. Refused when it was answered."""
    ask = _waiting(ask, by)
    _answer(ask, is_accepted=False, answer=answer)
    record(Verb.DECLINED, by=by, target=ask, community=ask.task.community)
    return ask


@transaction.atomic
def ask_who_could_pair() -> int:
    """Ask whoever has been alone on a task for three weeks whom they would like beside them, once; says how many."""
    alone = list(newly_alone().values_list("pk", flat=True))
    tasks = list(Task.objects.select_for_update(of=("self",)).select_related("community").filter(pk__in=alone))
    for task in tasks:
        record(Verb.ALONE, by=None, target=task, community=task.community, by_itself=True)
    return len(tasks)


def _refuse_to_ask(task: Task, person: Person, by: Person) -> None:
    if person == by:
        raise Refused(_("Nobody needs to ask you: take it."))
    if not person.is_active or not is_member(person, task.community):
        raise Refused(_("Only members of this community can be asked."))
    if is_on(person, task):
        raise Refused(_("They are on this task already."))
    if task.asks.filter(person=person, answered_at=None).exists():
        raise Refused(_("They were asked already, and have not answered yet."))


def _waiting(ask: Ask, by: Person) -> Ask:
    rows = Ask.objects.select_for_update(of=("self",)).select_related("task__community")
    found = rows.get(pk=ask.pk)
    require(policies.can_answer, by, found)
    if found.answered_at:
        raise Refused(_("You have answered this already."))
    return found


def _answer(ask: Ask, *, is_accepted: bool, answer: str) -> None:
    ask.answered_at, ask.is_accepted, ask.answer = moment_now(), is_accepted, answer
    ask.save(update_fields=["answered_at", "is_accepted", "answer"])

"""Writing tasks down, saying them better, dropping them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from practica.events.actions import moment_now, record
from practica.foundation.access import Refused, require
from practica.search.languages import language_of
from practica.work import policies
from practica.work.actions.commitments import not_passed
from practica.work.actions.locks import locked, refuse_unless_standing
from practica.work.models import Initiative, State, Task
from practica.work.verbs import Verb

if TYPE_CHECKING:
    from datetime import date

    from practica.communities.models import Community
    from practica.people.models import Person


@dataclass(frozen=True, kw_only=True)
class TaskWords:
    """What a task says of itself."""

    text: str
    details: str = ""
    due_on: date | None = None
    is_help_wanted: bool = False
    is_good_first: bool = False
    initiative: Initiative | None = None


@transaction.atomic
def add_task(community: Community, words: TaskWords, *, by: Person) -> Task:
    """Write down what is to be done; it is nobody's yet.

    Refused for a day that has passed, or where nothing new is taken, by the community or by the initiative it is part of.
    """
    require(policies.can_add_task, by, community)
    if not community.takes_contributions:
        raise Refused(_("This community takes nothing new at present."))
    if words.due_on:
        not_passed(words.due_on)
    task = Task(community=community, created_by=by, created_at=moment_now())
    _belong(task, words.initiative)
    _say(task, words, by)
    task.due_on = words.due_on
    task.save()
    record(Verb.TASK_ADDED, by=by, target=task, community=community)
    return task


@transaction.atomic
def change_task(task: Task, words: TaskWords, *, by: Person) -> Task:
    """Say it better. The day changes only while nobody holds it; afterwards it is renegotiated. Refused when it is over."""
    task = locked(task)
    require(policies.can_change_task, by, task)
    refuse_unless_standing(task)
    _belong(task, words.initiative)
    _say(task, words, by)
    if task.state == State.OPEN and words.due_on != task.due_on:
        if words.due_on:
            not_passed(words.due_on)
        task.due_on = words.due_on
    task.save()
    record(Verb.TASK_CHANGED, by=by, target=task, community=task.community)
    return task


@transaction.atomic
def drop_task(task: Task, *, because: str, by: Person) -> Task:
    """Say that nobody needs to do it any more. Refused when it is over."""
    task = locked(task)
    require(policies.can_change_task, by, task)
    refuse_unless_standing(task)
    task.state, task.dropped_at, task.dropped_by, task.dropped_because = State.DROPPED, moment_now(), by, because
    task.save(update_fields=["state", "dropped_at", "dropped_by", "dropped_because"])
    record(Verb.TASK_DROPPED, by=by, target=task, community=task.community)
    return task


def _belong(task: Task, initiative: Initiative | None) -> None:
    """It is part of an initiative of its community that still takes tasks; where it stood already it may stay."""
    if initiative and initiative.pk != task.initiative_id:
        taking = Initiative.objects.taking_tasks().filter(pk=initiative.pk, community=task.community_id)
        # Somebody may deliver it at this moment: then one comes after the other.
        if not taking.select_for_update().exists():
            raise Refused(_("This initiative takes no more tasks."))
    task.initiative = initiative


def _say(task: Task, words: TaskWords, by: Person) -> None:
    task.text, task.details = words.text, words.details
    task.is_help_wanted, task.is_good_first = words.is_help_wanted, words.is_good_first
    task.language = language_of(f"{words.text} {words.details}") or task.language or by.language

"""A task as it is now, which nobody else changes until the action is over."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from practica.foundation.access import Refused
from practica.work.models import State, Task

if TYPE_CHECKING:
    from practica.people.models import Person


def locked(task: Task) -> Task:
    rows = Task.objects.select_for_update(of=("self",)).select_related("community", "created_by")
    return rows.get(pk=task.pk)


def refuse_unless_standing(task: Task) -> None:
    if task.state == State.DONE:
        raise Refused(_("This task is done."))
    if task.state == State.DROPPED:
        raise Refused(_("This task was dropped."))


def is_on(person: Person, task: Task) -> bool:
    return task.shares.current().filter(person=person).exists()

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from practica.communities.models import belongs, may_read
from practica.work.models.task import State, Task

if TYPE_CHECKING:
    from practica.people.models import Person


class AskQuerySet(models.QuerySet["Ask"]):
    def visible_to(self, person: Person) -> AskQuerySet:
        """Who asked and who was asked: nobody else sees a no."""
        mine = Q(person=person) | Q(asked_by=person)
        return self.filter(mine, may_read(person, "task__community"))

    def waiting(self) -> AskQuerySet:
        return self.filter(answered_at=None).exclude(task__state__in=[State.DONE, State.DROPPED])

    def waiting_for(self, person: Person) -> AskQuerySet:
        rows = self.waiting().filter(belongs(person, "task__community"), person=person)
        return rows.select_related("task__community", "asked_by").order_by("asked_at", "pk")


class Ask(models.Model):
    """One person asks another to take part in a task; nothing is theirs until they say yes."""

    task = models.ForeignKey(Task, models.CASCADE, related_name="asks")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="task_asks")
    note = models.CharField(max_length=300, blank=True)
    asked_at = models.DateTimeField(editable=False)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    answered_at = models.DateTimeField(null=True, editable=False)
    is_accepted = models.BooleanField(null=True, editable=False)
    answer = models.CharField(max_length=300, blank=True)
    objects = AskQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "task"], condition=Q(answered_at=None), name="ask_once_at_a_time"
            ),
            models.CheckConstraint(name="ask_is_of_somebody_else", condition=~Q(person=F("asked_by"))),
            models.CheckConstraint(
                name="ask_answered_at_with_an_answer",
                condition=Q(answered_at__isnull=True, is_accepted__isnull=True)
                | Q(answered_at__isnull=False, is_accepted__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return str(self.task)

    def get_absolute_url(self) -> str:
        return self.task.get_absolute_url()

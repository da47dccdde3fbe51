from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from practica.meetings.models.agenda import AgendaItem
from practica.meetings.models.occurrence import Occurrence

if TYPE_CHECKING:
    from practica.people.models import Person


class Choice(models.TextChoices):
    YES = "yes", _("Going")
    MAYBE = "maybe", _("Maybe")
    WRITING = "writing", _("In writing")
    NO = "no", _("Can’t")


class AnswerQuerySet(models.QuerySet["Answer"]):
    def going(self) -> AnswerQuerySet:
        return self.filter(choice=Choice.YES, waiting_since=None)

    def waiting(self) -> AnswerQuerySet:
        """In the order in which they will get a place."""
        return self.exclude(waiting_since=None).order_by("waiting_since", "pk")

    def interested(self) -> AnswerQuerySet:
        """Who wants to hear of changes: everyone who did not say no."""
        return self.exclude(choice=Choice.NO)

    def of(self, person: Person) -> AnswerQuerySet:
        return self.filter(person=person)


class Answer(models.Model):
    """Whether a person comes to one meeting; a yes to a full meeting waits for a free place."""

    community = models.ForeignKey("communities.Community", models.CASCADE, related_name="+")
    occurrence = models.ForeignKey(Occurrence, models.CASCADE, related_name="answers")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="meeting_answers")
    choice = models.CharField(max_length=7, choices=Choice)
    waiting_since = models.DateTimeField(null=True, editable=False)
    answered_at = models.DateTimeField(default=timezone.now, editable=False)
    objects = AnswerQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["occurrence", "person"], name="answer_once_a_person"),
            models.CheckConstraint(name="answer_choice_is_known", condition=Q(choice__in=Choice.values)),
            models.CheckConstraint(
                name="answer_waits_only_for_a_yes",
                condition=Q(waiting_since=None) | Q(choice="yes"),
            ),
        ]
        indexes = [
            models.Index(fields=["community", "occurrence"], name="answer_by_community"),
            models.Index(fields=["person", "occurrence"], name="answer_by_person"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} to {self.occurrence_id}: {self.choice}"

    @property
    def is_waiting(self) -> bool:
        return self.waiting_since is not None


class WrittenView(models.Model):
    """What somebody who cannot come leaves for the room; under the Chatham House Rule it has no author, even here."""

    community = models.ForeignKey("communities.Community", models.CASCADE, related_name="+")
    occurrence = models.ForeignKey(Occurrence, models.CASCADE, related_name="views")
    # The item it is about; without one, or when that is taken off, it is for the meeting as a whole.
    item = models.ForeignKey(AgendaItem, models.SET_NULL, null=True, related_name="views")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    text = models.TextField(max_length=4000)
    html = models.TextField(editable=False)
    # The day only, where no name is kept: a minute would tell who was online.
    written_on = models.DateField(editable=False)

    class Meta:
        ordering = ["pk"]
        constraints = [models.CheckConstraint(name="view_has_a_text", condition=~Q(text=""))]
        indexes = [models.Index(fields=["community", "occurrence"], name="view_by_community")]

    def __str__(self) -> str:
        return f"view {self.pk} for {self.occurrence_id}"


class Attendance(models.Model):
    """That a person was there. Under the Chatham House Rule only the others who were there may read it."""

    community = models.ForeignKey("communities.Community", models.CASCADE, related_name="+")
    occurrence = models.ForeignKey(Occurrence, models.CASCADE, related_name="attendances")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["occurrence", "person"], name="attendance_once_a_person")]
        indexes = [models.Index(fields=["community", "person"], name="attendance_by_community")]

    def __str__(self) -> str:
        return f"{self.person_id} at {self.occurrence_id}"

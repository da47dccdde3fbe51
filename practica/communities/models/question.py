from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class QuestionState(models.TextChoices):
    OPEN = "open", _("Open")
    ADVANCING = "advancing", _("Advancing")
    ANSWERED = "answered", _("Answered")


class KnowledgeQuestion(models.Model):
    """One of the one to five things a community wants to learn how to do: its learning agenda."""

    community = models.ForeignKey("communities.Community", models.CASCADE, related_name="questions")
    position = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=300)
    state = models.CharField(max_length=10, choices=QuestionState, default=QuestionState.OPEN)
    note = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                fields=["community", "position"],
                name="question_position_once",
                deferrable=models.Deferrable.DEFERRED,
            ),
            models.CheckConstraint(
                name="question_is_one_of_five",
                condition=Q(position__gte=1, position__lte=5),
            ),
            models.CheckConstraint(name="question_has_a_text", condition=~Q(text="")),
            models.CheckConstraint(
                name="question_state_is_known",
                condition=Q(state__in=QuestionState.values),
            ),
        ]

    def __str__(self) -> str:
        return self.text

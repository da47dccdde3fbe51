from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
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


class MonthQuestion(models.Model):
    """The knowledge question a community works on in one month, and how many practices it hopes to hear."""

    community = models.ForeignKey("communities.Community", models.CASCADE, related_name="month_questions")
    question = models.ForeignKey(KnowledgeQuestion, models.CASCADE, related_name="months")
    month = models.DateField(help_text="its first day")
    goal = models.PositiveSmallIntegerField(_("how many practices we hope to hear"), default=10)
    tag = models.CharField(max_length=40, help_text="under which the answers are collected")
    chosen_at = models.DateTimeField(default=timezone.now, editable=False)
    chosen_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["community", "month"], name="month_question_once_a_month"),
            models.CheckConstraint(name="month_question_hopes_for_some", condition=Q(goal__gte=1, goal__lte=200)),
            models.CheckConstraint(name="month_question_has_a_tag", condition=~Q(tag="")),
            models.CheckConstraint(name="month_question_starts_the_month", condition=Q(month__day=1)),
        ]

    def __str__(self) -> str:
        return f"{self.month:%Y-%m}: {self.question_id}"

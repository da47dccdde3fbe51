from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone


class FoundingDraft(models.Model):
    """A community being thought out by one person, kept from screen to screen until it is founded or thrown away."""

    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="founding_drafts")
    answers = models.JSONField(default=dict, help_text="what was typed so far, by field")
    step = models.PositiveSmallIntegerField(default=1, help_text="the furthest screen reached")
    started_at = models.DateTimeField(default=timezone.now, editable=False)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["-changed_at"]
        constraints = [
            models.CheckConstraint(
                name="founding_has_at_most_five_screens", condition=models.Q(step__gte=1, step__lte=5)
            )
        ]

    def __str__(self) -> str:
        return str(self.answers.get("name") or f"draft {self.pk}")

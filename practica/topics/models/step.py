from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from practica.communities.models import Community


class StepKind(models.TextChoices):
    SUGGESTED = "suggested", _("Suggested")
    CONSIDERED = "considered", _("Taken up to be considered")
    ACCEPTED = "accepted", _("Accepted")
    PLANNED = "planned", pgettext_lazy("topic", "Planned")
    DONE = "done", pgettext_lazy("topic", "Done")
    PARKED = "parked", _("Parked")
    RETURNED = "returned", _("Back by itself")
    DECLINED = "declined", pgettext_lazy("topic", "Declined")
    REOPENED = "reopened", _("Taken up again")
    MERGED = "merged", _("Merged into another")
    UNMERGED = "unmerged", _("Taken out of the other again")
    TOOK_IN = "took_in", _("Another was merged into it")


ICONS = {
    StepKind.SUGGESTED: "lightbulb",
    StepKind.CONSIDERED: "hourglass",
    StepKind.ACCEPTED: "circle-check",
    StepKind.PLANNED: "calendar-days",
    StepKind.DONE: "badge-check",
    StepKind.PARKED: "circle-pause",
    StepKind.RETURNED: "rotate-ccw",
    StepKind.DECLINED: "x",
    StepKind.REOPENED: "rotate-ccw",
    StepKind.MERGED: "git-merge",
    StepKind.UNMERGED: "undo-2",
    StepKind.TOOK_IN: "git-merge",
}


class Step(models.Model):
    """One step of a topic's way, kept for everybody to read: who, when, and what was said. Never who suggests quietly."""

    community = models.ForeignKey(Community, models.CASCADE, related_name="+")
    topic = models.ForeignKey("topics.Topic", models.CASCADE, related_name="steps")
    kind = models.CharField(max_length=12, choices=StepKind)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    reason = models.TextField(blank=True, max_length=1000)
    until = models.DateField(null=True)
    other = models.ForeignKey("topics.Topic", models.CASCADE, null=True, related_name="+")

    class Meta:
        ordering = ["at", "pk"]
        indexes = [models.Index(fields=["topic", "at"], name="step_by_topic")]

    def __str__(self) -> str:
        return f"{self.kind} {self.topic_id}"

    @property
    def icon(self) -> str:
        return ICONS[StepKind(self.kind)]

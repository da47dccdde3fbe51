"""What may become of what, and what led from one thing to another, so that both ends can show it."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from practica.communities.models import Community


class Origin(models.TextChoices):
    """What something can come from, by the label of its model."""

    CONVERSATION = "conversations.conversation", _("A conversation")
    TOPIC = "topics.topic", _("An accepted topic")
    MEETING = "meetings.occurrence", _("A meeting")
    TASK = "work.task", _("A task")
    POLL = "polls.poll", _("A poll")
    ASSET = "library.asset", _("A page of the library")
    INITIATIVE = "work.initiative", _("An initiative")

    @property
    def word(self) -> str:
        """As addresses say it."""
        return self.name.lower()


class Target(models.TextChoices):
    """What it can become."""

    SUGGESTION = "suggestion", _("A suggestion")
    CONVERSATION = "conversation", _("A conversation")
    POINT = "point", _("A point for a meeting")
    TASK = "task", _("A task")
    INITIATIVE = "initiative", _("An initiative")
    POLL = "poll", _("A poll")
    DECISION = "decision", _("A decision record")
    ASSET = "asset", _("A page for the library")

    @property
    def verb(self) -> str:
        """The name of the view, and of the address."""
        return VERBS[self]


VERBS = {
    Target.SUGGESTION: "suggest",
    Target.CONVERSATION: "discuss",
    Target.POINT: "meet",
    Target.TASK: "add_task",
    Target.INITIATIVE: "propose",
    Target.POLL: "ask",
    Target.DECISION: "decide",
    Target.ASSET: "write",
}
# From what to what: told to people in `docs/users/paths.md`, and every cell has an address and an entry of a menu.
WAYS: dict[Origin, tuple[Target, ...]] = {
    Origin.CONVERSATION: (
        *(Target.SUGGESTION, Target.POINT, Target.TASK, Target.INITIATIVE),
        *(Target.POLL, Target.DECISION, Target.ASSET),
    ),
    Origin.TOPIC: (
        *(Target.CONVERSATION, Target.POINT, Target.TASK, Target.INITIATIVE),
        *(Target.DECISION, Target.ASSET),
    ),
    Origin.MEETING: (
        *(Target.SUGGESTION, Target.CONVERSATION, Target.TASK, Target.INITIATIVE),
        *(Target.POLL, Target.DECISION, Target.ASSET),
    ),
    Origin.TASK: (Target.SUGGESTION, Target.CONVERSATION, Target.POINT, Target.ASSET),
    Origin.POLL: (Target.SUGGESTION, Target.CONVERSATION, Target.POINT, Target.TASK, Target.DECISION),
    Origin.ASSET: (Target.SUGGESTION, Target.CONVERSATION, Target.POINT, Target.TASK),
    Origin.INITIATIVE: (Target.SUGGESTION, Target.CONVERSATION, Target.POINT, Target.DECISION, Target.ASSET),
}


class Trace(models.Model):
    """One thing came of another. It names no person: each end says itself who made it, if anybody may know."""

    community = models.ForeignKey(Community, models.CASCADE, related_name="+")
    from_type = models.CharField(max_length=60)
    from_id = models.BigIntegerField()
    to_type = models.CharField(max_length=60)
    to_id = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["from_type", "from_id", "to_type", "to_id"], name="trace_once"),
            models.CheckConstraint(
                name="trace_leads_elsewhere", condition=~Q(from_type=F("to_type"), from_id=F("to_id"))
            ),
        ]
        indexes = [models.Index(fields=["to_type", "to_id"], name="trace_by_end")]

    def __str__(self) -> str:
        return f"{self.from_type}:{self.from_id} → {self.to_type}:{self.to_id}"

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from practica.communities.models import Community


class Revision(models.Model):
    """How a post read before an edit; `reply` is empty for the opening post."""

    community = models.ForeignKey(Community, models.CASCADE, related_name="+", db_index=False)
    conversation = models.ForeignKey("conversations.Conversation", models.CASCADE, related_name="revisions")
    reply = models.ForeignKey("conversations.Reply", models.CASCADE, null=True, related_name="revisions")
    kind = models.CharField(max_length=12, blank=True)
    title = models.CharField(max_length=200, blank=True)
    tags = models.JSONField(default=list)
    source = models.TextField()
    parts = models.JSONField(default=dict)
    edited_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    edited_at = models.DateTimeField()

    class Meta:
        verbose_name = _("revision")

    def __str__(self) -> str:
        return f"{self.conversation_id}/{self.reply_id} before {self.edited_at:%Y-%m-%d %H:%M}"


class TraceKind(models.TextChoices):
    CLOSED = "closed", _("Closed")
    REOPENED = "reopened", _("Reopened")
    MOVED = "moved", _("Moved")
    CROSS_POSTED = "cross_posted", _("Also posted")


class Trace(models.Model):
    """What was done to a conversation as a whole, which stays readable in it: closed, reopened, moved, cross-posted."""

    community = models.ForeignKey(Community, models.CASCADE, related_name="+", db_index=False)
    conversation = models.ForeignKey("conversations.Conversation", models.CASCADE, related_name="traces")
    kind = models.CharField(max_length=12, choices=TraceKind)
    reason = models.CharField(max_length=300, blank=True)
    came_from = models.ForeignKey(Community, models.SET_NULL, null=True, related_name="+")
    went_to = models.ForeignKey(Community, models.SET_NULL, null=True, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("trace")
        constraints = [
            models.CheckConstraint(name="trace_kind_is_known", condition=Q(kind__in=TraceKind.values)),
        ]

    def __str__(self) -> str:
        return f"{self.conversation_id} {self.kind}"

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from practica.communities.models import Community


class Follow(models.Model):
    """Somebody wants to hear of new replies; muted, they want to hear of none, not even after replying."""

    community = models.ForeignKey(Community, models.CASCADE, related_name="+", db_index=False)
    conversation = models.ForeignKey(
        "conversations.Conversation", models.CASCADE, related_name="follows", db_index=False
    )
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    since = models.DateTimeField()
    muted_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("follow")
        constraints = [models.UniqueConstraint(fields=["conversation", "person"], name="follow_once_a_person")]

    def __str__(self) -> str:
        return f"{self.person_id} {'mutes' if self.muted_at else 'follows'} {self.conversation_id}"


class ReadMark(models.Model):
    """How far somebody has read a conversation: the number of the last reply they saw, and when."""

    community = models.ForeignKey(Community, models.CASCADE, related_name="+", db_index=False)
    conversation = models.ForeignKey("conversations.Conversation", models.CASCADE, related_name="+", db_index=False)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", db_index=False)
    number = models.PositiveIntegerField(default=0)
    seen_at = models.DateTimeField()

    class Meta:
        verbose_name = _("read mark")
        constraints = [models.UniqueConstraint(fields=["person", "conversation"], name="read_mark_once_a_person")]
        indexes = [models.Index(fields=["conversation"], name="read_mark_by_conversation")]

    def __str__(self) -> str:
        return f"{self.person_id} read {self.conversation_id} up to {self.number}"


class CommunityReadMark(models.Model):
    """Everything in the community up to this moment counts as read for this person."""

    community = models.ForeignKey(Community, models.CASCADE, related_name="+", db_index=False)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    read_at = models.DateTimeField()

    class Meta:
        verbose_name = _("read mark of a community")
        constraints = [models.UniqueConstraint(fields=["community", "person"], name="community_read_mark_once")]

    def __str__(self) -> str:
        return f"{self.person_id} read {self.community_id}"


class Voice(models.Model):
    """Somebody who has replied in a conversation; the opener only counts here once they reply too."""

    community = models.ForeignKey(Community, models.CASCADE, related_name="+", db_index=False)
    conversation = models.ForeignKey(
        "conversations.Conversation", models.CASCADE, related_name="speakers", db_index=False
    )
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    replies = models.PositiveIntegerField(default=0)
    reflections = models.PositiveIntegerField(default=0)
    since = models.DateTimeField()

    class Meta:
        verbose_name = _("voice")
        constraints = [models.UniqueConstraint(fields=["conversation", "person"], name="voice_once_a_person")]

    def __str__(self) -> str:
        return f"{self.person_id} in {self.conversation_id}"

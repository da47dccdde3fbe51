from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from practica.communities.models import Community


class ConversationHome(models.Model):
    """A community that lists a conversation: the first is where it lives, further ones are cross-posts.

    The times are kept equal to the conversation's, so that a community's list is one walk along an index.
    """

    community = models.ForeignKey(Community, models.CASCADE, related_name="+", db_index=False)
    conversation = models.ForeignKey("conversations.Conversation", models.CASCADE, related_name="homes")
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    last_activity_at = models.DateTimeField()
    pinned_at = models.DateTimeField(null=True)
    pinned_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("home of a conversation")
        constraints = [
            models.UniqueConstraint(fields=["community", "conversation"], name="home_once_a_community"),
            models.CheckConstraint(
                name="home_pinned_at_and_by_together",
                condition=Q(pinned_at__isnull=True, pinned_by__isnull=True)
                | Q(pinned_at__isnull=False, pinned_by__isnull=False),
            ),
        ]
        indexes = [
            models.Index(fields=["community", "-last_activity_at", "-conversation"], name="home_by_activity"),
            models.Index(fields=["community", "-opened_at", "-conversation"], name="home_by_opening"),
            models.Index(fields=["community", "-pinned_at"], name="home_pinned", condition=Q(pinned_at__isnull=False)),
        ]

    def __str__(self) -> str:
        return f"{self.conversation_id} in {self.community_id}"

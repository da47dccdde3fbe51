from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from practica.communities.models import Community


class Thanks(models.Model):
    """One person's thanks for one post: a reply, or the opening one when `reply` is empty."""

    community = models.ForeignKey(Community, models.CASCADE, related_name="+", db_index=False)
    conversation = models.ForeignKey("conversations.Conversation", models.CASCADE, related_name="thanks")
    reply = models.ForeignKey("conversations.Reply", models.CASCADE, null=True, related_name="thanks", db_index=False)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("thanks")
        constraints = [
            models.UniqueConstraint(fields=["reply", "person"], name="thanks_once_a_reply"),
            models.UniqueConstraint(
                fields=["conversation", "person"], condition=Q(reply=None), name="thanks_once_an_opening"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} thanks {self.reply_id or self.conversation_id}"


class MeToo(models.Model):
    """Somebody has the same question."""

    community = models.ForeignKey(Community, models.CASCADE, related_name="+", db_index=False)
    conversation = models.ForeignKey(
        "conversations.Conversation", models.CASCADE, related_name="me_toos", db_index=False
    )
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("me too")
        constraints = [models.UniqueConstraint(fields=["conversation", "person"], name="me_too_once_a_person")]

    def __str__(self) -> str:
        return f"{self.person_id} has {self.conversation_id} too"

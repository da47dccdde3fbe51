from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from practica.communities.models import Community


class BlockedSeal(models.Model):
    """Whoever made this seal suggests nothing quietly in this community any more; it doesn't say who that is."""

    community = models.ForeignKey(Community, models.CASCADE, related_name="+")
    topic = models.OneToOneField("topics.Topic", models.CASCADE, related_name="block")
    seal = models.CharField(max_length=120)
    blocked_at = models.DateTimeField()
    blocked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(name="blocked_seal_is_a_seal", condition=~Q(seal="")),
            models.CheckConstraint(
                name="blocked_at_and_by_together", condition=Q(blocked_at__isnull=False, blocked_by__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return f"blocked by {self.topic_id}"

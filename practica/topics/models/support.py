from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from practica.communities.models import Community


class Support(models.Model):
    """Somebody would have it too. Brought along from another topic when that was merged into this one."""

    community = models.ForeignKey(Community, models.CASCADE, related_name="+")
    topic = models.ForeignKey("topics.Topic", models.CASCADE, related_name="supports")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    since = models.DateTimeField()
    came_from = models.ForeignKey("topics.Topic", models.CASCADE, null=True, related_name="+")

    class Meta:
        ordering = ["since", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["topic", "person"], name="support_once"),
            models.CheckConstraint(name="support_comes_from_another", condition=~Q(came_from=models.F("topic"))),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} supports {self.topic_id}"

"""What led from one thing to another, so that both ends can show it."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from practica.communities.models import Community


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

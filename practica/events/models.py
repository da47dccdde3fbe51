"""The memory of what happened."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import models
from django.utils import timezone


class Source(models.TextChoices):
    """Who moved: a person on a page, an import of what was elsewhere, or the product by itself."""

    HUMAN = "human"
    IMPORT = "import"
    BOT = "bot"


class EventQuerySet(models.QuerySet["Event"]):
    def of(self, target: models.Model) -> EventQuerySet:
        """What happened to one thing, in the order in which it did."""
        return self.filter(target_type=target._meta.label_lower, target_id=target.pk).order_by("pk")


class Event(models.Model):
    """One thing somebody did. Append-only, partitioned by month, and never a text a person wrote."""

    id = models.BigAutoField(primary_key=True)
    at = models.DateTimeField(default=timezone.now, editable=False)
    verb = models.CharField(max_length=60)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.DO_NOTHING,
        null=True,
        related_name="+",
        db_constraint=False,
    )
    community = models.ForeignKey(
        "communities.Community",
        models.DO_NOTHING,
        null=True,
        related_name="+",
        db_constraint=False,
    )
    unit = models.ForeignKey(
        "organisation.Unit",
        models.DO_NOTHING,
        null=True,
        related_name="+",
        db_constraint=False,
    )
    target_type = models.CharField(max_length=60)
    target_id = models.BigIntegerField()
    minutes = models.PositiveIntegerField(null=True)
    source = models.CharField(max_length=10, choices=Source, default=Source.HUMAN)
    objects = EventQuerySet.as_manager()

    class Meta:
        # The table is made by hand in the first migration: Django has no word for partitions.
        indexes = [
            models.Index(fields=["community", "-at"], name="event_by_community"),
            models.Index(fields=["actor", "-at"], name="event_by_actor"),
            models.Index(fields=["target_type", "target_id"], name="event_by_target"),
        ]

    def __str__(self) -> str:
        return f"{self.verb} {self.target_type}:{self.target_id}"

    @property
    def target(self) -> Any:
        """What it happened to, or None when that is gone."""
        return apps.get_model(self.target_type)._default_manager.filter(pk=self.target_id).first()

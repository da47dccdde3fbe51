"""What waits for a person: a card a thing, with what happened to it inside."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from datetime import datetime

    from practica.people.models import Person


class CardQuerySet(models.QuerySet["Card"]):
    def of(self, person: Person) -> CardQuerySet:
        return self.filter(person=person)

    def waiting(self, now: datetime | None = None) -> CardQuerySet:
        awake = Q(snoozed_until=None) | Q(snoozed_until__lte=now or timezone.now())
        return self.filter(awake, done_at=None, muted_at=None)

    def snoozed(self) -> CardQuerySet:
        return self.filter(done_at=None, muted_at=None, snoozed_until__gt=timezone.now())

    def muted(self) -> CardQuerySet:
        return self.exclude(muted_at=None)

    def done(self) -> CardQuerySet:
        return self.filter(muted_at=None).exclude(done_at=None)


class Card(models.Model):
    """One thing in one person's inbox; a new event brings it back, unless the person muted it."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    community = models.ForeignKey("communities.Community", models.CASCADE, null=True, related_name="+")
    thing_type = models.CharField(max_length=60)
    thing_id = models.BigIntegerField()
    is_personal = models.BooleanField(default=True)
    latest_at = models.DateTimeField(default=timezone.now)
    done_at = models.DateTimeField(null=True, blank=True)
    muted_at = models.DateTimeField(null=True, blank=True)
    snoozed_until = models.DateTimeField(null=True, blank=True)
    objects = CardQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "thing_type", "thing_id"], name="card_once_a_thing"),
        ]
        indexes = [
            models.Index(fields=["person", "-latest_at"], name="card_by_person"),
            models.Index(
                fields=["person", "is_personal"],
                name="card_waiting",
                condition=Q(done_at=None, muted_at=None),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.thing_type}:{self.thing_id} for {self.person_id}"


class Notice(models.Model):
    """One event told to one person, and the reason why to this one."""

    card = models.ForeignKey(Card, models.CASCADE, related_name="notices")
    event_id = models.BigIntegerField()
    verb = models.CharField(max_length=60)
    reason = models.CharField(max_length=40, blank=True)
    at = models.DateTimeField()
    written_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["card", "event_id"], name="notice_once_an_event")]

    def __str__(self) -> str:
        return f"{self.verb} in {self.card_id}"


class How(models.TextChoices):
    """When we write to a person about a place."""

    NOW = "now", _("At once")
    DIGEST = "digest", _("In the digest")
    OFF = "off", _("Never")


class Preference(models.Model):
    """A person's choice for one community; without a community, for what is for them by name."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    community = models.ForeignKey("communities.Community", models.CASCADE, null=True, related_name="+")
    how = models.CharField(max_length=6, choices=How)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "community"], name="preference_once_a_place", nulls_distinct=False
            ),
            models.CheckConstraint(name="preference_how_is_known", condition=Q(how__in=How.values)),
        ]

    def __str__(self) -> str:
        return f"{self.person_id}, {self.community_id}: {self.how}"

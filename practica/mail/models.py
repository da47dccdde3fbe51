"""Letters: a row before anything is sent, so that what was written to whom is known and nothing is lost."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class LetterState(models.TextChoices):
    """Where a letter is on its way."""

    WAITING = "waiting", _("Waiting")
    SENT = "sent", _("Sent")
    FAILED = "failed", _("Failed")
    CANCELLED = "cancelled", _("Cancelled")


class LetterQuerySet(models.QuerySet["Letter"]):
    def waiting(self) -> LetterQuerySet:
        return self.filter(state=LetterState.WAITING)


class Letter(models.Model):
    """One e-mail to one address, in the reader's language; sent by the worker when it is due."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, null=True, related_name="+")
    address = models.EmailField()
    kind = models.CharField(max_length=60)
    # At most one letter for one cause: `reminder:occurrence:5:person:7`.
    key = models.CharField(max_length=120, blank=True)
    language = models.CharField(max_length=8)
    subject = models.CharField(max_length=250)
    text = models.TextField()
    html = models.TextField()
    unsubscribe = models.CharField(max_length=80, blank=True)
    state = models.CharField(max_length=10, choices=LetterState, default=LetterState.WAITING)
    reason = models.CharField(max_length=300, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    created_at = models.DateTimeField(auto_now_add=True)
    due_at = models.DateTimeField(default=timezone.now)
    sent_at = models.DateTimeField(null=True, blank=True)
    objects = LetterQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["key"], condition=~Q(key="") & ~Q(state="cancelled"), name="letter_once_a_cause"
            ),
            models.CheckConstraint(name="letter_state_is_known", condition=Q(state__in=LetterState.values)),
            models.CheckConstraint(
                name="letter_sent_has_a_moment",
                condition=Q(state="sent", sent_at__isnull=False) | (~Q(state="sent") & Q(sent_at=None)),
            ),
            models.CheckConstraint(name="letter_failed_has_a_reason", condition=~Q(state="failed") | ~Q(reason="")),
        ]
        indexes = [
            models.Index(fields=["person", "-created_at"], name="letter_by_person"),
            models.Index(fields=["due_at"], name="letter_waiting", condition=Q(state="waiting")),
        ]

    def __str__(self) -> str:
        return f"{self.kind} to {self.pk}"


class Enclosure(models.Model):
    """A small file in a letter, such as a calendar entry."""

    letter = models.ForeignKey(Letter, models.CASCADE, related_name="enclosures")
    name = models.CharField(max_length=120)
    content_type = models.CharField(max_length=120)
    content = models.TextField()

    def __str__(self) -> str:
        return self.name


class Stop(models.Model):
    """A person asked not to get letters of one list any more."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    name = models.CharField(max_length=80)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "name"], name="stop_once_a_list"),
            models.CheckConstraint(name="stop_names_a_list", condition=~Q(name="")),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} not {self.name}"

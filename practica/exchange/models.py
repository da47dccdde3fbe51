"""What was brought in from elsewhere, by whom, and what became of each thing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from practica.people.models import Person


class State(models.TextChoices):
    """How far an import has come."""

    CHECKING = "checking", _("Being read")
    CHECKED = "checked", _("Read: waits for you to confirm")
    RUNNING = "running", _("Being taken in")
    DONE = "done", _("Taken in")
    FAILED = "failed", _("Could not be taken in")
    DISCARDED = "discarded", _("Thrown away")


AT_WORK = (State.CHECKING, State.RUNNING)


class ImportRunQuerySet(models.QuerySet["ImportRun"]):
    def visible_to(self, person: Person) -> ImportRunQuerySet:
        """Imports are the programme managers' and administrators' business."""
        may = person.is_active and (person.is_programme_manager or person.is_administrator)
        return self.all() if may else self.none()

    def at_work(self) -> ImportRunQuerySet:
        return self.filter(state__in=AT_WORK)


class ImportRun(models.Model):
    """One bringing in: a folder that was read, what it would change, and what it did change."""

    name = models.CharField(max_length=200)
    archive = models.ForeignKey("files.StoredFile", models.SET_NULL, null=True, related_name="+")
    state = models.CharField(max_length=10, choices=State, default=State.CHECKING)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    report = models.JSONField(default=dict)
    failure = models.TextField(blank=True)
    started_at = models.DateTimeField(default=timezone.now, editable=False)
    started_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    confirmed_at = models.DateTimeField(null=True, editable=False)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+"
    )
    moved_at = models.DateTimeField(default=timezone.now, editable=False, help_text="when it last got on")
    ended_at = models.DateTimeField(null=True, editable=False)
    objects = ImportRunQuerySet.as_manager()

    class Meta:
        ordering = ["-started_at", "-pk"]
        constraints = [
            models.CheckConstraint(name="import_run_state_is_known", condition=Q(state__in=State.values)),
            models.CheckConstraint(name="import_run_has_a_name", condition=~Q(name="")),
            models.CheckConstraint(
                name="import_run_confirmed_at_and_by_together",
                condition=Q(confirmed_at=None, confirmed_by=None)
                | Q(confirmed_at__isnull=False, confirmed_by__isnull=False),
            ),
            # Two at once would make everything twice; the database keeps the second one out.
            models.UniqueConstraint(fields=["state"], condition=Q(state="running"), name="import_run_one_at_a_time"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("exchange:run", args=[self.pk])

    @property
    def is_at_work(self) -> bool:
        return self.state in AT_WORK

    @property
    def awaits_confirmation(self) -> bool:
        return self.state == State.CHECKED

    @property
    def has_failed(self) -> bool:
        return self.state == State.FAILED

    @property
    def share_done(self) -> int:
        """Percent."""
        return self.done * 100 // self.total if self.total else 0


class ImportedRecord(models.Model):
    """That one thing of one source became one thing here: what makes a second import change nothing.

    With an empty `content_hash` its number is reserved, so that what links to it can be written before it.
    """

    source = models.CharField(max_length=100)
    key = models.CharField(max_length=700)
    target_type = models.CharField(max_length=60)
    target_id = models.BigIntegerField()
    content_hash = models.CharField(max_length=64, blank=True)
    facts = models.JSONField(default=dict, help_text="fingerprints of what was written, by field")
    run = models.ForeignKey(ImportRun, models.PROTECT, related_name="records")
    changed_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["source", "key"], name="imported_record_once_a_key")]
        indexes = [models.Index(fields=["target_type", "target_id"], name="imported_record_by_target")]

    def __str__(self) -> str:
        return f"{self.source}: {self.key}"

    @property
    def is_reserved(self) -> bool:
        return not self.content_hash

    @property
    def target(self) -> Any:
        """What it became, or None when that is gone."""
        return apps.get_model(self.target_type)._default_manager.filter(pk=self.target_id).first()

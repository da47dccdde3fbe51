from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import get_language, override, pgettext

from practica.communities.models import Community, belongs, may_read
from practica.work.models.due import MISSED_AT, SOON, MovedDate, day_in_words, days_over

if TYPE_CHECKING:
    from practica.people.models import Person

# What was kept stays in sight that long.
RECENT = timedelta(days=14)


class CommitmentQuerySet(models.QuerySet["Commitment"]):
    def visible_to(self, person: Person) -> CommitmentQuerySet:
        return self.filter(may_read(person))

    def waiting_for(self, person: Person) -> CommitmentQuerySet:
        """What somebody said they would do and has not done, where they belong; the nearest day first."""
        return self.open().filter(belongs(person), person=person).order_by("due_on", "pk")

    def open(self) -> CommitmentQuerySet:
        return self.filter(kept_at=None, let_go_at=None)

    def in_sight(self) -> CommitmentQuerySet:
        """Open ones, then what was kept in the last two weeks."""
        recent = Q(kept_at__gte=timezone.now() - RECENT)
        shown = self.filter(Q(kept_at=None, let_go_at=None) | recent)
        return shown.order_by(F("kept_at").desc(nulls_first=True), "due_on", "pk")

    def for_listing(self) -> CommitmentQuerySet:
        return self.select_related("person", "community").prefetch_related("new_dates")


class Commitment(models.Model):
    """“I will … by …”: what somebody says to a community they will do; made by oneself alone."""

    community = models.ForeignKey(Community, models.CASCADE, related_name="commitments")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="commitments")
    text = models.CharField(max_length=200)
    language = models.CharField(max_length=7, blank=True)
    due_on = models.DateField()
    made_at = models.DateTimeField(editable=False)
    kept_at = models.DateTimeField(null=True, editable=False)
    let_go_at = models.DateTimeField(null=True, editable=False)
    let_go_because = models.CharField(max_length=300, blank=True)
    objects = CommitmentQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["community", "kept_at", "due_on"], name="commitment_in_community"),
            models.Index(fields=["person", "kept_at", "due_on"], name="commitment_of_person"),
        ]
        constraints = [
            models.CheckConstraint(name="commitment_has_words", condition=~Q(text="")),
            models.CheckConstraint(
                name="commitment_kept_or_let_go", condition=Q(kept_at__isnull=True) | Q(let_go_at__isnull=True)
            ),
        ]

    def __str__(self) -> str:
        # Written to go on from "I will"; as a name it begins a line.
        return capfirst(self.text)

    def get_absolute_url(self) -> str:
        return reverse("work:commitment", args=[self.pk])

    @property
    def is_open(self) -> bool:
        return self.kept_at is None and self.let_go_at is None

    @property
    def is_late(self) -> bool:
        return self.is_open and self.due_on < timezone.localdate()

    @property
    def is_near(self) -> bool:
        """Today or tomorrow."""
        return self.is_open and timezone.localdate() <= self.due_on <= timezone.localdate() + SOON

    @property
    def due_words(self) -> str:
        return days_over(self.due_on) if self.is_late else day_in_words(self.due_on)

    @property
    def day_words(self) -> str:
        return day_in_words(self.due_on)

    @property
    def i_will(self) -> str:
        """As its words go on, so in their language."""
        with override(self.language or get_language()):
            return pgettext("before what somebody will do", "I will")

    @property
    def will(self) -> str:
        with override(self.language or get_language()):
            return pgettext("between a name and what they will do", "will")

    @property
    def last_new_date(self) -> NewDate | None:
        return max(self.new_dates.all(), key=lambda one: one.pk, default=None)

    @property
    def is_missed_if_moved(self) -> bool:
        """The next new date would be the third, which counts as missed."""
        return len(self.new_dates.all()) == MISSED_AT - 1


class NewDate(MovedDate):
    """A commitment renegotiated."""

    commitment = models.ForeignKey(Commitment, models.CASCADE, related_name="new_dates")

    class Meta(MovedDate.Meta):
        pass

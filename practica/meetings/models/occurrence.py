from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from practica.foundation.addresses import address_of
from practica.meetings.models.described import Described
from practica.meetings.models.series import Series, seen_by
from practica.meetings.models.terms import Confidentiality

if TYPE_CHECKING:
    from datetime import datetime

    from practica.people.models import Person

SHOWN = (
    "title", "place", "link", "host", "confidentiality", "capacity", "community", "series", "original_start", "starts_at",
    "ends_at", "minutes_at", "cancelled_at", "cancelled_because",
)  # fmt: skip


class OccurrenceQuerySet(models.QuerySet["Occurrence"]):
    def visible_to(self, person: Person) -> OccurrenceQuerySet:
        return self.filter(seen_by(person)) if person.is_active else self.none()

    def standing(self) -> OccurrenceQuerySet:
        return self.filter(cancelled_at=None)

    def upcoming(self, now: datetime | None = None) -> OccurrenceQuerySet:
        """Not over yet, soonest first; cancelled ones too, since people look for them."""
        return self.filter(ends_at__gt=now or timezone.now()).order_by("starts_at", "pk")

    def past(self) -> OccurrenceQuerySet:
        return self.filter(ends_at__lte=timezone.now()).order_by("-starts_at", "-pk")

    def between(self, start: datetime, end: datetime) -> OccurrenceQuerySet:
        return self.filter(starts_at__lt=end, ends_at__gt=start).order_by("starts_at", "pk")

    def for_page(self) -> OccurrenceQuerySet:
        return self.select_related("community", "series", "host")

    def for_listing(self) -> OccurrenceQuerySet:
        """With what one row shows: none of the texts, and of community and series no more than names."""
        return self.select_related("community", "series").only(
            *SHOWN, "community__name", "community__slug", "community__hue_name", "series__zone"
        )


class Occurrence(Described):
    """One meeting on its day. What is changed for it alone is kept here; `original_start` is where its rule put it."""

    community = models.ForeignKey("communities.Community", models.CASCADE, related_name="meetings")
    series = models.ForeignKey(Series, models.CASCADE, related_name="occurrences")
    original_start = models.DateTimeField(editable=False)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    timed_at = models.DateTimeField(default=timezone.now, editable=False)
    sequence = models.PositiveIntegerField(default=0, editable=False)
    changed_at = models.DateTimeField(default=timezone.now, editable=False)
    agenda = models.TextField(blank=True, max_length=20000)
    agenda_html = models.TextField(blank=True, editable=False)
    agenda_at = models.DateTimeField(null=True, editable=False)
    agenda_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+")
    minutes = models.TextField(blank=True, max_length=40000)
    minutes_html = models.TextField(blank=True, editable=False)
    minutes_at = models.DateTimeField(null=True, editable=False)
    minutes_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+"
    )
    cancelled_at = models.DateTimeField(null=True, editable=False)
    cancelled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+"
    )
    cancelled_because = models.CharField(max_length=300, blank=True, editable=False)
    objects = OccurrenceQuerySet.as_manager()

    class Meta:
        verbose_name = _("meeting")
        constraints = [
            models.UniqueConstraint(fields=["series", "original_start"], name="occurrence_once_a_start"),
            models.CheckConstraint(name="occurrence_has_a_title", condition=~Q(title="")),
            models.CheckConstraint(name="occurrence_ends_after_it_starts", condition=Q(ends_at__gt=F("starts_at"))),
            models.CheckConstraint(
                name="occurrence_confidentiality_is_known",
                condition=Q(confidentiality__in=Confidentiality.values),
            ),
            models.CheckConstraint(
                name="occurrence_has_a_place_to_sit",
                condition=Q(capacity=None) | Q(capacity__gte=1),
            ),
            models.CheckConstraint(
                name="occurrence_agenda_at_and_by_together",
                condition=Q(agenda_at__isnull=True, agenda_by__isnull=True)
                | Q(agenda_at__isnull=False, agenda_by__isnull=False),
            ),
            models.CheckConstraint(
                name="occurrence_minutes_at_and_by_together",
                condition=Q(minutes_at__isnull=True, minutes_by__isnull=True)
                | Q(minutes_at__isnull=False, minutes_by__isnull=False),
            ),
            models.CheckConstraint(
                name="occurrence_cancelled_at_by_and_why_together",
                condition=Q(cancelled_at__isnull=True, cancelled_by__isnull=True, cancelled_because="")
                | (Q(cancelled_at__isnull=False, cancelled_by__isnull=False) & ~Q(cancelled_because="")),
            ),
        ]
        indexes = [
            models.Index(fields=["community", "starts_at"], name="occurrence_by_community"),
            models.Index(fields=["starts_at"], name="occurrence_by_start"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return address_of("meetings:detail", self.pk)

    @property
    def is_cancelled(self) -> bool:
        return self.cancelled_at is not None

    @property
    def is_over(self) -> bool:
        return self.ends_at <= timezone.now()

    @property
    def has_begun(self) -> bool:
        return self.starts_at <= timezone.now()

    @property
    def is_going_on(self) -> bool:
        return self.has_begun and self.takes_answers

    @property
    def is_moved(self) -> bool:
        return self.starts_at != self.original_start

    @property
    def takes_answers(self) -> bool:
        return not self.is_cancelled and not self.is_over

    @property
    def length(self) -> int:
        """Minutes."""
        return round((self.ends_at - self.starts_at).total_seconds() / 60)

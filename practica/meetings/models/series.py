from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from practica.communities.models import Community, belongs, may_read
from practica.meetings.models.described import Described
from practica.meetings.models.rule import Rule, wall_of
from practica.meetings.models.terms import Confidentiality, Timing

if TYPE_CHECKING:
    from datetime import datetime

    from practica.people.models import Person

# Percent of the minutes that are kept for what pays off in half a year, unless the series says otherwise.
SHARE = 30
MOST_TURNS = 2


def seen_by(person: Person) -> Q:
    """Open meetings by whoever may read the community, the others by its members; for series and meetings alike."""
    return belongs(person) | (Q(confidentiality=Confidentiality.OPEN) & may_read(person))


class SeriesQuerySet(models.QuerySet["Series"]):
    def visible_to(self, person: Person) -> SeriesQuerySet:
        return self.filter(seen_by(person)) if person.is_active else self.none()

    def living(self) -> SeriesQuerySet:
        return self.filter(ended_at=None)

    def undated(self) -> SeriesQuerySet:
        return self.living().filter(first_on=None)

    def unsure(self) -> SeriesQuerySet:
        """Whose date, week or length somebody still has to confirm."""
        return self.living().filter(Q(first_on=None) | Q(which_week=True) | Q(assumed_length=True))


class Series(Described):
    """A meeting that repeats by a rule in wall time, or, without a rule, one that is held once.

    Its meetings are rows of their own, laid out eighteen months ahead. Without a date (`first_on`) it has none yet.
    """

    community = models.ForeignKey(Community, models.CASCADE, related_name="meeting_series")
    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    rule = models.CharField(max_length=200, blank=True)
    first_on = models.DateField(null=True, blank=True)
    at = models.TimeField(null=True, blank=True)
    zone = models.CharField(max_length=60, default="UTC")
    length = models.PositiveSmallIntegerField(default=60, help_text="minutes")
    # Hours that take turns with `at`, in wall time too: so that far zones share the burden.
    turns = ArrayField(models.TimeField(), default=list, blank=True, size=MOST_TURNS)
    ends_on = models.DateField(null=True, blank=True)
    count = models.PositiveSmallIntegerField(null=True, blank=True)
    laid_out_to = models.DateField(null=True, editable=False)
    came_from = models.ForeignKey("self", models.SET_NULL, null=True, editable=False, related_name="+")
    words = models.CharField(max_length=500, blank=True, help_text="as it was said where it was imported from")
    source_uid = models.CharField(max_length=250, blank=True, editable=False, help_text="its name in an imported file")
    kept_as = models.CharField(
        max_length=255, blank=True, editable=False, help_text="its file at the program that made it"
    )
    which_week = models.BooleanField(default=False)
    assumed_length = models.BooleanField(default=False)
    sequence = models.PositiveIntegerField(default=0, editable=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    changed_at = models.DateTimeField(default=timezone.now, editable=False)
    capability_share = models.PositiveSmallIntegerField(_("kept for capability"), default=SHARE, help_text="percent")
    ended_at = models.DateTimeField(null=True, editable=False)
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+")
    objects = SeriesQuerySet.as_manager()

    class Meta:
        verbose_name = _("meeting series")
        constraints = [
            models.CheckConstraint(name="series_has_a_title", condition=~Q(title="")),
            models.CheckConstraint(
                name="series_confidentiality_is_known",
                condition=Q(confidentiality__in=Confidentiality.values),
            ),
            models.CheckConstraint(
                name="series_day_and_hour_together",
                condition=Q(first_on__isnull=True, at__isnull=True) | Q(first_on__isnull=False, at__isnull=False),
            ),
            models.CheckConstraint(
                name="series_ends_on_a_day_or_after_a_count",
                condition=Q(ends_on=None) | Q(count=None),
            ),
            models.CheckConstraint(
                name="series_does_not_end_before_it_starts",
                condition=Q(ends_on=None) | Q(first_on=None) | Q(ends_on__gte=F("first_on")) | ~Q(ended_at=None),
            ),
            models.CheckConstraint(
                name="series_takes_turns_by_a_rule",
                condition=Q(turns__len=0) | (~Q(rule="") & Q(at__isnull=False, turns__len__lte=MOST_TURNS)),
            ),
            models.CheckConstraint(name="series_share_is_a_percentage", condition=Q(capability_share__lte=100)),
            models.CheckConstraint(name="series_has_a_length", condition=Q(length__gte=5, length__lte=1440)),
            models.CheckConstraint(name="series_has_a_place_to_sit", condition=Q(capacity=None) | Q(capacity__gte=1)),
            models.CheckConstraint(
                name="series_ended_at_and_by_together",
                condition=Q(ended_at__isnull=True, ended_by__isnull=True)
                | Q(ended_at__isnull=False, ended_by__isnull=False),
            ),
        ]
        indexes = [
            models.Index(fields=["community", "ended_at"], name="series_by_community"),
            models.Index(fields=["community", "source_uid"], name="series_by_source"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("meetings:series", args=[self.pk])

    @property
    def repeats(self) -> bool:
        return bool(self.rule)

    @property
    def needs_date(self) -> bool:
        return self.first_on is None

    @property
    def is_unsure(self) -> bool:
        return self.needs_date or self.which_week or self.assumed_length

    @property
    def recurrence(self) -> Rule:
        return Rule(self.rule, self.ends_on, self.count)

    @property
    def first_wall(self) -> datetime | None:
        return wall_of(self.first_on, self.at) if self.first_on and self.at else None

    @property
    def timing(self) -> Timing:
        turns = tuple(self.turns)
        return Timing(self.first_on, self.at, self.zone, self.length, self.rule, self.ends_on, self.count, turns)

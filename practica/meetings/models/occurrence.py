from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from practica.foundation.addresses import address_of
from practica.meetings.models.described import Described
from practica.meetings.models.series import SHARE, Series, seen_by
from practica.meetings.models.states import POSSIBLE, Deed, State
from practica.meetings.models.terms import Confidentiality

if TYPE_CHECKING:
    from datetime import datetime

    from practica.people.models import Person

SHOWN = (
    "title", "place", "link", "host", "confidentiality", "capacity", "community", "series", "original_start", "turned_to", "starts_at",
    "ends_at", "minutes_at", "cancelled_at", "cancelled_because", "agenda_published_at", "started_at", "held_at",
    "followed_up_at",
)  # fmt: skip
# A meeting that somebody started runs on until somebody ends it, but not for ever.
OVERRUN = timedelta(hours=2)
EARLY = timedelta(minutes=30)
# So soon after it ended its minutes are promised.
MINUTES_WITHIN = timedelta(hours=72)


def together(fact: str) -> models.CheckConstraint:
    at, by = f"{fact}_at__isnull", f"{fact}_by__isnull"
    return models.CheckConstraint(
        name=f"occurrence_{fact}_at_and_by_together",
        condition=Q(**{at: True, by: True}) | Q(**{at: False, by: False}),
    )


def when() -> models.DateTimeField[Any, Any]:
    return models.DateTimeField(null=True, editable=False)


def who() -> models.ForeignKey[Any, Any]:
    return models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+")


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
    # Where its turn puts it, in a series whose hours take turns; empty where that is where the rule does.
    turned_to = models.DateTimeField(null=True, editable=False)
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
    # Opened: it has an agenda of its own, which its series' template no longer touches.
    opened_at, opened_by = when(), who()
    agenda_published_at, agenda_published_by = when(), who()
    started_at, started_by = when(), who()
    held_at, held_by = when(), who()
    followed_up_at, followed_up_by = when(), who()
    capability_share = models.PositiveSmallIntegerField(default=SHARE, editable=False, help_text="percent")
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
            *(together(fact) for fact in ("opened", "agenda_published", "started", "held", "followed_up")),
            models.CheckConstraint(
                name="occurrence_publishes_what_it_opened",
                condition=Q(agenda_published_at=None) | Q(opened_at__isnull=False),
            ),
            models.CheckConstraint(name="occurrence_share_is_a_percentage", condition=Q(capability_share__lte=100)),
            models.CheckConstraint(
                name="occurrence_cancelled_at_by_and_why_together",
                condition=Q(cancelled_at__isnull=True, cancelled_by__isnull=True, cancelled_because="")
                | (Q(cancelled_at__isnull=False, cancelled_by__isnull=False) & ~Q(cancelled_because="")),
            ),
        ]
        indexes = [
            models.Index(fields=["community", "starts_at"], name="occurrence_by_community"),
            models.Index(fields=["starts_at"], name="occurrence_by_start"),
            # What gave way in a row is asked on a community's home; most meetings have no agenda.
            models.Index(
                fields=["community", "-starts_at"],
                condition=Q(agenda_published_at__isnull=False),
                name="occurrence_with_agenda",
            ),
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
        return self.starts_at != self.planned_start

    @property
    def planned_start(self) -> datetime:
        return self.turned_to or self.original_start

    @property
    def is_opened(self) -> bool:
        return self.opened_at is not None

    def is_running_at(self, now: datetime) -> bool:
        """Somebody started it, or its hour has come, and nobody ended it."""
        is_started = _is_by(self.started_at, now)
        end = self.ends_at + OVERRUN if is_started and not _is_by(self.minutes_at, now) else self.ends_at
        return (is_started or self.starts_at <= now) and now < end and not _is_by(self.held_at, now)

    def state_at(self, now: datetime) -> State:
        """Where it stood then; when its time had passed it was held, whether or not somebody said so."""
        facts = (
            (State.CANCELLED, _is_by(self.cancelled_at, now)),
            (State.FOLLOWED_UP, _is_by(self.followed_up_at, now)),
            (State.IN_PROGRESS, self.is_running_at(now)),
            (State.MINUTES_PUBLISHED, _is_by(self.minutes_at, now)),
            (State.HELD, _is_by(self.held_at, now) or self.starts_at <= now),
            (State.AGENDA_PUBLISHED, _is_by(self.agenda_published_at, now)),
        )
        return next((state for state, fact in facts if fact), State.SCHEDULED)

    @property
    def state(self) -> State:
        return self.state_at(timezone.now())

    def allows(self, deed: Deed, at: datetime | None = None) -> bool:
        """By the table of states; `at` another moment than now, when the past is being brought in."""
        return self.state_at(at or timezone.now()) in POSSIBLE[deed]

    @property
    def may_start(self) -> bool:
        """Nobody has started it, and its time is near or has come."""
        return self.allows(Deed.START) and self.started_at is None and self.starts_at - EARLY <= timezone.now()

    @property
    def takes_answers(self) -> bool:
        return self.allows(Deed.ANSWER)

    @property
    def was_run_here(self) -> bool:
        """Somebody published its agenda, started or ended it on its page: whoever does that promises minutes."""
        return any((self.agenda_published_at, self.started_at, self.held_at))

    @property
    def minutes_due_at(self) -> datetime:
        return (self.held_at or self.ends_at) + MINUTES_WITHIN

    @property
    def length(self) -> int:
        """Minutes."""
        return round((self.ends_at - self.starts_at).total_seconds() / 60)

    @property
    def share(self) -> int:
        """Percent of its minutes kept for capability: its own once it is opened, before that its series'."""
        return self.capability_share if self.is_opened else self.series.capability_share


def _is_by(at: datetime | None, now: datetime) -> bool:
    return at is not None and at <= now

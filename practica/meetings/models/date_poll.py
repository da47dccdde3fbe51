from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from practica.foundation.addresses import address_of
from practica.foundation.calendar_time import in_zone
from practica.meetings.models.described import Described
from practica.meetings.models.occurrence import Occurrence, who
from practica.meetings.models.series import seen_by
from practica.meetings.models.terms import Confidentiality, Timing

if TYPE_CHECKING:
    from datetime import date, datetime

    from practica.people.models import Person

FEWEST_DATES, MOST_DATES = 2, 12


class Fit(models.TextChoices):
    """How a date suits somebody."""

    YES = "yes", _("Yes")
    NEED = "need", _("If need be")
    NO = "no", _("No")


class DatePollQuerySet(models.QuerySet["DatePoll"]):
    def visible_to(self, person: Person) -> DatePollQuerySet:
        """Like the meeting it is for."""
        return self.filter(seen_by(person)) if person.is_active else self.none()

    def undecided(self) -> DatePollQuerySet:
        """Neither settled nor closed; past its deadline it waits for somebody to choose."""
        return self.filter(settled_at=None, closed_at=None)

    def open(self, now: datetime | None = None) -> DatePollQuerySet:
        return self.undecided().filter(closes_at__gt=now or timezone.now())

    def for_page(self) -> DatePollQuerySet:
        return self.select_related("community", "host", "opened_by", "settled_on", "settled_by", "closed_by", "meeting")


class DatePoll(Described):
    """Which of some dates suits most for one meeting; answered until `closes_at`, then somebody who plans settles it.

    `zone` is the one its hours were meant in, `length` is in minutes. What it says of itself becomes the meeting's.
    """

    community = models.ForeignKey("communities.Community", models.CASCADE, related_name="date_polls")
    zone = models.CharField(max_length=60, default="UTC")
    length = models.PositiveSmallIntegerField(default=60, help_text="minutes")
    opened_at = models.DateTimeField(editable=False)
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    closes_at = models.DateTimeField()
    reminded_at = models.DateTimeField(null=True, editable=False)
    # When whoever opened it was told that its deadline had come.
    told_at = models.DateTimeField(null=True, editable=False)
    settled_at = models.DateTimeField(null=True, editable=False)
    settled_by = who()
    settled_on = models.ForeignKey(
        "meetings.DateOption", models.PROTECT, null=True, editable=False, related_name="settled"
    )
    meeting = models.OneToOneField(Occurrence, models.SET_NULL, null=True, editable=False, related_name="date_poll")
    closed_at = models.DateTimeField(null=True, editable=False)
    closed_by = who()
    closed_because = models.CharField(max_length=300, blank=True, editable=False)
    objects = DatePollQuerySet.as_manager()

    class Meta:
        verbose_name = _("search for a date")
        constraints = [
            models.CheckConstraint(name="date_poll_has_a_title", condition=~Q(title="")),
            models.CheckConstraint(
                name="date_poll_confidentiality_is_known", condition=Q(confidentiality__in=Confidentiality.values)
            ),
            models.CheckConstraint(name="date_poll_has_a_length", condition=Q(length__gte=5, length__lte=1440)),
            models.CheckConstraint(
                name="date_poll_has_a_place_to_sit", condition=Q(capacity=None) | Q(capacity__gte=1)
            ),
            models.CheckConstraint(
                name="date_poll_settled_at_by_and_on_together",
                condition=Q(settled_at__isnull=True, settled_by__isnull=True, settled_on__isnull=True)
                | Q(settled_at__isnull=False, settled_by__isnull=False, settled_on__isnull=False),
            ),
            models.CheckConstraint(
                name="date_poll_closed_at_by_and_why_together",
                condition=Q(closed_at__isnull=True, closed_by__isnull=True, closed_because="")
                | (Q(closed_at__isnull=False, closed_by__isnull=False) & ~Q(closed_because="")),
            ),
            models.CheckConstraint(
                name="date_poll_is_settled_or_closed", condition=Q(settled_at=None) | Q(closed_at=None)
            ),
        ]
        indexes = [
            models.Index(
                fields=["community", "closes_at"],
                name="date_poll_undecided",
                condition=Q(settled_at=None, closed_at=None),
            )
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return address_of("meetings:dates", self.pk)

    @property
    def is_settled(self) -> bool:
        return self.settled_at is not None

    @property
    def is_undecided(self) -> bool:
        return self.settled_at is None and self.closed_at is None

    @property
    def takes_answers(self) -> bool:
        return self.takes_answers_at(timezone.now())

    def takes_answers_at(self, moment: datetime) -> bool:
        return self.is_undecided and self.closes_at > moment

    @property
    def last_day(self) -> date:
        """The day until which it is answered, where it was asked."""
        return in_zone(self.closes_at, self.zone).date()

    def timing_of(self, option: DateOption) -> Timing:
        """The wall time of this date, for planning the meeting."""
        wall = in_zone(option.starts_at, self.zone)
        return Timing(wall.date(), wall.time(), self.zone, self.length)


class DateOption(models.Model):
    """One date that is put to the choice."""

    community = models.ForeignKey("communities.Community", models.CASCADE, related_name="+", db_index=False)
    poll = models.ForeignKey(DatePoll, models.CASCADE, related_name="options", db_index=False)
    starts_at = models.DateTimeField()
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("date that is proposed")
        ordering = ["starts_at"]
        constraints = [models.UniqueConstraint(fields=["poll", "starts_at"], name="date_option_once_a_start")]

    def __str__(self) -> str:
        return f"{self.starts_at:%Y-%m-%d %H:%M} UTC for {self.poll_id}"

    @property
    def ends_at(self) -> datetime:
        return self.starts_at + timedelta(minutes=self.poll.length)

    @property
    def is_past(self) -> bool:
        return self.starts_at <= timezone.now()


class DateAnswer(models.Model):
    """That somebody answered, with a word to the others; it may be changed until the deadline."""

    community = models.ForeignKey("communities.Community", models.CASCADE, related_name="+", db_index=False)
    poll = models.ForeignKey(DatePoll, models.CASCADE, related_name="answers", db_index=False)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    note = models.CharField(_("a word to the others"), max_length=300, blank=True)
    answered_at = models.DateTimeField()

    class Meta:
        verbose_name = _("answer to dates")
        constraints = [models.UniqueConstraint(fields=["poll", "person"], name="date_poll_answered_once_a_person")]

    def __str__(self) -> str:
        return f"{self.person_id} to {self.poll_id}"


class DateMark(models.Model):
    """How one date suits somebody who answered."""

    community = models.ForeignKey("communities.Community", models.CASCADE, related_name="+", db_index=False)
    answer = models.ForeignKey(DateAnswer, models.CASCADE, related_name="marks", db_index=False)
    option = models.ForeignKey(DateOption, models.CASCADE, related_name="marks")
    fit = models.CharField(max_length=4, choices=Fit)

    class Meta:
        verbose_name = _("how a date suits")
        constraints = [
            models.UniqueConstraint(fields=["answer", "option"], name="date_mark_once_a_date"),
            models.CheckConstraint(name="date_mark_is_known", condition=Q(fit__in=Fit.values)),
        ]

    def __str__(self) -> str:
        return f"{self.fit} to {self.option_id}"

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from practica.foundation.addresses import address_of
from practica.polls.models.kinds import FIXED, Kind, Rule
from practica.search.registry import searchable_of
from practica.search.rights import visible_things

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from practica.people.models import Person

# What a poll may stand on: each has a community, an address and a rule of who may see it.
ABOUT = ("conversations.conversation", "meetings.occurrence")


class PollQuerySet(models.QuerySet["Poll"]):
    def visible_to(self, person: Person) -> PollQuerySet:
        """Whoever sees what it stands on."""
        seen = Q(pk__in=[])
        for label in ABOUT:
            searchable = searchable_of(label)
            if searchable is not None:
                things = visible_things(searchable, person).order_by().filter(pk=OuterRef("about_id"))
                seen |= Q(Exists(things.values("pk")), about_type=label)
        return self.filter(seen)

    def on(self, thing: models.Model) -> PollQuerySet:
        """In the order in which they were asked."""
        return self.filter(about_type=thing._meta.label_lower, about_id=thing.pk).order_by("opened_at", "pk")

    def for_page(self) -> PollQuerySet:
        return self.select_related("community", "author", "closed_by", "outcome_by", "followed_by")

    def open(self, now: datetime | None = None) -> PollQuerySet:
        return self.filter(closed_at=None, closes_at__gt=now or timezone.now())


class Poll(models.Model):
    """A question that the members of a community answer until a date, on something they talk about or meet for.

    `limit` is how many may be chosen, or how many dots each has. Anonymous is for ever, and hides results till the end.
    """

    community = models.ForeignKey("communities.Community", models.CASCADE, related_name="+", db_index=False)
    about_type = models.CharField(max_length=60)
    about_id = models.BigIntegerField()
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    kind = models.CharField(_("kind"), max_length=8, choices=Kind)
    question = models.CharField(_("question"), max_length=200)
    details = models.TextField(_("details"), blank=True, max_length=4000)
    language = models.CharField(max_length=8, choices=settings.LANGUAGES, default="en")
    options = ArrayField(models.CharField(max_length=120), default=list, blank=True)
    limit = models.PositiveSmallIntegerField(default=1)
    hides_results = models.BooleanField(default=False)
    is_anonymous = models.BooleanField(default=False, editable=False)
    quorum = models.PositiveIntegerField(null=True)
    follows = models.OneToOneField("self", models.PROTECT, null=True, editable=False, related_name="followed_by")
    opened_at = models.DateTimeField(editable=False)
    closes_at = models.DateTimeField()
    reminded_at = models.DateTimeField(null=True, editable=False)
    closed_at = models.DateTimeField(null=True, editable=False)
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+")
    outcome = models.TextField(blank=True, max_length=4000)
    rule = models.CharField(max_length=10, choices=Rule, blank=True)
    outcome_at = models.DateTimeField(null=True, editable=False)
    outcome_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+"
    )
    review_on = models.DateField(null=True)
    review_asked_at = models.DateTimeField(null=True, editable=False)
    reviewed_at = models.DateTimeField(null=True, editable=False)
    reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+"
    )
    objects = PollQuerySet.as_manager()

    class Meta:
        verbose_name = _("poll")
        constraints = [
            models.CheckConstraint(name="poll_has_a_question", condition=~Q(question="")),
            models.CheckConstraint(name="poll_kind_is_known", condition=Q(kind__in=Kind.values)),
            models.CheckConstraint(
                name="poll_options_are_its_own_or_its_kinds",
                condition=Q(kind__in=list(FIXED), options__len=0) | (~Q(kind__in=list(FIXED)) & Q(options__len__gte=2)),
            ),
            models.CheckConstraint(name="poll_lets_one_choose", condition=Q(limit__gte=1)),
            models.CheckConstraint(name="poll_quorum_is_somebody", condition=Q(quorum=None) | Q(quorum__gte=1)),
            models.CheckConstraint(
                name="poll_anonymous_results_wait_for_the_end", condition=Q(is_anonymous=False) | Q(hides_results=True)
            ),
            models.CheckConstraint(name="poll_closes_after_it_opens", condition=Q(closes_at__gt=F("opened_at"))),
            models.CheckConstraint(
                # The clock closes it too: then there is a time and nobody.
                name="poll_closed_by_only_with_closed_at",
                condition=Q(closed_by__isnull=True) | Q(closed_at__isnull=False),
            ),
            models.CheckConstraint(
                name="poll_outcome_at_by_and_rule_together",
                condition=Q(outcome_at__isnull=True, outcome_by__isnull=True, outcome="", rule="", review_on=None)
                | (
                    Q(outcome_at__isnull=False, outcome_by__isnull=False, closed_at__isnull=False)
                    & Q(rule__in=Rule.values)
                    & ~Q(outcome="")
                ),
            ),
            models.CheckConstraint(
                name="poll_reviewed_at_and_by_together",
                condition=Q(reviewed_at__isnull=True, reviewed_by__isnull=True)
                | Q(reviewed_at__isnull=False, reviewed_by__isnull=False),
            ),
        ]
        indexes = [
            models.Index(fields=["community", "-opened_at"], name="poll_by_community"),
            models.Index(fields=["about_type", "about_id"], name="poll_by_thing"),
            models.Index(fields=["closes_at"], name="poll_still_open", condition=Q(closed_at=None)),
            models.Index(fields=["review_on"], name="poll_by_review", condition=Q(review_asked_at=None)),
        ]

    def __str__(self) -> str:
        return self.question

    def get_absolute_url(self) -> str:
        return address_of("polls:detail", self.pk)

    @property
    def is_open(self) -> bool:
        return self.is_open_at(timezone.now())

    def is_open_at(self, moment: datetime) -> bool:
        """Past its date it takes no answers, even before the clock has closed it."""
        return self.closed_at is None and self.closes_at > moment

    @property
    def shows_results(self) -> bool:
        return not (self.is_open and self.hides_results)

    @property
    def labels(self) -> Sequence[str]:
        return [str(label) for label in FIXED.get(self.kind, self.options)]

    @property
    def is_asked_again(self) -> bool:
        return hasattr(self, "followed_by")

    @property
    def about(self) -> Any:
        """The conversation or the meeting; None when it is gone."""
        return apps.get_model(self.about_type)._default_manager.filter(pk=self.about_id).first()

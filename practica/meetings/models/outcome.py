from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from practica.meetings.models.agenda import AgendaItem
from practica.meetings.models.occurrence import Occurrence

if TYPE_CHECKING:
    from datetime import date

    from practica.people.models import Person

LONGEST_OUTCOME, LONGEST_REASONS = 200, 2000


class OutcomeKind(models.TextChoices):
    DECISION = "decision", _("Decision")
    ACTION = "action", pgettext_lazy("outcome of a meeting", "Action")
    QUESTION = "question", _("Question")
    TOPIC = "topic", _("Topic")
    STORY = "story", _("Story")


ICONS = {
    OutcomeKind.DECISION: "scale",
    OutcomeKind.ACTION: "hand",
    OutcomeKind.QUESTION: "message-circle-question-mark",
    OutcomeKind.TOPIC: "lightbulb",
    OutcomeKind.STORY: "book-open",
}


class DecidedBy(models.TextChoices):
    """By which rule a decision was taken."""

    CONSENT = "consent", _("Consent: nobody objects")
    CONSENSUS = "consensus", _("Consensus: everybody agrees")
    VOTE = "vote", _("Vote")
    MANDATE = "mandate", _("Mandate: whose task it is decides")


class Standing(models.TextChoices):
    """What holds of a decision now."""

    IN_FORCE = "in_force", _("In force")
    DUE = "due", _("Review is due")
    REVERSED = "reversed", _("Reversed")


@dataclass(frozen=True)
class OutcomeWords:
    """What is said of an outcome; all but the first is for decisions, but `reasons`, and `due_on`, of an action."""

    kind: str
    text: str
    reasons: str = ""
    rejected: str = ""
    decided_by: str = ""
    dissent: str = ""
    review_on: date | None = None
    due_on: date | None = None


class OutcomeQuerySet(models.QuerySet["Outcome"]):
    def visible_to(self, person: Person) -> OutcomeQuerySet:
        """Whoever may read the meeting may read what came out of it."""
        return self.filter(occurrence__in=Occurrence.objects.visible_to(person))

    def decisions(self) -> OutcomeQuerySet:
        return self.filter(kind=OutcomeKind.DECISION)

    def standing_as(self, standing: str) -> OutcomeQuerySet:
        """Decisions that are in force, to be looked at again, or reversed."""
        today = timezone.localdate()
        meant = {
            Standing.IN_FORCE: Q(reversed_at=None, review_on__gt=today),
            Standing.DUE: Q(reversed_at=None, review_on__lte=today),
            Standing.REVERSED: Q(reversed_at__isnull=False),
        }
        return self.decisions().filter(meant[Standing(standing)])

    def for_page(self) -> OutcomeQuerySet:
        return self.select_related("community", "item", "occurrence__series", "occurrence__host")


class Outcome(models.Model):
    """Something that came out of a meeting, on one of its items or at large; written down only while it is in progress.

    Under the Chatham House Rule it has no author, and its words name nobody. What it became lives in another part,
    which the part above them both puts down here.
    """

    community = models.ForeignKey("communities.Community", models.CASCADE, related_name="+")
    occurrence = models.ForeignKey(Occurrence, models.CASCADE, related_name="outcomes")
    item = models.ForeignKey(AgendaItem, models.SET_NULL, null=True, related_name="outcomes")
    kind = models.CharField(max_length=8, choices=OutcomeKind)
    text = models.CharField(max_length=LONGEST_OUTCOME)
    reasons = models.TextField(blank=True, max_length=LONGEST_REASONS)
    rejected = models.TextField(_("options rejected"), blank=True, max_length=LONGEST_REASONS)
    decided_by = models.CharField(max_length=9, choices=DecidedBy, blank=True)
    dissent = models.TextField(blank=True, max_length=LONGEST_REASONS)
    review_on = models.DateField(null=True)
    due_on = models.DateField(null=True)
    written_at = models.DateTimeField(editable=False)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    became_type = models.CharField(max_length=60, blank=True, editable=False)
    became_id = models.BigIntegerField(null=True, editable=False)
    confirmed_at = models.DateTimeField(null=True, editable=False)
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    reversed_at = models.DateTimeField(null=True, editable=False)
    reversed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    reversed_because = models.CharField(max_length=300, blank=True)
    objects = OutcomeQuerySet.as_manager()

    class Meta:
        verbose_name = _("outcome")
        constraints = [
            models.CheckConstraint(name="outcome_has_words", condition=~Q(text="")),
            models.CheckConstraint(name="outcome_kind_is_known", condition=Q(kind__in=OutcomeKind.values)),
            models.CheckConstraint(
                name="outcome_decision_says_why_how_and_until_when",
                condition=Q(
                    ~Q(reasons=""),
                    kind=OutcomeKind.DECISION,
                    decided_by__in=DecidedBy.values,
                    review_on__isnull=False,
                )
                | (
                    ~Q(kind=OutcomeKind.DECISION)
                    & Q(rejected="", decided_by="", dissent="", review_on=None, confirmed_at=None, reversed_at=None)
                ),
            ),
            models.CheckConstraint(
                name="outcome_due_is_an_action", condition=Q(due_on=None) | Q(kind=OutcomeKind.ACTION)
            ),
            models.CheckConstraint(
                name="outcome_became_one_thing",
                condition=Q(became_type="", became_id=None) | (~Q(became_type="") & Q(became_id__isnull=False)),
            ),
            models.CheckConstraint(
                name="outcome_confirmed_at_and_by_together",
                condition=Q(confirmed_at=None, confirmed_by=None)
                | Q(confirmed_at__isnull=False, confirmed_by__isnull=False),
            ),
            models.CheckConstraint(
                name="outcome_reversed_at_by_and_why_together",
                condition=Q(reversed_at=None, reversed_by=None, reversed_because="")
                | (Q(reversed_at__isnull=False, reversed_by__isnull=False) & ~Q(reversed_because="")),
            ),
        ]
        indexes = [
            models.Index(fields=["community", "occurrence"], name="outcome_by_community"),
            models.Index(fields=["review_on"], condition=Q(reversed_at=None), name="outcome_by_review"),
            models.Index(fields=["became_type", "became_id"], name="outcome_by_what_it_became"),
        ]

    def __str__(self) -> str:
        return self.text

    def get_absolute_url(self) -> str:
        return f"{self.occurrence.get_absolute_url()}#outcome-{self.pk}"

    @property
    def icon(self) -> str:
        return ICONS[OutcomeKind(self.kind)]

    @property
    def is_decision(self) -> bool:
        return self.kind == OutcomeKind.DECISION

    @property
    def is_action(self) -> bool:
        return self.kind == OutcomeKind.ACTION

    @property
    def has_become(self) -> bool:
        return self.became_id is not None

    @property
    def standing(self) -> Standing:
        """Of a decision."""
        if self.reversed_at is not None:
            return Standing.REVERSED
        is_due = self.review_on is not None and self.review_on <= timezone.localdate()
        return Standing.DUE if is_due else Standing.IN_FORCE

    @property
    def words(self) -> OutcomeWords:
        return OutcomeWords(**{name: getattr(self, name) for name in OutcomeWords.__dataclass_fields__})

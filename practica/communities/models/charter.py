from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

COMMENT_TIME = timedelta(hours=72)

# The headings of a charter in their order, each with the question it answers. "questions" and "review" are
# columns of their own: the one is a list, the other a date.
SECTIONS: dict[str, tuple[str | Promise, str | Promise]] = {
    "purpose": (_("Purpose"), _("In one sentence, what will be better because we exist?")),
    "domain": (_("Domain"), _("Topics we care about; what is out of scope")),
    "community": (_("Community"), _("Who we are, how one joins, how we look after each other")),
    "practice": (_("Practice"), _("What we want to do better and the methods and tools we will build")),
    "strategy": (_("Link to strategy"), _("Objective, or “exploratory”")),
    "roles": (_("Roles"), _("Facilitator, core group, sponsor")),
    "rhythm": (_("Rhythm"), _("Meetings, spaces, reply promise")),
    "decisions": (_("How we decide"), _("Consent, consensus, vote: which one when")),
    "house_rules": (_("Confidentiality and house rules"), _("What stays here, and how we speak with each other")),
    "signs": (_("Signs of value"), _("At 3, 12 and 36 months")),
    "support": (_("Support agreed"), _("Time, budget, recognition")),
}


class CharterState(models.TextChoices):
    DRAFT = "draft", _("Draft")
    COMMENT = "comment", _("Open for comments")
    IN_FORCE = "in_force", _("In force")
    SUPERSEDED = "superseded", _("Superseded")


class CharterQuerySet(models.QuerySet["Charter"]):
    def in_force(self) -> CharterQuerySet:
        return self.filter(state=CharterState.IN_FORCE)

    def being_made(self) -> CharterQuerySet:
        """The version that is not in force yet: a draft, or open for comments."""
        return self.filter(state__in=[CharterState.DRAFT, CharterState.COMMENT])


class Charter(models.Model):
    """One version of what a community agreed on; at most one is in force and at most one is being made."""

    community = models.ForeignKey("communities.Community", models.CASCADE, related_name="charters")
    version = models.PositiveIntegerField()
    state = models.CharField(max_length=10, choices=CharterState, default=CharterState.DRAFT)
    sections = models.JSONField(default=dict, help_text="source by heading, see SECTIONS")
    sections_html = models.JSONField(default=dict, editable=False)
    questions = models.JSONField(default=list, help_text="the knowledge questions as they were agreed on")
    body = models.TextField(blank=True, help_text="a charter written elsewhere, kept in its own words")
    body_html = models.TextField(blank=True, editable=False)
    what_changed = models.CharField(_("what changes and why"), max_length=500, blank=True)
    review_on = models.DateField(_("review on"), null=True, blank=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    comment_opened_at = models.DateTimeField(null=True, editable=False)
    in_force_at = models.DateTimeField(null=True, editable=False)
    in_force_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+"
    )
    superseded_at = models.DateTimeField(null=True, editable=False)
    objects = CharterQuerySet.as_manager()

    class Meta:
        ordering = ["-version"]
        constraints = [
            models.UniqueConstraint(fields=["community", "version"], name="charter_version_once"),
            models.UniqueConstraint(fields=["community"], condition=Q(state="in_force"), name="charter_one_in_force"),
            models.UniqueConstraint(
                fields=["community"], condition=Q(state__in=["draft", "comment"]), name="charter_one_being_made"
            ),
            models.CheckConstraint(name="charter_state_is_known", condition=Q(state__in=CharterState.values)),
            models.CheckConstraint(
                name="charter_open_for_comment_has_a_time",
                condition=~Q(state="comment") | Q(comment_opened_at__isnull=False),
            ),
            models.CheckConstraint(
                name="charter_in_force_has_a_time",
                condition=~Q(state__in=["in_force", "superseded"]) | Q(in_force_at__isnull=False),
            ),
            models.CheckConstraint(
                name="charter_put_in_force_by_somebody_has_a_time",
                condition=Q(in_force_by=None) | Q(in_force_at__isnull=False),
            ),
            models.CheckConstraint(
                name="charter_superseded_at_when_superseded",
                condition=Q(state="superseded", superseded_at__isnull=False)
                | (~Q(state="superseded") & Q(superseded_at=None)),
            ),
        ]

    def __str__(self) -> str:
        return f"charter {self.version} of {self.community_id}"

    @property
    def comments_until(self) -> datetime | None:
        """The earliest moment it may come into force."""
        return self.comment_opened_at + COMMENT_TIME if self.comment_opened_at else None

    @property
    def is_draft(self) -> bool:
        return self.state == CharterState.DRAFT

    @property
    def is_open_for_comment(self) -> bool:
        return self.state == CharterState.COMMENT

    @property
    def is_in_force(self) -> bool:
        return self.state == CharterState.IN_FORCE

    @property
    def has_been_heard(self) -> bool:
        """Members had their 72 hours."""
        return self.comments_until is not None and self.comments_until <= timezone.now()


class CharterComment(models.Model):
    """What a member says about a charter while it is open for comments."""

    charter = models.ForeignKey(Charter, models.CASCADE, related_name="comments")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    text = models.TextField(max_length=2000)
    written_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["written_at", "pk"]
        constraints = [models.CheckConstraint(name="charter_comment_has_a_text", condition=~Q(text=""))]

    def __str__(self) -> str:
        return f"comment {self.pk} on charter {self.charter_id}"

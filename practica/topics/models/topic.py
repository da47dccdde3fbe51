from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Deferrable, Exists, OuterRef, Q
from django.db.models.functions import Length
from django.db.models.lookups import GreaterThanOrEqual
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from practica.communities.models import Community, facilitates, may_read
from practica.foundation.addresses import address_of
from practica.foundation.horizons import Horizon
from practica.foundation.placed import Placed
from practica.topics.models.support import Support

if TYPE_CHECKING:
    from practica.people.models import Person

# Until then a suggestion is promised its first answer.
ANSWER_DUE = timedelta(days=14)
SHORTEST_REASON, LONGEST_REASON = 20, 1000


class Lane(models.TextChoices):
    """What the community would do with it."""

    LEARN = "learn", _("Learn")
    STANDARDISE = "standardise", _("Standardise")
    BUILD = "build", _("Build")


class Source(models.TextChoices):
    """Where somebody was when they suggested it."""

    BACKLOG = "backlog", _("The list of topics")
    CONVERSATION = "conversation", _("A conversation")
    MEETING = "meeting", _("A meeting")
    TASK = "task", _("A task")
    POLL = "poll", _("A poll")
    LIBRARY = "library", _("A page of the library")
    INITIATIVE = "initiative", _("An initiative")
    SEARCH = "search", _("A search that found nothing")
    MAIL = "mail", _("A mail")


class State(models.TextChoices):
    SUGGESTED = "suggested", _("Suggested")
    CONSIDERING = "considering", _("Being considered")
    ACCEPTED = "accepted", _("Accepted")
    PLANNED = "planned", pgettext_lazy("topic", "Planned")
    DONE = "done", pgettext_lazy("topic", "Done")
    PARKED = "parked", _("Parked")
    DECLINED = "declined", pgettext_lazy("topic", "Declined")
    MERGED = "merged", _("Merged")


# How a state looks: its icon and its tone.
LOOKS = {
    State.SUGGESTED: ("lightbulb", "note"),
    State.CONSIDERING: ("hourglass", "note"),
    State.ACCEPTED: ("circle-check", "ok"),
    State.PLANNED: ("calendar-days", "ok"),
    State.DONE: ("badge-check", "ok"),
    State.PARKED: ("circle-pause", ""),
    State.DECLINED: ("x", ""),
    State.MERGED: ("git-merge", ""),
}
UNDECIDED = (State.SUGGESTED, State.CONSIDERING)
ON_THE_AGENDA = (State.ACCEPTED, State.PLANNED)


class TopicQuerySet(models.QuerySet["Topic"]):
    def visible_to(self, person: Person) -> TopicQuerySet:
        """Those of the communities one may read; hidden ones only for their author and the facilitators."""
        return self.filter(may_read(person), Q(hidden_at=None) | Q(author=person) | facilitates(person))

    def undecided(self) -> TopicQuerySet:
        """Waiting for an answer, or being considered."""
        return self.filter(state__in=UNDECIDED)

    def waiting(self) -> TopicQuerySet:
        """Without any answer yet."""
        return self.filter(state=State.SUGGESTED)

    def on_the_agenda(self) -> TopicQuerySet:
        """Accepted and not done, in the group's own order."""
        return self.filter(state__in=ON_THE_AGENDA).order_by("lane", "position")

    def for_rows(self, person: Person) -> TopicQuerySet:
        """All that one row shows, and whether the person supports it, in one query."""
        mine = Support.objects.filter(topic=OuterRef("pk"), person=person)
        return self.select_related("author", "looks_like").annotate(is_supported=Exists(mine))


class Topic(Placed, models.Model):
    """Something a member would have the community learn, standardise or build; a suggestion until it is answered.

    A quiet one has no author: not here, and nowhere else (`docs/adr/0007`).
    """

    community = models.ForeignKey(Community, models.CASCADE, related_name="suggestions")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    is_quiet = models.BooleanField(default=False, editable=False)
    # From it nobody learns who it was; with the key of the installation one can ask whether it was this very person.
    seal = models.CharField(max_length=120, blank=True, editable=False)
    title = models.CharField(_("title"), max_length=160)
    # The title in small letters without accents, to compare with.
    sought = models.CharField(max_length=320, editable=False)
    why = models.TextField(_("why"), max_length=2000)
    benefits = models.CharField(_("who benefits"), max_length=300, blank=True)
    horizon = models.CharField(_("horizon"), max_length=10, choices=Horizon, default=Horizon.YEAR)
    lane = models.CharField(_("lane"), max_length=12, choices=Lane, default=Lane.LEARN)
    language = models.CharField(max_length=8, default="en")
    source = models.CharField(max_length=12, choices=Source, default=Source.BACKLOG)
    state = models.CharField(max_length=12, choices=State, default=State.SUGGESTED)
    suggested_at = models.DateTimeField(editable=False)
    due_at = models.DateTimeField(editable=False)
    answered_at = models.DateTimeField(null=True, editable=False)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+"
    )
    # What was said with the last answer.
    reason = models.TextField(blank=True, max_length=1000)
    parked_until = models.DateField(null=True)
    # Its place in its lane of the learning agenda, from 1.
    position = models.PositiveIntegerField(null=True, editable=False)
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, related_name="merged_topics")
    state_before_merging = models.CharField(max_length=12, blank=True, editable=False)
    # The one that was most like it when it was suggested, until somebody says they are not the same.
    looks_like = models.ForeignKey("self", models.SET_NULL, null=True, related_name="+")
    support_count = models.PositiveIntegerField(default=0, editable=False)
    reminded_at = models.DateTimeField(null=True, editable=False)
    hidden_at = models.DateTimeField(null=True, editable=False)
    hidden_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+")
    hide_reason = models.CharField(max_length=300, blank=True)
    objects = TopicQuerySet.as_manager()

    class Meta:
        verbose_name = _("topic")
        constraints = [
            models.CheckConstraint(name="topic_has_a_title", condition=~Q(title="")),
            models.CheckConstraint(name="topic_state_is_known", condition=Q(state__in=State.values)),
            models.CheckConstraint(name="topic_lane_is_known", condition=Q(lane__in=Lane.values)),
            models.CheckConstraint(name="topic_horizon_is_known", condition=Q(horizon__in=Horizon.values)),
            models.CheckConstraint(name="topic_source_is_known", condition=Q(source__in=Source.values)),
            models.CheckConstraint(
                name="topic_is_quiet_or_has_an_author",
                condition=Q(is_quiet=True, author=None) | Q(is_quiet=False, author__isnull=False, seal=""),
            ),
            models.CheckConstraint(
                name="topic_answered_at_and_by_together",
                condition=Q(answered_at=None, answered_by=None)
                | Q(answered_at__isnull=False, answered_by__isnull=False),
            ),
            models.CheckConstraint(
                name="topic_declined_with_a_reason",
                condition=~Q(state=State.DECLINED) | Q(GreaterThanOrEqual(Length("reason"), SHORTEST_REASON)),
            ),
            models.CheckConstraint(
                name="topic_parked_until_a_day",
                condition=Q(state=State.PARKED, parked_until__isnull=False)
                | (~Q(state=State.PARKED) & Q(parked_until=None)),
            ),
            models.CheckConstraint(
                name="topic_merged_into_another",
                condition=Q(state=State.MERGED, merged_into__isnull=False)
                | (~Q(state=State.MERGED) & Q(merged_into=None)),
            ),
            models.CheckConstraint(
                name="topic_on_the_agenda_has_a_place",
                condition=Q(state__in=ON_THE_AGENDA, position__isnull=False)
                | (~Q(state__in=ON_THE_AGENDA) & Q(position=None)),
            ),
            models.CheckConstraint(
                name="topic_hidden_at_and_by_together",
                condition=Q(hidden_at=None, hidden_by=None) | Q(hidden_at__isnull=False, hidden_by__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["community", "lane", "position"],
                name="topic_place_once_a_lane",
                deferrable=Deferrable.DEFERRED,
            ),
        ]
        indexes = [
            # In the order of those that wait: due first, then what is being considered.
            models.Index(fields=["community", "-state", "due_at", "id"], name="topic_by_state"),
            models.Index(fields=["state", "due_at"], condition=Q(state="suggested"), name="topic_waiting_by_due"),
            GinIndex(fields=["sought"], name="topic_by_likeness", opclasses=["gin_trgm_ops"]),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return address_of("topics:topic", self.pk)

    @property
    def icon(self) -> str:
        return LOOKS[State(self.state)][0]

    @property
    def tone(self) -> str:
        return LOOKS[State(self.state)][1]

    @property
    def is_waiting(self) -> bool:
        return self.state == State.SUGGESTED

    @property
    def is_undecided(self) -> bool:
        return self.state in UNDECIDED

    @property
    def is_on_the_agenda(self) -> bool:
        return self.state in ON_THE_AGENDA

    @property
    def is_late(self) -> bool:
        """The promised answer did not come in time."""
        return self.is_waiting and self.due_at < timezone.now()

    @property
    def days_left(self) -> int:
        """Days until the answer is due, by the reader's calendar."""
        return (timezone.localdate(self.due_at) - timezone.localdate()).days

    @property
    def is_hidden(self) -> bool:
        return self.hidden_at is not None

    @property
    def is_capability(self) -> bool:
        return self.horizon == Horizon.CAPABILITY

    @property
    def is_urgent(self) -> bool:
        return self.horizon == Horizon.URGENT

    @property
    def looks_merged(self) -> Any:
        """The one it could be merged with, while both are open for it."""
        other = self.looks_like
        return other if other and self.is_undecided and other.state in {*UNDECIDED, *ON_THE_AGENDA} else None

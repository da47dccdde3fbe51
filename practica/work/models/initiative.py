from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.contrib.postgres.expressions import ArraySubquery
from django.db import models
from django.db.models import Count, Exists, F, OuterRef, Prefetch, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, ngettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from practica.communities.models import Community, belongs, may_read
from practica.foundation.horizons import Horizon
from practica.work.models.due import day_in_words

if TYPE_CHECKING:
    from practica.people.models import Person

# Joint work: with fewer it is a task.
FEWEST_PARTNERS = 2


class Stage(models.TextChoices):
    """Where an initiative stands."""

    PROPOSED = "proposed", pgettext_lazy("initiative", "Proposed")
    ACTIVE = "active", pgettext_lazy("initiative", "Under way")
    DELIVERED = "delivered", pgettext_lazy("initiative", "Delivered")
    REVIEWED = "reviewed", pgettext_lazy("initiative", "Looked back on")
    CLOSED = "closed", pgettext_lazy("initiative", "Closed")
    ABANDONED = "abandoned", pgettext_lazy("initiative", "Given up")


STANDING = (Stage.PROPOSED, Stage.ACTIVE, Stage.DELIVERED, Stage.REVIEWED)
LOOKS = {
    Stage.PROPOSED: ("circle-dashed", "note"),
    Stage.ACTIVE: ("rocket", "ok"),
    Stage.DELIVERED: ("package", "ok"),
    Stage.REVIEWED: ("eye", "ok"),
    Stage.CLOSED: ("badge-check", ""),
    Stage.ABANDONED: ("leaf", ""),
}


class Output(models.TextChoices):
    """What shall be there at the end."""

    PROCEDURE = "procedure", _("A procedure")
    TOOL = "tool", _("A tool")
    DOCUMENT = "document", _("A document")
    DECISION = "decision", _("A decision")
    PRACTICE = "practice", _("Something people can do that they could not before")


def fact(name: str) -> models.CheckConstraint:
    at, by = f"{name}_at__isnull", f"{name}_by__isnull"
    return models.CheckConstraint(
        name=f"initiative_{name}_at_and_by_together", condition=Q(**{at: True, by: True}) | Q(**{at: False, by: False})
    )


def when() -> models.DateTimeField[Any, Any]:
    return models.DateTimeField(null=True, editable=False)


def who() -> models.ForeignKey[Any, Any]:
    return models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+")


class InitiativeQuerySet(models.QuerySet["Initiative"]):
    def visible_to(self, person: Person) -> InitiativeQuerySet:
        return self.filter(may_read(person))

    def standing(self) -> InitiativeQuerySet:
        """Neither closed nor given up; what is under way first, then by the day it is meant for."""
        first = Exists(Initiative.objects.filter(pk=OuterRef("pk"), stage=Stage.ACTIVE))
        return self.filter(stage__in=STANDING).order_by(first.desc(), F("due_on").asc(nulls_last=True), "pk")

    def taking_tasks(self) -> InitiativeQuerySet:
        return self.filter(stage__in=[Stage.PROPOSED, Stage.ACTIVE])

    def over(self) -> InitiativeQuerySet:
        return self.exclude(stage__in=STANDING).order_by("-ended_at", "-pk")

    def shared_by(self, person: Person) -> InitiativeQuerySet:
        """Those that somebody takes part in, where they belong."""
        mine = Partner.objects.current().filter(initiative=OuterRef("pk"), person=person)
        return self.filter(Exists(mine), belongs(person))

    def for_listing(self) -> InitiativeQuerySet:
        """With the names of who leads it, and how many of its tasks are done; in one query."""
        leads = Partner.objects.current().filter(initiative=OuterRef("pk"), is_lead=True).order_by("pk")
        return self.select_related("community").annotate(
            leads=ArraySubquery(leads.values("person__name")),
            task_count=Count("tasks", filter=~Q(tasks__state="dropped")),
            done_count=Count("tasks", filter=Q(tasks__state="done")),
        )

    def for_page(self) -> InitiativeQuerySet:
        """With everybody who takes part, those who lead first."""
        partners = Partner.objects.current().select_related("person").order_by("-is_lead", "pk")
        rows = self.for_listing().select_related("created_by")
        return rows.prefetch_related(Prefetch("partners", partners, to_attr="present"))


class Initiative(models.Model):
    """Joint work with an aim: led by some, shared by two at least, with an end at which one says what was learned.

    For whom it is done (`client`) is for those who take part, and stands nowhere else.
    """

    community = models.ForeignKey(Community, models.CASCADE, related_name="initiatives")
    title = models.CharField(max_length=120)
    goal = models.TextField(max_length=1000)
    output = models.CharField(max_length=10, choices=Output, default=Output.DOCUMENT)
    horizon = models.CharField(max_length=10, choices=Horizon, default=Horizon.YEAR)
    client = models.CharField(max_length=200, blank=True)
    language = models.CharField(max_length=7, blank=True)
    begins_on = models.DateField(null=True, blank=True)
    due_on = models.DateField(null=True, blank=True)
    stage = models.CharField(max_length=10, choices=Stage, default=Stage.PROPOSED, editable=False)
    learned = models.TextField(max_length=1000, blank=True)
    created_at = models.DateTimeField(editable=False)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    started_at, started_by = when(), who()
    delivered_at, delivered_by = when(), who()
    reviewed_at, reviewed_by = when(), who()
    ended_at, ended_by = when(), who()
    objects = InitiativeQuerySet.as_manager()

    class Meta:
        verbose_name = _("initiative")
        indexes = [models.Index(fields=["community", "stage", "due_on"], name="initiative_in_community")]
        constraints = [
            models.CheckConstraint(name="initiative_has_a_title_and_a_goal", condition=~Q(title="") & ~Q(goal="")),
            models.CheckConstraint(name="initiative_stage_is_known", condition=Q(stage__in=Stage.values)),
            models.CheckConstraint(name="initiative_output_is_known", condition=Q(output__in=Output.values)),
            models.CheckConstraint(name="initiative_horizon_is_known", condition=Q(horizon__in=Horizon.values)),
            models.CheckConstraint(
                name="initiative_ends_after_it_begins",
                condition=Q(begins_on=None) | Q(due_on=None) | Q(due_on__gte=F("begins_on")),
            ),
            models.CheckConstraint(
                name="initiative_is_over_when_its_stage_says_so",
                condition=Q(stage__in=STANDING, ended_at__isnull=True)
                | (~Q(stage__in=STANDING) & Q(ended_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="initiative_looked_back_on_says_what_was_learned",
                condition=~Q(stage__in=[Stage.REVIEWED, Stage.CLOSED, Stage.ABANDONED]) | ~Q(learned=""),
            ),
            fact("started"),
            fact("delivered"),
            fact("reviewed"),
            fact("ended"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("work:initiative", args=[self.pk])

    @property
    def icon(self) -> str:
        return LOOKS[Stage(self.stage)][0]

    @property
    def tone(self) -> str:
        return LOOKS[Stage(self.stage)][1]

    @property
    def is_standing(self) -> bool:
        return self.stage in STANDING

    @property
    def is_open_for_tasks(self) -> bool:
        return self.stage in {Stage.PROPOSED, Stage.ACTIVE}

    @property
    def is_capability(self) -> bool:
        return self.horizon == Horizon.CAPABILITY

    @property
    def led_by(self) -> str:
        """`Tomás and Lucía lead`, of one `for_listing()`."""
        names = [name.split()[0] for name in self.leads]  # type: ignore[attr-defined] # annotated
        if not names:
            return gettext("Nobody leads it at the moment")
        told = names[0] if len(names) == 1 else _in_a_row(names)
        return ngettext("%(names)s leads", "%(names)s lead", len(names)) % {"names": told}

    @property
    def is_late(self) -> bool:
        return self.is_open_for_tasks and self.due_on is not None and self.due_on < timezone.localdate()

    @property
    def day_words(self) -> str:
        return day_in_words(self.due_on) if self.due_on else ""

    @property
    def begin_words(self) -> str:
        return day_in_words(self.begins_on) if self.begins_on else ""


def _in_a_row(names: list[str]) -> str:
    return gettext("%(names)s and %(last)s") % {"names": ", ".join(names[:-1]), "last": names[-1]}


class PartnerQuerySet(models.QuerySet["Partner"]):
    def current(self) -> PartnerQuerySet:
        return self.filter(left_at=None)


class Partner(models.Model):
    """Somebody's part in an initiative, from joining to stepping out; who leads it says so for themselves."""

    initiative = models.ForeignKey(Initiative, models.CASCADE, related_name="partners")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="initiative_parts")
    is_lead = models.BooleanField(default=False)
    joined_at = models.DateTimeField()
    left_at = models.DateTimeField(null=True)
    objects = PartnerQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "initiative"], condition=Q(left_at=None), name="partner_once_at_a_time"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} in {self.initiative_id}"

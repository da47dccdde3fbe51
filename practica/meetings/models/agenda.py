"""What a meeting goes through, in order; a series keeps the same rows as its template."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import models
from django.db.models import Deferrable, F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from practica.foundation.horizons import Horizon
from practica.foundation.placed import Placed
from practica.meetings.models.occurrence import Occurrence
from practica.meetings.models.series import Series

if TYPE_CHECKING:
    from practica.people.models import Person

Holder = Series | Occurrence
LONGEST_ITEM = 8 * 60


class Purpose(models.TextChoices):
    HELP = "help", pgettext_lazy("purpose of an item", "Help")
    LEARN = "learn", pgettext_lazy("purpose of an item", "Learn")
    DECIDE = "decide", pgettext_lazy("purpose of an item", "Decide")
    INFORM = "inform", pgettext_lazy("purpose of an item", "Inform")


ICONS = {Purpose.HELP: "hand-heart", Purpose.LEARN: "graduation-cap", Purpose.DECIDE: "scale", Purpose.INFORM: "info"}


class Place(models.TextChoices):
    """What became of an item: proposed, on the agenda, covered, put off because the time went elsewhere, taken off."""

    PROPOSED = "proposed", pgettext_lazy("agenda item", "Proposed")
    PLACED = "placed", pgettext_lazy("agenda item", "On the agenda")
    COVERED = "covered", pgettext_lazy("agenda item", "Covered")
    DISPLACED = "displaced", pgettext_lazy("agenda item", "Put off")
    DROPPED = "dropped", pgettext_lazy("agenda item", "Taken off")


class AgendaItemQuerySet(models.QuerySet["AgendaItem"]):
    def visible_to(self, person: Person) -> AgendaItemQuerySet:
        """Those of published agendas, and of templates; a draft is for those alone who may change it."""
        return self.within_reach_of(person).exclude(occurrence__agenda_published_at=None, series=None)

    def within_reach_of(self, person: Person) -> AgendaItemQuerySet:
        """In meetings and series that one sees, drafts too: whoever asks has to require `can_change`."""
        meetings, series = Occurrence.objects.visible_to(person), Series.objects.visible_to(person)
        return self.filter(Q(occurrence__in=meetings) | Q(series__in=series))

    def in_the_room_with(self, person: Person) -> AgendaItemQuerySet:
        """What a meeting talks about: what its agenda tells, and what was taken up though that is still a draft."""
        told = (
            Q(occurrence__agenda_published_at__isnull=False)
            | Q(place=Place.COVERED)
            | Q(occurrence__clock__item=F("pk"))
        )
        return self.filter(told, occurrence__in=Occurrence.objects.visible_to(person), is_section=False)

    def of(self, holder: Holder) -> AgendaItemQuerySet:
        return self.filter(**ends_of(holder))

    def standing(self) -> AgendaItemQuerySet:
        """On the agenda, in its order; covered ones too."""
        return self.filter(place__in=[Place.PLACED, Place.COVERED]).order_by("position")

    def for_page(self) -> AgendaItemQuerySet:
        return self.select_related("community", "series", "lead", "occurrence__series", "occurrence__host")


class AgendaItem(Placed, models.Model):
    """One thing a meeting takes up, in so many minutes; or a heading over those that follow.

    It belongs to a meeting, or to a series as part of its template. `displaced_times` says how often in a row it was
    put off before it came here.
    """

    community = models.ForeignKey("communities.Community", models.CASCADE, related_name="+")
    series = models.ForeignKey(Series, models.CASCADE, null=True, related_name="template_items")
    occurrence = models.ForeignKey(Occurrence, models.CASCADE, null=True, related_name="items")
    place = models.CharField(max_length=9, choices=Place, default=Place.PLACED)
    # From 1, for what stands on the agenda.
    position = models.PositiveSmallIntegerField(null=True, editable=False)
    is_section = models.BooleanField(default=False)
    title = models.CharField(_("title"), max_length=200)
    note = models.TextField(blank=True, max_length=4000)
    note_html = models.TextField(blank=True, editable=False)
    minutes = models.PositiveSmallIntegerField(default=0)
    purpose = models.CharField(max_length=6, choices=Purpose, default=Purpose.INFORM)
    horizon = models.CharField(max_length=10, choices=Horizon, default=Horizon.YEAR)
    lead = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    carried_from = models.ForeignKey("self", models.SET_NULL, null=True, editable=False, related_name="carried_to")
    displaced_times = models.PositiveSmallIntegerField(default=0, editable=False)
    # The key of its format, whose steps guide it; empty when it has none.
    script = models.CharField(max_length=20, blank=True)
    # What it came from, named by the part above that knows both.
    origin_type = models.CharField(max_length=60, blank=True, editable=False)
    origin_id = models.BigIntegerField(null=True, editable=False)
    objects = AgendaItemQuerySet.as_manager()

    class Meta:
        verbose_name = _("agenda item")
        constraints = [
            models.CheckConstraint(
                name="agendaitem_of_a_meeting_or_of_a_series",
                condition=Q(series__isnull=False, occurrence=None) | Q(series=None, occurrence__isnull=False),
            ),
            models.CheckConstraint(name="agendaitem_has_a_title", condition=~Q(title="")),
            models.CheckConstraint(name="agendaitem_place_is_known", condition=Q(place__in=Place.values)),
            models.CheckConstraint(name="agendaitem_purpose_is_known", condition=Q(purpose__in=Purpose.values)),
            models.CheckConstraint(name="agendaitem_horizon_is_known", condition=Q(horizon__in=Horizon.values)),
            models.CheckConstraint(name="agendaitem_lasts_so_long", condition=Q(minutes__lte=LONGEST_ITEM)),
            models.CheckConstraint(
                name="agendaitem_section_takes_no_time",
                condition=Q(is_section=False) | Q(minutes=0, lead=None, place=Place.PLACED, script=""),
            ),
            models.CheckConstraint(
                name="agendaitem_on_the_agenda_has_a_position",
                condition=Q(place__in=[Place.PLACED, Place.COVERED], position__gte=1)
                | Q(place__in=[Place.PROPOSED, Place.DISPLACED, Place.DROPPED], position=None),
            ),
            models.CheckConstraint(
                name="agendaitem_of_a_template_only_stands", condition=Q(series=None) | Q(place=Place.PLACED)
            ),
            models.CheckConstraint(
                name="agendaitem_came_from_one_thing",
                condition=Q(origin_type="", origin_id=None) | (~Q(origin_type="") & Q(origin_id__isnull=False)),
            ),
            models.CheckConstraint(name="agendaitem_is_not_its_own", condition=~Q(carried_from=F("pk"))),
            models.UniqueConstraint(
                fields=["occurrence", "position"], name="agendaitem_position_once", deferrable=Deferrable.DEFERRED
            ),
            models.UniqueConstraint(
                fields=["series", "position"], name="agendaitem_template_position_once", deferrable=Deferrable.DEFERRED
            ),
            models.UniqueConstraint(
                fields=["occurrence", "origin_type", "origin_id"],
                condition=~Q(origin_type=""),
                name="agendaitem_from_one_thing_once",
            ),
        ]
        indexes = [
            models.Index(fields=["community", "occurrence"], name="agendaitem_by_community"),
            models.Index(fields=["origin_type", "origin_id"], name="agendaitem_by_origin"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("meetings:item", args=[self.pk])

    @property
    def holder(self) -> Holder:
        return self.series or self.occurrence  # type: ignore[return-value] # one of them, as a constraint says

    @property
    def icon(self) -> str:
        return ICONS[Purpose(self.purpose)]

    @property
    def is_capability(self) -> bool:
        return self.horizon == Horizon.CAPABILITY and not self.is_section

    @property
    def is_settled(self) -> bool:
        """How far ahead it looks was said where it came from, and is not said anew to make room."""
        return bool(self.origin_type or self.carried_from_id)

    @property
    def is_covered(self) -> bool:
        return self.place == Place.COVERED

    @property
    def is_standing(self) -> bool:
        return self.position is not None


class MeetingRole(models.Model):
    """What somebody does so that a meeting works, like keeping the time; taken by oneself, and given back the same way."""

    community = models.ForeignKey("communities.Community", models.CASCADE, related_name="+")
    series = models.ForeignKey(Series, models.CASCADE, null=True, related_name="template_roles")
    occurrence = models.ForeignKey(Occurrence, models.CASCADE, null=True, related_name="roles")
    name = models.CharField(_("role"), max_length=60)
    duty = models.CharField(_("what it does"), max_length=200, blank=True)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="meetingrole_of_a_meeting_or_of_a_series",
                condition=Q(series__isnull=False, occurrence=None, person=None)
                | Q(series=None, occurrence__isnull=False),
            ),
            models.CheckConstraint(name="meetingrole_has_a_name", condition=~Q(name="")),
        ]
        indexes = [models.Index(fields=["community", "occurrence"], name="meetingrole_by_community")]

    def __str__(self) -> str:
        return self.name


class Displacement(models.Model):
    """Something urgent took the time of what pays off in half a year: the slot of a meeting, or one of its items.

    Without an item it is the slot: published `minutes_missing` short, for a reason that is kept.
    """

    community = models.ForeignKey("communities.Community", models.CASCADE, related_name="displacements")
    occurrence = models.ForeignKey(Occurrence, models.CASCADE, related_name="displacements")
    item = models.ForeignKey(AgendaItem, models.CASCADE, null=True, related_name="displacements")
    minutes_missing = models.PositiveSmallIntegerField(default=0)
    because = models.CharField(max_length=400, blank=True)
    displaced_at = models.DateTimeField(editable=False)
    displaced_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["occurrence", "item"], name="displacement_once", nulls_distinct=False),
            models.CheckConstraint(
                name="displacement_of_the_slot_says_how_much_and_why",
                condition=Q(item__isnull=False) | (Q(minutes_missing__gte=1) & ~Q(because="")),
            ),
        ]
        indexes = [models.Index(fields=["community", "occurrence"], name="displacement_by_community")]

    def __str__(self) -> str:
        return f"displacement in {self.occurrence_id}"


def ends_of(holder: Holder) -> dict[str, Any]:
    return {"series": holder} if isinstance(holder, Series) else {"occurrence": holder}


def fresh(holder: Holder, **fields: Any) -> AgendaItem:
    """A row for this meeting or this template, not saved."""
    return AgendaItem(community=holder.community, **ends_of(holder), **fields)

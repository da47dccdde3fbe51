from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import Count, Exists, F, OuterRef, Prefetch, Q, Subquery
from django.db.models.functions import Cast, Coalesce, Lower
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from practica.communities.models.membership import Membership, Role
from practica.communities.models.rights import belongs
from practica.foundation.hues import HUES, hue_of, initials_of
from practica.foundation.plain_words import plain_words, says
from practica.search.languages import language_of

if TYPE_CHECKING:
    from practica.people.models import Person


class Status(models.TextChoices):
    """What may happen in it. Not how mature it is: that is its stage."""

    POTENTIAL = "potential", _("Potential")
    FORMING = "forming", _("Forming")
    ACTIVE = "active", _("Active")
    DORMANT = "dormant", _("Dormant")
    CLOSING = "closing", _("Closing")
    CLOSED = "closed", _("Closed")


# What the directory finds it by: the name by anybody who is told of it, the texts by those who may read it.
NAMED, SAYING = ("name",), ("tagline", "domain", Cast("topics", models.TextField()))
# By which its language is told; a few sentences do.
OWN_WORDS, TELLING = ("tagline", "domain", "community", "practice", "scope_in", "scope_out"), 600
BEFORE_AND_AFTER = [Status.POTENTIAL, Status.CLOSED]


class Stage(models.TextChoices):
    """How mature it is; set by its facilitator with evidence, may go back."""

    POTENTIAL = "potential", _("Potential")
    COALESCING = "coalescing", _("Coalescing")
    MATURING = "maturing", _("Maturing")
    STEWARDSHIP = "stewardship", _("Stewardship")
    TRANSFORMATION = "transformation", _("Transformation")


class Visibility(models.TextChoices):
    """Who reads it and how one enters."""

    OPEN = "open", _("Open: everyone reads, anyone joins")
    REQUEST = "request", _("On request: everyone reads, joining is asked for")
    PRIVATE = "private", _("Private: only members read; name and contact are listed")


class Formality(models.TextChoices):
    INFORMAL = "informal", _("Informal")
    CHARTERED = "chartered", _("Chartered")


class CommunityQuerySet(models.QuerySet["Community"]):
    def of(self, person: Person) -> CommunityQuerySet:
        """The communities a person belongs to."""
        return self.filter(belongs(person, "pk"))

    def visible_to(self, person: Person) -> CommunityQuerySet:
        """Whose pages and contents a person may read; private ones only by their members, guests only their own."""
        if not person.is_active:
            return self.none()
        mine = belongs(person, "pk")
        return self.filter(mine) if person.is_guest else self.filter(mine | ~Q(visibility=Visibility.PRIVATE))

    def listed_to(self, person: Person) -> CommunityQuerySet:
        """What the directory names: also private ones (name and contact), but to guests only their own."""
        return self.visible_to(person) if person.is_guest or not person.is_active else self.all()

    def saying(self, word: str) -> CommunityQuerySet:
        """Of those `with_readable`: the word stands in the name, or in the texts where these may be read."""
        return self.filter(says(word, *NAMED) | (says(word, *SAYING) & Q(is_readable=True)))

    def living(self) -> CommunityQuerySet:
        return self.exclude(status__in=BEFORE_AND_AFTER)

    def without_facilitator(self) -> CommunityQuerySet:
        """Whose post is vacant."""
        return self.exclude(Exists(Membership.objects.facilitating().filter(community=OuterRef("pk"))))

    def with_readable(self, person: Person) -> CommunityQuerySet:
        """Each with `is_readable`: False where only the name and the contact may be shown to this person."""
        return self.annotate(is_readable=Exists(Community.objects.visible_to(person).filter(pk=OuterRef("pk"))))

    def with_member_count(self) -> CommunityQuerySet:
        counted = Membership.objects.full().filter(community=OuterRef("pk")).order_by().values("community")
        return self.annotate(
            member_count=Coalesce(Subquery(counted.annotate(n=Count("pk")).values("n")), 0),
        )

    def for_listing(self) -> CommunityQuerySet:
        """By name, with all that a row of the directory shows, in a fixed number of queries."""
        people = Membership.objects.facilitating().select_related("person").order_by("joined_at")
        return (
            self.with_member_count()
            .select_related("unit")
            .prefetch_related(Prefetch("memberships", people, to_attr="listed_facilitators"))
            .order_by(Lower("name"))
        )


class Community(models.Model):
    """A group that cares about a domain, learns together, and develops a practice it shares."""

    name = models.CharField(_("name"), max_length=120)
    slug = models.SlugField(max_length=80, unique=True)
    tagline = models.CharField(_("in one sentence"), max_length=240, blank=True)
    domain = models.TextField(_("domain"), max_length=4000, blank=True)
    community = models.TextField(_("community"), max_length=4000, blank=True)
    practice = models.TextField(_("practice"), max_length=4000, blank=True)
    scope_in = models.TextField(_("in scope"), max_length=2000, blank=True)
    scope_out = models.TextField(_("out of scope"), max_length=2000, blank=True)
    house_rules = models.TextField(_("house rules"), max_length=4000, blank=True)
    rhythm = models.CharField(_("rhythm"), max_length=200, blank=True)
    contact = models.CharField(_("contact"), max_length=300, blank=True)
    languages = models.JSONField(_("languages"), default=list)
    topics = models.JSONField(_("topics"), default=list, blank=True)
    visibility = models.CharField(_("who may enter"), max_length=8, choices=Visibility, default=Visibility.OPEN)
    status = models.CharField(max_length=10, choices=Status, default=Status.FORMING)
    stage = models.CharField(max_length=16, choices=Stage, default=Stage.POTENTIAL)
    formality = models.CharField(max_length=10, choices=Formality, default=Formality.INFORMAL)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="parts")
    unit = models.ForeignKey(
        "organisation.Unit",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="communities",
    )
    sponsor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="sponsored_communities",
    )
    hue_name = models.CharField(max_length=8, blank=True)
    first_gathering_on = models.DateField(_("first gathering"), null=True, blank=True)
    difference = models.CharField(
        _("what is different here"), max_length=500, blank=True, help_text="said when a similar one was there"
    )
    stage_evidence = models.CharField(_("what shows it"), max_length=1000, blank=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    objects = CommunityQuerySet.as_manager()

    class Meta:
        verbose_name = _("community")
        constraints = [
            models.UniqueConstraint(Lower("name"), name="community_name_is_unique"),
            models.CheckConstraint(name="community_has_a_name", condition=~Q(name="")),
            models.CheckConstraint(name="community_is_not_its_own_parent", condition=~Q(parent=F("pk"))),
            models.CheckConstraint(name="community_status_is_known", condition=Q(status__in=Status.values)),
            models.CheckConstraint(name="community_stage_is_known", condition=Q(stage__in=Stage.values)),
            models.CheckConstraint(
                name="community_visibility_is_known",
                condition=Q(visibility__in=Visibility.values),
            ),
            models.CheckConstraint(
                name="community_formality_is_known",
                condition=Q(formality__in=Formality.values),
            ),
            models.CheckConstraint(name="community_hue_is_known", condition=Q(hue_name__in=["", *HUES])),
        ]
        indexes = [
            GinIndex(OpClass(plain_words(*NAMED), name="gin_trgm_ops"), name="community_by_name"),
            GinIndex(OpClass(plain_words(*SAYING), name="gin_trgm_ops"), name="community_by_words"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("communities:home", args=[self.slug])

    @property
    def hue(self) -> str:
        return self.hue_name or hue_of(self.pk)

    @property
    def glyph(self) -> str:
        return initials_of(self.name).capitalize()

    @property
    def is_living(self) -> bool:
        return self.status not in BEFORE_AND_AFTER

    @property
    def is_private(self) -> bool:
        return self.visibility == Visibility.PRIVATE

    @property
    def language_names(self) -> list[str]:
        known = dict(settings.LANGUAGES)
        return [str(known[code]) for code in self.languages if code in known]

    @cached_property
    def language(self) -> str:
        """The language of its own words as these tell, or the single one it speaks; empty when neither says.

        Of words that were not fetched nothing is asked.
        """
        words = " ".join(self.__dict__.get(name, "") for name in OWN_WORDS)
        declared = str(self.languages[0]) if "languages" in self.__dict__ and len(self.languages) == 1 else ""
        return language_of(words[:TELLING], declared)

    @property
    def takes_contributions(self) -> bool:
        return self.status in {Status.FORMING, Status.ACTIVE, Status.DORMANT}

    @property
    def facilitators(self) -> models.QuerySet[Membership]:
        return self.memberships.active().filter(role=Role.FACILITATOR).select_related("person")

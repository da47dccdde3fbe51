from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import Exists, OuterRef, Prefetch, Q, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from practica.communities.models import Community, Membership, Role, belongs
from practica.foundation.addresses import address_of
from practica.foundation.plain_words import plain_words, says
from practica.people.models import face_of

if TYPE_CHECKING:
    from practica.people.models import Person


class Kind(models.TextChoices):
    """What it is; each kind has its starting text and its icon."""

    DOCUMENT = "document", _("Document")
    EXPERIENCE = "experience", _("Experience")
    TOOL = "tool", _("Tool")
    PROCEDURE = "procedure", _("Procedure")
    DECISION = "decision", _("Decision record")
    RECORDING = "recording", _("Recording")
    LINK = "link", _("Link")

    @property
    def lives_elsewhere(self) -> bool:
        """Where it is matters more than what is written about it."""
        return self in {Kind.RECORDING, Kind.LINK}


# The icon and hue of a kind, wherever it is shown.
LOOKS = {
    Kind.DOCUMENT: ("file-text", "sky"),
    Kind.EXPERIENCE: ("book-open", "gold"),
    Kind.TOOL: ("wrench", "clay"),
    Kind.PROCEDURE: ("clipboard-list", "pine"),
    Kind.DECISION: ("scale", "iris"),
    Kind.RECORDING: ("play", "rose"),
    Kind.LINK: ("link", "plum"),
}


class Audience(models.TextChoices):
    COMMUNITY = "community", _("The community")
    ORGANISATION = "organisation", _("The whole organisation")


# What it is found by in the lists of the library; what it says inside is the search's.
WORDS, MOST_WORDS = ("title", "summary"), 6

# What one row of a list shows of it.
SHOWN = ("community", "kind", "title", "summary", "language", "audience", "version", "changed_at", "retired_at")


def present() -> models.QuerySet[Membership]:
    """Who belongs somewhere now and can sign in: only they can be asked, and can look after something."""
    return Membership.objects.current().filter(person__deactivated_at=None)


def _as_keeper() -> models.QuerySet[Membership]:
    """The owner's place in the asset's community, if it still is a full one."""
    return present().exclude(role=Role.GUEST).filter(community=OuterRef("community"), person=OuterRef("owner"))


class AssetQuerySet(models.QuerySet["Asset"]):
    def visible_to(self, person: Person) -> AssetQuerySet:
        """Those of the communities one belongs to, and what was shared with the organisation (not for guests)."""
        if not person.is_active:
            return self.none()
        own = belongs(person)
        return self.filter(own) if person.is_guest else self.filter(own | Q(audience=Audience.ORGANISATION))

    def standing(self) -> AssetQuerySet:
        return self.filter(retired_at=None)

    def saying(self, words: str) -> AssetQuerySet:
        """Each of the words stands somewhere in the title or the summary; accents and case aside."""
        found = self
        for word in words.split()[:MOST_WORDS]:
            found = found.filter(says(word, *WORDS))
        return found

    def with_keeper_presence(self) -> AssetQuerySet:
        """Each with `keeper_is_here`: its owner is still a full member, with an open account.

        Not by EXISTS: PostgreSQL would gather all memberships to answer it for the twenty rows of a page.
        """
        found = Subquery(_as_keeper().values(found=Value(value=True))[:1])
        return self.annotate(keeper_is_here=Coalesce(found, Value(value=False)))

    def left_behind(self) -> AssetQuerySet:
        """In use, but whoever looked after it has left the community or closed the account."""
        return self.standing().filter(~Exists(_as_keeper()))

    def without_contact(self) -> AssetQuerySet:
        """In use and looked after, but nobody it names can be asked any more."""
        found = AssetContact.objects.here().filter(asset=OuterRef("pk"))
        return self.standing().filter(~Exists(found), Exists(_as_keeper()))

    def for_listing(self) -> AssetQuerySet:
        """Last confirmed first, with all that one row shows, in a fixed number of queries."""
        here = AssetContact.objects.here().select_related("person").only("asset", *face_of("person"))
        rows = self.with_keeper_presence().select_related("community", "owner")
        rows = rows.prefetch_related(Prefetch("contacts", here, "contacts_here"))
        shown = (*SHOWN, "community__name", "community__slug", *face_of("owner"))
        return rows.only(*shown).order_by("-changed_at", "-pk")


class Asset(models.Model):
    """Something a community knows and others can use; what it says now, its history being in its versions."""

    community = models.ForeignKey(Community, models.PROTECT, related_name="assets")
    kind = models.CharField(_("kind"), max_length=12, choices=Kind, default=Kind.DOCUMENT)
    title = models.CharField(_("title"), max_length=200)
    summary = models.CharField(_("in plain words"), max_length=600, blank=True)
    source = models.TextField(blank=True, max_length=500_000)
    html = models.TextField(blank=True, editable=False)
    plain = models.TextField(blank=True, editable=False)
    address = models.URLField(_("address"), max_length=1000, blank=True)
    works_when = models.TextField(_("works when"), max_length=2000, blank=True)
    works_not_when = models.TextField(_("does not work when"), max_length=2000, blank=True)
    came_from = models.CharField(_("came from"), max_length=500, blank=True)
    language = models.CharField(_("language"), max_length=8, default="en")
    tags = models.JSONField(_("tags"), default=list, blank=True)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="owned_assets")
    people: models.ManyToManyField[Person, AssetContact] = models.ManyToManyField(
        settings.AUTH_USER_MODEL, through="AssetContact", related_name="+", verbose_name=_("people to talk to")
    )
    audience = models.CharField(max_length=12, choices=Audience, default=Audience.COMMUNITY)
    shared_at = models.DateTimeField(null=True, editable=False)
    shared_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+")
    version = models.PositiveIntegerField(default=1, editable=False)
    created_at = models.DateTimeField(editable=False)
    changed_at = models.DateTimeField(editable=False)
    retired_at = models.DateTimeField(null=True, editable=False)
    retired_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+"
    )
    retired_reason = models.CharField(max_length=300, blank=True)
    objects = AssetQuerySet.as_manager()

    class Meta:
        verbose_name = _("asset")
        constraints = [
            models.CheckConstraint(name="asset_has_a_title", condition=~Q(title="")),
            models.CheckConstraint(name="asset_kind_is_known", condition=Q(kind__in=Kind.values)),
            models.CheckConstraint(name="asset_audience_is_known", condition=Q(audience__in=Audience.values)),
            models.CheckConstraint(
                name="asset_shared_at_and_by_together",
                condition=Q(shared_at=None, shared_by=None) | Q(shared_at__isnull=False, shared_by__isnull=False),
            ),
            models.CheckConstraint(
                name="asset_for_the_organisation_was_shared",
                condition=Q(audience="community", shared_at=None) | Q(audience="organisation", shared_at__isnull=False),
            ),
            models.CheckConstraint(
                name="asset_retired_at_and_by_together",
                condition=Q(retired_at=None, retired_by=None) | Q(retired_at__isnull=False, retired_by__isnull=False),
            ),
        ]
        indexes = [
            models.Index(fields=["community", "-changed_at"], name="asset_by_community"),
            # The library's list walks this one from its end; the counts beside it read the other and no row.
            models.Index(fields=["-changed_at", "-id"], condition=Q(retired_at=None), name="asset_by_change"),
            models.Index(
                fields=["community", "audience", "kind", "language", "owner"],
                condition=Q(retired_at=None),
                name="asset_by_facet",
            ),
            GinIndex(fields=["tags"], opclasses=["jsonb_path_ops"], name="asset_by_tag"),
            GinIndex(OpClass(plain_words(*WORDS), name="gin_trgm_ops"), name="asset_by_words"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return address_of("library:asset", self.pk)

    @property
    def kind_label(self) -> str:
        """`get_kind_display` looks through all names each time, and a list asks in every row."""
        return str(Kind(self.kind).label)

    @property
    def icon(self) -> str:
        return LOOKS[Kind(self.kind)][0]

    @property
    def hue(self) -> str:
        return LOOKS[Kind(self.kind)][1]

    @property
    def is_shared(self) -> bool:
        return self.audience == Audience.ORGANISATION

    @property
    def is_retired(self) -> bool:
        return self.retired_at is not None

    @property
    def askable(self) -> list[Person]:
        """Those it names who are still here, else its owner; for a row of `for_listing()`."""
        row: Any = self
        return [contact.person for contact in row.contacts_here] or [self.owner] * row.keeper_is_here


class AssetContactQuerySet(models.QuerySet["AssetContact"]):
    def here(self) -> AssetContactQuerySet:
        """Who still belongs to the asset's community, with an open account."""
        return self.filter(_belongs())

    def with_presence(self) -> AssetContactQuerySet:
        """Each with `is_here`, the same question; those who are here first."""
        return self.annotate(is_here=_belongs()).order_by("-is_here", "pk")


def _belongs() -> Exists:
    return Exists(present().filter(community=OuterRef("asset__community"), person=OuterRef("person")))


class AssetContact(models.Model):
    """Someone to talk to about an asset: what is hard to write down goes by people."""

    asset = models.ForeignKey(Asset, models.CASCADE, related_name="contacts")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    about = models.CharField(max_length=200, blank=True)
    objects = AssetContactQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["asset", "person"], name="asset_contact_once")]

    def __str__(self) -> str:
        return str(self.person)

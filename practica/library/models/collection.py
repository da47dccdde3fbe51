from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Count, Exists, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce, Lower
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from practica.communities.models import Community, Membership, Role, may_read
from practica.foundation.hues import hue_of
from practica.library.models.asset import Asset, present

if TYPE_CHECKING:
    from practica.people.models import Person


class CollectionQuerySet(models.QuerySet["Collection"]):
    def visible_to(self, person: Person) -> CollectionQuerySet:
        """Shelves of the communities one may read; what stands on them is filtered again, asset by asset."""
        return self.filter(may_read(person))

    def fillable_by(self, person: Person) -> CollectionQuerySet:
        """Shelves one may put something on: one's own, and all of communities whose core group one is in."""
        mine = Membership.objects.active().of(person).exclude(role=Role.GUEST)
        core = mine.filter(role__in=[Role.CORE, Role.FACILITATOR])
        return self.filter(
            Q(curator=person, community__in=mine.values("community")) | Q(community__in=core.values("community"))
        )

    def left_behind(self) -> CollectionQuerySet:
        """Whoever kept it has left the community or closed the account."""
        keeping = present().exclude(role=Role.GUEST).filter(community=OuterRef("community"), person=OuterRef("curator"))
        return self.filter(~Exists(keeping))

    def for_shelves(self, person: Person) -> CollectionQuerySet:
        """Newest first, with how many of the assets on each the person may see."""
        seen = Asset.objects.visible_to(person).standing().filter(shelf_entries__collection=OuterRef("pk"))
        counted = seen.order_by().values("shelf_entries__collection").annotate(n=Count("pk")).values("n")
        return (
            self.select_related("curator", "community")
            .annotate(held=Coalesce(Subquery(counted), 0))
            .order_by("-changed_at", "-pk")
        )


class Collection(models.Model):
    """A shelf that somebody keeps for a purpose."""

    community = models.ForeignKey(Community, models.CASCADE, related_name="collections")
    title = models.CharField(_("title"), max_length=160)
    purpose = models.CharField(_("what it is for"), max_length=300, blank=True)
    curator = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)
    assets: models.ManyToManyField[Asset, CollectionEntry] = models.ManyToManyField(
        Asset, through="CollectionEntry", related_name="collections"
    )
    objects = CollectionQuerySet.as_manager()

    class Meta:
        ordering = [Lower("title")]
        constraints = [
            models.CheckConstraint(name="collection_has_a_title", condition=~Q(title="")),
            models.UniqueConstraint("community", Lower("title"), name="collection_title_once_a_community"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("library:collection", args=[self.pk])

    @property
    def hue(self) -> str:
        return hue_of(self.pk)


class CollectionEntry(models.Model):
    """An asset's place on a shelf."""

    collection = models.ForeignKey(Collection, models.CASCADE, related_name="entries")
    asset = models.ForeignKey(Asset, models.CASCADE, related_name="shelf_entries")
    position = models.PositiveIntegerField()
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    added_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["collection", "asset"], name="collection_entry_once"),
            models.CheckConstraint(
                name="entry_added_at_and_by_together", condition=Q(added_at__isnull=False, added_by__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.asset_id} on {self.collection_id}"

"""Shelves that people keep for a purpose."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from practica.events.actions import record
from practica.foundation.access import Refused, require
from practica.library import policies
from practica.library.models import Asset, Collection, CollectionEntry
from practica.library.verbs import Verb

if TYPE_CHECKING:
    from practica.communities.models import Community
    from practica.people.models import Person


@transaction.atomic
def start_collection(community: Community, *, title: str, purpose: str, by: Person) -> Collection:
    """Put up a shelf. Refused when the community has one of that name."""
    require(policies.can_add, by, community)
    collection = Collection(community=community, title=title, purpose=purpose, curator=by)
    _save_under_its_name(collection)
    record(Verb.COLLECTION_STARTED, by=by, target=collection, community=community)
    return collection


@transaction.atomic
def change_collection(collection: Collection, *, title: str, purpose: str, by: Person) -> Collection:
    """Give the shelf another name or purpose. Refused when another one has that name."""
    require(policies.can_curate, by, collection)
    collection.title, collection.purpose = title, purpose
    _save_under_its_name(collection)
    record(Verb.COLLECTION_CHANGED, by=by, target=collection, community=collection.community)
    return collection


@transaction.atomic
def remove_collection(collection: Collection, *, by: Person) -> None:
    """Take the shelf down; what stood on it stays in the library."""
    require(policies.can_curate, by, collection)
    record(Verb.COLLECTION_REMOVED, by=by, target=collection, community=collection.community)
    collection.delete()


@transaction.atomic
def shelve_asset(collection: Collection, asset: Asset, *, by: Person) -> CollectionEntry:
    """Put an asset at the end of the shelf; the same again changes nothing. Refused for what the adder can't see."""
    require(policies.can_curate, by, collection)
    if not Asset.objects.visible_to(by).filter(pk=asset.pk).exists():
        raise Refused(_("You can only put up what you can see yourself."))
    # The shelf's row is the lock under which the next place is counted.
    Collection.objects.select_for_update().get(pk=collection.pk)
    last = collection.entries.aggregate(last=Max("position"))["last"] or 0
    entry, is_new = CollectionEntry.objects.get_or_create(
        collection=collection, asset=asset, defaults={"position": last + 1, "added_by": by}
    )
    if is_new:
        record(Verb.SHELVED, by=by, target=asset, community=collection.community)
    return entry


@transaction.atomic
def take_off_shelf(collection: Collection, asset: Asset, *, by: Person) -> None:
    """Take an asset off the shelf; it stays in the library. Refused when it does not stand there."""
    require(policies.can_curate, by, collection)
    gone, _kinds = collection.entries.filter(asset=asset).delete()
    if not gone:
        raise Refused(_("This is not in the collection any more."))
    record(Verb.UNSHELVED, by=by, target=asset, community=collection.community)


def _save_under_its_name(collection: Collection) -> None:
    try:
        # The database has the last word on the name; its refusal must not break the caller's transaction.
        with transaction.atomic():
            collection.save()
    except IntegrityError as error:
        raise Refused(_("The community has a collection of that name already.")) from error

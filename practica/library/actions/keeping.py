"""What somebody who is gone looked after: it never stays without anybody."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from practica.events.actions import record
from practica.library.models import Asset, Collection
from practica.library.queries import heir_of, newly_without_contact
from practica.library.verbs import Verb

if TYPE_CHECKING:
    from practica.communities.models import Membership


@transaction.atomic
def pass_on_what_was_left() -> int:
    """Give assets and collections that were left behind to whoever answers for their community, and tell them once.

    Says how many there were. Where nobody answers for the community, they wait until somebody does.
    """
    assets = Asset.objects.left_behind().select_related("community").defer("source", "html", "plain")
    shelves = Collection.objects.left_behind().select_related("community")
    left = [
        *assets.select_for_update(of=("self",)).order_by("pk"),
        *shelves.select_for_update(of=("self",)).order_by("pk"),
    ]
    heirs = {community: heir_of(community) for community in {thing.community for thing in left}}
    passed = [(thing, heir) for thing in left if (heir := heirs[thing.community])]
    for thing, heir in passed:
        _pass_on(thing, heir)
    for heir in sorted({heir for _thing, heir in passed}, key=lambda row: row.pk):
        record(Verb.INHERITED, by=None, target=heir, community=heir.community, by_itself=True)
    return len(passed)


@transaction.atomic
def tell_nobody_to_ask() -> int:
    """Tell the owner of each asset that names nobody who is still here, once; says how many."""
    found = newly_without_contact().select_related("community").defer("source", "html", "plain")
    rows = list(found.select_for_update(of=("self",)).order_by("pk"))
    for asset in rows:
        record(Verb.NOBODY_TO_ASK, by=None, target=asset, community=asset.community, by_itself=True)
    return len(rows)


def _pass_on(thing: Asset | Collection, heir: Membership) -> None:
    keeper, verb = ("owner", Verb.PASSED_ON) if isinstance(thing, Asset) else ("curator", Verb.COLLECTION_PASSED_ON)
    setattr(thing, keeper, heir.person)
    thing.save(update_fields=[keeper])
    record(verb, by=None, target=thing, community=thing.community, by_itself=True)

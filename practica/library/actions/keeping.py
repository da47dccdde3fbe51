"""What somebody who is gone looked after: it never stays without anybody."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from practica.events.actions import record
from practica.library.models import Asset
from practica.library.queries import heir_of, newly_without_contact
from practica.library.verbs import Verb

if TYPE_CHECKING:
    from practica.communities.models import Membership


@transaction.atomic
def pass_on_assets() -> int:
    """Give what was left behind to whoever answers for its community, and tell them once; says how many.

    Where nobody answers for the community, it waits until somebody does.
    """
    left = Asset.objects.left_behind().select_related("community").defer("source", "html", "plain")
    heirs: dict[int, Membership | None] = {}
    passed = 0
    for asset in left.select_for_update(of=("self",)).order_by("pk"):
        if asset.community_id not in heirs:
            heirs[asset.community_id] = heir_of(asset.community)
        if heir := heirs[asset.community_id]:
            _pass_on(asset, heir)
            passed += 1
    for heir in filter(None, heirs.values()):
        record(Verb.INHERITED, by=None, target=heir, community=heir.community, by_itself=True)
    return passed


@transaction.atomic
def tell_nobody_to_ask() -> int:
    """Tell the owner of each asset that names nobody who is still here, once; says how many."""
    found = newly_without_contact().select_related("community").defer("source", "html", "plain")
    rows = list(found.select_for_update(of=("self",)).order_by("pk"))
    for asset in rows:
        record(Verb.NOBODY_TO_ASK, by=None, target=asset, community=asset.community, by_itself=True)
    return len(rows)


def _pass_on(asset: Asset, heir: Membership) -> None:
    asset.owner = heir.person
    asset.save(update_fields=["owner"])
    record(Verb.PASSED_ON, by=None, target=asset, community=asset.community, by_itself=True)

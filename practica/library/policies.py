"""Who may do what in the library; seeing is a queryset, so it is not asked here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from practica.communities.queries import is_core, is_facilitator, is_full_member

if TYPE_CHECKING:
    from practica.communities.models import Community
    from practica.library.models import Asset, Collection
    from practica.people.models import Person


def can_add(person: Person, community: Community) -> bool:
    return is_full_member(person, community)


def can_change(person: Person, asset: Asset) -> bool:
    """Every full member of its community: knowledge is kept together, and every version can come back."""
    return is_full_member(person, asset.community)


def can_share(person: Person, asset: Asset) -> bool:
    """Its owner and the core group decide what leaves the community."""
    return is_full_member(person, asset.community) and (asset.owner_id == person.pk or is_core(person, asset.community))


def can_retire(person: Person, asset: Asset) -> bool:
    return can_share(person, asset)


def can_hand_over(person: Person, asset: Asset) -> bool:
    return asset.owner_id == person.pk or is_facilitator(person, asset.community)


def can_curate(person: Person, collection: Collection) -> bool:
    return is_full_member(person, collection.community) and (
        collection.curator_id == person.pk or is_core(person, collection.community)
    )

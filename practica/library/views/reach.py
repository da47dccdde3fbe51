"""How the library's pages find what a person may see: what is not there for them is not there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import get_object_or_404

from practica.library.models import Asset, Collection
from practica.saved.queries import is_saved

if TYPE_CHECKING:
    from practica.foundation.requests import MemberRequest


def visible_asset(request: MemberRequest, pk: int) -> Asset:
    assets = Asset.objects.visible_to(request.user).with_keeper_presence()
    seen = assets.select_related("community", "owner", "shared_by", "retired_by")
    return get_object_or_404(seen.annotate(is_saved=is_saved("library.asset", request.user)), pk=pk)


def visible_collection(request: MemberRequest, pk: int) -> Collection:
    return get_object_or_404(Collection.objects.visible_to(request.user).select_related("community", "curator"), pk=pk)

"""The organisation's library and a community's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render

from practica.communities.views.visible import visible_community
from practica.library import policies
from practica.library.models import Asset, Audience, Collection
from practica.library.views.listing import Listing

if TYPE_CHECKING:
    from django.http import HttpResponse

    from practica.foundation.requests import MemberRequest

SHELVES_SHOWN = 3


def organisation(request: MemberRequest) -> HttpResponse:
    """What the whole organisation may use, and what one's own communities keep."""
    assets = Asset.objects.visible_to(request.user)
    listing = Listing(request, assets)
    shelves = Collection.objects.visible_to(request.user).for_shelves(request.user)[:SHELVES_SHOWN]
    return render(request, "library/organisation.html", {"listing": listing, "collections": shelves})


def community(request: MemberRequest, slug: str) -> HttpResponse:
    community = visible_community(request, slug)
    listing = Listing(request, Asset.objects.visible_to(request.user).filter(community=community))
    shelves = Collection.objects.filter(community=community).for_shelves(request.user)[:SHELVES_SHOWN]
    context = {
        "community": community,
        "listing": listing,
        "collections": shelves,
        "can_add": policies.can_add(request.user, community) and community.takes_contributions,
        "shared_only": not Asset.objects.visible_to(request.user).filter(audience=Audience.COMMUNITY).exists(),
        "tab": "library",
    }
    return render(request, "library/community.html", context)

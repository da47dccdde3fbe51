"""The directory of people, and whom a composer may mention."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.paginator import Paginator
from django.shortcuts import render
from django.views.decorators.http import require_GET

from practica.foundation.requests import asked_words, page_number
from practica.organisation.models import Unit
from practica.people.models import Level
from practica.people.queries.directory import Wanted, communities_to_choose, directory, tags_in_use
from practica.people.queries.mentions import offered_mentions

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.http import HttpResponse

    from practica.communities.models import Community
    from practica.foundation.requests import MemberRequest

ON_A_PAGE = 30


def people(request: MemberRequest) -> HttpResponse:
    """Everybody the reader may see; each filter is part of the address."""
    communities = communities_to_choose(request.user)
    units = list(Unit.objects.all())
    wanted = _wanted(request, communities, units)
    page = Paginator(directory(request.user, wanted), ON_A_PAGE).get_page(page_number(request))
    context = {
        "page": page,
        "wanted": wanted,
        "units": units,
        "communities": communities,
        "levels": Level.choices,
        "tags": tags_in_use(request.user),
        "is_filtered": wanted != Wanted(),
    }
    return render(request, "people/directory.html", context)


@require_GET
def mentions(request: MemberRequest) -> HttpResponse:
    """People for the composer's list; `community` is the slug of where one writes."""
    typed = asked_words(request)
    slug = request.GET.get("community", "")
    community = communities_to_choose(request.user).filter(slug=slug).first() if slug else None
    people = offered_mentions(request.user, typed, community)
    return render(request, "people/_mentions.html", {"people": people})


def _wanted(request: MemberRequest, communities: QuerySet[Community], units: list[Unit]) -> Wanted:
    asked = {name: asked_words(request, name) for name in ("q", "tag", "level", "unit", "community")}
    return Wanted(
        words=asked["q"],
        tag=asked["tag"],
        level=asked["level"] if asked["level"] in Level.values else "",
        unit=next((unit for unit in units if str(unit.pk) == asked["unit"]), None),
        community=next((one for one in communities if one.slug == asked["community"]), None),
    )

"""Where the library shows itself on other pages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _

from practica.communities.queries.pages import CommunityTab, declare_tab
from practica.foundation.kept_query import KeptQuery
from practica.library.models import Asset
from practica.ui import rail, regions

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.http import HttpRequest

    from practica.communities.models import Community
    from practica.people.models import Person

declare_tab(CommunityTab("library", _("Library"), "library:community", 40))

rail.register(rail.Entry(_("Library"), "library:organisation", "library", order=40, in_bottom_bar=True))

HIGHLIGHTS, CONTRIBUTIONS = 3, 5


@regions.register("community.home.side", order=30)
def highlights(request: HttpRequest, community: Community, **_things: Any) -> str:
    person = cast("Person", request.user)
    rows = _last_changed(community, person)
    return render_to_string("library/_highlights.html", {"assets": rows, "community": community}, request)


@KeptQuery
def _last_changed(community: Community, person: Person) -> QuerySet[Asset]:
    assets = Asset.objects.visible_to(person).standing().filter(community=community).select_related("owner")
    return assets.only("kind", "title", "language", "changed_at", "owner__name").order_by("-changed_at")[:HIGHLIGHTS]


@regions.register("people.profile.main", order=40)
def contributions(request: HttpRequest, person: Person, **_things: Any) -> str:
    reader = cast("Person", request.user)
    rows = list(
        Asset.objects.visible_to(reader)
        .standing()
        .filter(owner=person)
        .select_related("community")
        .order_by("-changed_at")[:CONTRIBUTIONS]
    )
    return render_to_string("library/_contributions.html", {"assets": rows}, request) if rows else ""

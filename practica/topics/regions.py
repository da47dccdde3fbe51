"""Where topics show themselves on other pages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _

from practica.communities.queries.pages import CommunityTab, declare_tab
from practica.topics.queries import places_to_suggest
from practica.topics.search import suggest_url
from practica.ui import rail, regions

if TYPE_CHECKING:
    from django.http import HttpRequest

    from practica.people.models import Person

declare_tab(CommunityTab("topics", _("Topics"), "topics:community", 35))
rail.register_new(rail.NewAction(_("Suggest a topic"), "topics:where", "lightbulb", order=20))


@regions.register("search.nothing")
def suggest_instead(request: HttpRequest, typed: str = "", **_things: Any) -> str:
    """What nobody has written about may be what the community should take up."""
    if not places_to_suggest(cast("Person", request.user)):
        return ""
    return render_to_string("topics/_suggest_instead.html", {"url": suggest_url(typed)}, request)

"""Home's line in the rail, and what it takes several features to show on a person's page."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, cast

from django.template.loader import render_to_string
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from practica.communities.models import Community, Membership
from practica.ui import rail
from practica.ui.regions import register

if TYPE_CHECKING:
    from django.http import HttpRequest

    from practica.people.models import Person

rail.register(rail.Entry(label=_("Home"), url_name="home:start", icon="house", order=10, in_bottom_bar=True))


@register("people.profile.side", order=20)
def communities_of_a_person(request: HttpRequest, *, person: Person, **_things: object) -> str:
    """Where somebody belongs, as far as the reader may know."""
    reader = cast("Person", request.user)
    places = Membership.objects.current().of(person).filter(community__in=Community.objects.visible_to(reader))
    rows = list(places.select_related("community").order_by("community__name"))
    return render_to_string("home/_their_communities.html", {"rows": rows}, request) if rows else ""


@register("about.links")
def about_links(request: HttpRequest, **_things: object) -> str:
    """What one may want to know before one signs in."""
    return render_to_string("home/_about_links.html", {}, request)


@register("me.menu")
def help_in_the_menu(_request: HttpRequest, **_things: object) -> str:
    return _menu(get_language())


@cache
def _menu(_language: str | None) -> str:
    # Stands twice on every page and is always the same.
    return render_to_string("home/_about_menu.html")


@register("people.settings", order=10)
def more_settings(request: HttpRequest, **_things: object) -> str:
    """Where the features keep what one can choose about them."""
    return render_to_string("home/_more_settings.html", {}, request)

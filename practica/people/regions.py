"""People's lines in the rail."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _

from practica.foundation.addresses import address_if_any
from practica.people import policies
from practica.people.queries.experts import experts_on
from practica.ui import rail, regions

if TYPE_CHECKING:
    from django.http import HttpRequest

    from practica.people.models import Person


def looks_after_people(request: HttpRequest) -> bool:
    return request.user.is_authenticated and policies.can_manage_people(request.user)


rail.register(rail.Entry(label=_("People"), url_name="people:directory", icon="users", order=70, in_bottom_bar=True))
rail.register(
    rail.Entry(
        label=_("Administration"),
        url_name="people:administration",
        icon="settings",
        order=95,
        shown=looks_after_people,
        also=("organisation:settings", "exchange:imports"),
    )
)
rail.register_new(
    rail.NewAction(
        label=_("Invite people"),
        url_name="people:invitations",
        icon="user-plus",
        order=90,
        shown=looks_after_people,
    )
)


def administration_tabs(request: HttpRequest) -> str:
    """The organisation's pages lie below people, and wear the same tabs."""
    return render_to_string("people/_administration_tabs.html", {}, request)


regions.register("organisation.tabs", administration_tabs)


@regions.register("search.side", order=10)
def people_who_can_help(request: HttpRequest, typed: str = "", **_things: object) -> str:
    """Beside the results: whom to ask."""
    experts = experts_on(cast("Person", request.user), typed)
    given = {"experts": experts, "typed": typed, "asking": address_if_any("conversations:start")}
    return render_to_string("people/_experts.html", given, request) if experts else ""

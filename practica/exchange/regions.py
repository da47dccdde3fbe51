"""Where imports are found: beside the other pages of those who look after the organisation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.template.loader import render_to_string

from practica.exchange import policies
from practica.exchange.queries import known_address
from practica.ui import regions

if TYPE_CHECKING:
    from django.http import HttpRequest

    from practica.people.models import Person


@regions.register("administration.tabs", order=50)
def imports_tab(request: HttpRequest) -> str:
    if not request.user.is_authenticated or not policies.can_import(request.user):
        return ""
    return render_to_string("exchange/_tab.html", {}, request)


@regions.register("people.claim")
def address_of_the_folder(request: HttpRequest, person: Person) -> str:
    """The address an import named, for whoever writes the claim letter."""
    email = known_address(person)
    return render_to_string("exchange/_address.html", {"email": email}, request) if email else ""

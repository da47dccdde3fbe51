"""Where imports are found: beside the other pages of those who look after the organisation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.template.loader import render_to_string

from practica.exchange import policies
from practica.ui import regions

if TYPE_CHECKING:
    from django.http import HttpRequest


@regions.register("administration.tabs", order=50)
def imports_tab(request: HttpRequest) -> str:
    if not request.user.is_authenticated or not policies.can_import(request.user):
        return ""
    return render_to_string("exchange/_tab.html", {}, request)

"""The bar above every page of the demonstration: who one is, and who else one can be."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _

from practica.demo.script import DOORS, GUEST, cast, happenings
from practica.ui.regions import register

if TYPE_CHECKING:
    from django.http import HttpRequest

WHO = {
    "lucia": _("member"),
    "marta": _("newcomer"),
    "amina": _("expert"),
    "sofia": _("facilitator"),
    "elena": _("facilitator, alone"),
    "jorge": _("sponsor"),
    "ines": _("programme manager"),
    GUEST: _("guest"),
}


@register("page.top")
def demo_bar(request: HttpRequest, **_things: Any) -> str:
    if not settings.DEMO:
        return ""
    email = getattr(request.user, "email", "") or ""
    people = cast()["people"] | {GUEST: happenings()["guest"]}
    choices = [
        {"key": key, "name": people[key]["name"], "who": WHO[key], "is_me": email == f"{key}@litoral.example"}
        for key in DOORS
    ]
    return render_to_string("demo/_bar.html", {"choices": choices}, request)

"""All communities for the programme manager."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from practica.communities import policies
from practica.communities.queries.programme import VIEWS, programme, programme_counts
from practica.foundation.requests import page_number

if TYPE_CHECKING:
    from django.http import HttpResponse

    from practica.foundation.requests import MemberRequest

A_PAGE = 50


@require_safe
def index(request: MemberRequest) -> HttpResponse:
    if not policies.can_manage_programme(request.user):
        raise PermissionDenied
    asked = request.GET.get("view", "all")
    view = asked if asked in VIEWS else "all"
    counts = programme_counts()
    labels = {
        "all": _("All"),
        "vacant": _("Nobody facilitates"),
        "requests": _("Somebody waits"),
        "quiet": _("Quiet"),
        "forming": _("Forming"),
        "resting": _("Resting"),
    }
    given = {
        "page": Paginator(programme(view), A_PAGE).get_page(page_number(request)),
        "view": view,
        "views": [(name, labels[name], counts[name]) for name in VIEWS],
    }
    return render(request, "communities/programme.html", given)

"""Rest, or go on? What the product noticed, and the two answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from practica.communities import actions, policies
from practica.communities.queries import is_vacant
from practica.communities.queries.dormancy import contributors, has_proposal
from practica.communities.views.visible import community_page, managed_community

if TYPE_CHECKING:
    from django.http import HttpResponse

    from practica.foundation.requests import MemberRequest


@require_safe
def dormancy(request: MemberRequest, slug: str) -> HttpResponse:
    community = managed_community(request, slug, policies.can_see_dormancy)
    given = {
        "is_proposed": has_proposal(community),
        "is_vacant": is_vacant(community),
        "contributors": contributors(community),
        "can_rest": policies.can_rest(request.user, community),
        "can_facilitate": policies.can_facilitate(request.user, community),
        "is_manager": request.user.is_programme_manager,
    }
    return community_page(request, "dormancy.html", community, "home", **given)


@require_POST
def keep_awake(request: MemberRequest, slug: str) -> HttpResponse:
    community = managed_community(request, slug, policies.can_rest)
    actions.keep_awake(community, by=request.user)
    messages.success(request, _("Good: it goes on. We ask again only after 60 quiet days."))
    return redirect("communities:dormancy", slug)

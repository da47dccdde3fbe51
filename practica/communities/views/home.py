"""A community's own pages: its home, its people, what it says of itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.paginator import Paginator
from django.views.decorators.http import require_safe

from practica.communities import policies
from practica.communities.queries.directory import subcommunities
from practica.communities.views.visible import community_page, visible_community
from practica.foundation.requests import page_number

if TYPE_CHECKING:
    from django.http import HttpResponse

    from practica.foundation.requests import MemberRequest

PEOPLE_A_PAGE = 40


@require_safe
def home(request: MemberRequest, slug: str) -> HttpResponse:
    return community_page(request, "home.html", visible_community(request, slug), "home")


@require_safe
def people(request: MemberRequest, slug: str) -> HttpResponse:
    community = visible_community(request, slug)
    rows = community.memberships.current().in_role_order()
    page = Paginator(rows, PEOPLE_A_PAGE).get_page(page_number(request))
    given = {
        "page": page,
        "alumni_count": community.memberships.alumni().count(),
        "can_invite": policies.can_invite(request.user, community),
        "can_manage": policies.can_see_members_page(request.user, community),
    }
    return community_page(request, "people.html", community, "people", **given)


@require_safe
def alumni(request: MemberRequest, slug: str) -> HttpResponse:
    community = visible_community(request, slug)
    rows = community.memberships.alumni().select_related("person", "person__unit").order_by("-left_at")
    page = Paginator(rows, PEOPLE_A_PAGE).get_page(page_number(request))
    return community_page(request, "alumni.html", community, "people", page=page)


@require_safe
def about(request: MemberRequest, slug: str) -> HttpResponse:
    community = visible_community(request, slug)
    given = {
        "questions": list(community.questions.all()),
        "charter": community.charters.in_force().first(),
        "facilitators": list(community.facilitators),
        "parts": subcommunities(community, request.user),
        "can_facilitate": policies.can_facilitate(request.user, community),
    }
    return community_page(request, "about.html", community, "home", **given)

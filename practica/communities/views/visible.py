"""What every page begins with: the community in the address, if this person may see it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render

from practica.communities.models import Community, Membership
from practica.communities.queries import readable_at

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpResponse

    from practica.foundation.requests import MemberRequest
    from practica.people.models import Person


def visible_community(request: MemberRequest, slug: str) -> Community:
    """404 for strangers to a private one."""
    try:
        return readable_at(request.user, slug)
    except Community.DoesNotExist as missing:
        raise Http404 from missing


def managed_community(request: MemberRequest, slug: str, policy: Callable[[Person, Community], bool]) -> Community:
    """The community of a page that only some may open: 403 for those who only read it."""
    community = _known_community(request, slug)
    if not policy(request.user, community):
        raise PermissionDenied(policy.__name__)
    return community


def _known_community(request: MemberRequest, slug: str) -> Community:
    # Programme managers answer for private communities too, without reading what is said in them.
    known = Community.objects.visible_to(request.user)
    if request.user.is_programme_manager:
        known = Community.objects.listed_to(request.user)
    return get_object_or_404(known.select_related("unit", "parent"), slug=slug)


def row_in(community: Community, pk: int) -> Membership:
    """A membership of this very community; another community's number is not found here."""
    return get_object_or_404(community.memberships.select_related("person", "community"), pk=pk)


def community_page(
    request: MemberRequest, template: str, community: Community, tab: str = "", **given: Any
) -> HttpResponse:
    return render(request, f"communities/{template}", {"community": community, "tab": tab, **given})


def back_to(request: MemberRequest, community: Community) -> HttpResponse:
    """To the page the form stood on, when it says so and is one of ours; else the community's home."""
    wanted = request.POST.get("next", "")
    safe = wanted.startswith("/") and not wanted.startswith(("//", "/\\"))
    return redirect(wanted) if safe else redirect(community)

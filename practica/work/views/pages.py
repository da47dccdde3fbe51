"""Where joint work is seen: in a community, and one's own across all of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render
from django.views.decorators.http import require_GET

from practica.communities.queries import communities_of
from practica.communities.views.visible import visible_community
from practica.foundation.paging import page_of
from practica.work import policies
from practica.work.forms import RenegotiateForm
from practica.work.models import Commitment

if TYPE_CHECKING:
    from django.http import HttpResponse

    from practica.foundation.requests import MemberRequest

MINE, OTHERS = 50, 20


@require_GET
def community(request: MemberRequest, slug: str) -> HttpResponse:
    """What the people of a community do together, and what they said they would do."""
    place = visible_community(request, slug)
    said = Commitment.objects.visible_to(request.user).filter(community=place).in_sight().for_listing()
    context = {
        "community": place,
        "tab": "work",
        "can_commit": place.takes_contributions and policies.can_commit(request.user, place),
        "mine": [(one, form_for(one)) for one in said.filter(person=request.user)[:MINE]],
        "promises": page_of(request, said.exclude(person=request.user), OTHERS, name="promises"),
    }
    return render(request, "work/community.html", context)


@require_GET
def mine(request: MemberRequest) -> HttpResponse:
    """What one said one would do, wherever one belongs."""
    said = Commitment.objects.waiting_for(request.user).for_listing()
    context = {
        "promises": page_of(request, said, MINE, name="promises"),
        "places": [place for place in communities_of(request.user) if place.takes_contributions],
    }
    return render(request, "work/mine.html", context)


def form_for(one: Commitment) -> RenegotiateForm:
    """For a new date, on its line."""
    return RenegotiateForm(auto_id=f"renegotiate-{one.pk}-%s")

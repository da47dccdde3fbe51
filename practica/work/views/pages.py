"""Where joint work is seen: in a community, and one's own across all of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render
from django.views.decorators.http import require_GET

from practica.communities.queries import communities_of
from practica.communities.queries.pages import tabs_of
from practica.communities.views.visible import visible_community
from practica.foundation.paging import page_of
from practica.work import policies
from practica.work.forms import RenegotiateForm
from practica.work.models import Ask, Commitment, Initiative, Task
from practica.work.queries import (
    COLUMNS,
    MINE,
    board,
    cards,
    counts,
    first_of,
    in_column,
    promises_on,
    shared_in,
    together_in,
)

if TYPE_CHECKING:
    from django.http import HttpResponse

    from practica.communities.models import Community
    from practica.foundation.requests import MemberRequest

ROWS, LONGEST_NUMBER = 40, 18


@require_GET
def community(request: MemberRequest, slug: str) -> HttpResponse:
    """What the people of a community do together, and what they said they would do."""
    place, me = visible_community(request, slug), request.user
    tasks = Task.objects.visible_to(me).filter(community=place)
    how_many = counts(tasks, shared=shared_in(place))
    can_add = place.takes_contributions and policies.can_add_task(me, place)
    my_promises, promises = promises_on(place, me, request)
    context = {
        "community": place,
        "tabs": tabs_of(place, me, "work"),
        "initiatives": first_of(place, me),
        "columns": board(tasks, me, how_many, may_take=can_add),
        "shared": (how_many["shared"], how_many["under-way"]),
        "can_add": can_add,
        "can_commit": place.takes_contributions and policies.can_commit(me, place),
        "mine": [(one, form_for(one)) for one in my_promises],
        "promises": promises,
    }
    return render(request, "work/community.html", context)


@require_GET
def tasks(request: MemberRequest, slug: str) -> HttpResponse:
    """The board as a list, a column at a time and all of it; of one initiative, where one is asked for."""
    place, me = visible_community(request, slug), request.user
    key = request.GET.get("show", "")
    key = key if key in COLUMNS else "open"
    initiative = asked_initiative(request, place)
    found = Task.objects.visible_to(me).filter(community=place, **{"initiative": initiative} if initiative else {})
    how_many = counts(found)
    can_add = place.takes_contributions and policies.can_add_task(me, place)
    page = page_of(request, in_column(found, key).for_listing(), ROWS, known=how_many[key])
    context = {
        "community": place,
        "tabs": tabs_of(place, me, "work"),
        "page": page,
        "cards": cards(page, me, may_take=can_add),
        "shown": key,
        "initiative": initiative,
        "columns": [(name, label, how_many[name]) for name, label in COLUMNS.items()],
        "can_add": can_add,
    }
    return render(request, "work/tasks.html", context)


@require_GET
def mine(request: MemberRequest) -> HttpResponse:
    """What one is asked, has taken on and said one would do, wherever one belongs."""
    me = request.user
    page = page_of(request, Task.objects.waiting_for(me).for_listing(), MINE)
    context = {
        "asks": Ask.objects.waiting_for(me)[:MINE],
        "page": page,
        "cards": cards(page, me, may_take=True),
        "promises": page_of(request, Commitment.objects.waiting_for(me).for_listing(), MINE, name="promises"),
        "places": [place for place in communities_of(me) if place.takes_contributions],
    }
    return render(request, "work/mine.html", context)


@require_GET
def together(request: MemberRequest, slug: str) -> HttpResponse:
    """Who works with whom on what."""
    place, me = visible_community(request, slug), request.user
    can_add = place.takes_contributions and policies.can_add_task(me, place)
    context = {"community": place, "tabs": tabs_of(place, me, "work"), "can_add": can_add}
    return render(request, "work/together.html", {**context, "together": together_in(place, me)})


def asked_initiative(request: MemberRequest, place: Community) -> Initiative | None:
    asked = request.GET.get("initiative", "")
    if not asked.isdecimal() or len(asked) > LONGEST_NUMBER:
        return None
    return Initiative.objects.visible_to(request.user).filter(community=place, pk=asked).first()


def form_for(one: Commitment) -> RenegotiateForm:
    """For a new date, on its line."""
    return RenegotiateForm(auto_id=f"renegotiate-{one.pk}-%s")

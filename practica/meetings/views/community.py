from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.paginator import Paginator
from django.shortcuts import render
from django.views.decorators.http import require_safe

from practica.communities.views.visible import visible_community
from practica.foundation.requests import page_number
from practica.meetings import policies
from practica.meetings.models import Occurrence, Series
from practica.meetings.queries.calendar import by_day
from practica.meetings.queries.finding import undecided_in
from practica.meetings.queries.listing import rows_for
from practica.meetings.queries.words import in_words

if TYPE_CHECKING:
    from django.http import HttpResponse

    from practica.communities.models import Community
    from practica.foundation.requests import MemberRequest
    from practica.people.models import Person

A_PAGE, SERIES_SHOWN = 12, 50


@require_safe
def community(request: MemberRequest, slug: str) -> HttpResponse:
    """The meetings of a community: what comes, what was, and its series."""
    one = visible_community(request, slug)
    is_past = request.GET.get("show") == "past"
    meetings = Occurrence.objects.visible_to(request.user).filter(community=one).for_listing()
    found = meetings.past() if is_past else meetings.upcoming()
    page = Paginator(found, A_PAGE).get_page(page_number(request))
    series = series_in(one, request.user)
    given = {
        "community": one,
        "tab": "meetings",
        "is_past": is_past,
        "page": page,
        "days": by_day(rows_for(request.user, page)),
        "series": [(row, in_words(row.recurrence, row.first_on)) for row in series],
        "date_polls": [] if is_past else list(undecided_in(one, request.user)),
        **care_of(one, request.user, series),
    }
    return render(request, "meetings/community.html", given)


def care_of(community: Community, person: Person, series: list[Series]) -> dict[str, Any]:
    """What those who plan here see more than others."""
    can_plan = policies.can_plan(person, community)
    return {
        "can_plan": can_plan,
        "can_set_reminders": policies.can_set_reminders(person, community),
        "unsure": [row for row in series if row.is_unsure] if can_plan else [],
    }


def series_in(community: Community, person: Person) -> list[Series]:
    """Those that go on: a single meeting has no line here, unless it came with words that wait for a date."""
    rows = Series.objects.visible_to(person).living().filter(community=community).exclude(rule="", words="")
    return list(rows.order_by("title", "pk")[:SERIES_SHOWN])

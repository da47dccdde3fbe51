from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from practica.communities.models import Community, Role
from practica.communities.queries import communities_of
from practica.communities.queries.due import Asked, due_in
from practica.communities.views.visible import visible_community
from practica.meetings.models import Occurrence
from practica.meetings.queries.calendar import WHOSE, by_day, month_asked, month_of, put_on
from practica.meetings.queries.calendar_list import with_open_meetings
from practica.meetings.queries.week import now_in, week_asked, week_in_words, week_of
from practica.meetings.queries.words import month_as_title, month_in_words, zone_in_words
from practica.meetings.views.calendar_list import list_context

if TYPE_CHECKING:
    from datetime import date

    from django.http import HttpResponse

    from practica.communities.queries.due import Due
    from practica.foundation.requests import MemberRequest
    from practica.meetings.models.occurrence import OccurrenceQuerySet
    from practica.meetings.queries.calendar import Month
    from practica.meetings.queries.listing import Row
    from practica.people.models import Person


VIEWS, WHEN = ("month", "week", "list"), ("view", "month", "week", "day")
CHOICES = [("communities", _("My communities")), ("mine", _("Mine")), ("organisation", _("Organisation"))]
# Under the month; an organisation may have hundreds in one, and then the list is a view of its own.
UNDER_THE_MONTH = 30
FOUR_WEEKS = timedelta(days=28)


@require_safe
def calendar(request: MemberRequest) -> HttpResponse:
    """The meetings of one's communities, one's own, or the open ones of the organisation."""
    me, asked = request.user, request.GET.get("whose", "")
    whose = asked if asked in WHOSE else "communities"
    meetings = WHOSE[whose](me)
    ticked = {int(number) for number in request.GET.getlist("c") if number.isdecimal() and len(number) < 10}  # noqa: PLR2004
    if ticked:
        meetings = meetings.filter(community__in=ticked)
    given = {
        "whose": whose,
        "choices": CHOICES,
        "communities": list(with_open_meetings(me) if whose == "organisation" else communities_of(me)),
        "ticked": ticked,
        "kept": [(name, request.GET[name]) for name in WHEN if name in request.GET],
        "plan_url": reverse("meetings:where"),
    }
    whose_days = Days(is_mine=whose == "mine", communities=frozenset(ticked), are_none=whose == "organisation")
    return shown(request, {**calendar_context(request, meetings, whose_days), **given})


@require_safe
def community_calendar(request: MemberRequest, slug: str) -> HttpResponse:
    community = visible_community(request, slug)
    meetings = Occurrence.objects.visible_to(request.user).filter(community=community)
    given = {"community": community, "plan_url": reverse("meetings:where")}
    context = calendar_context(request, meetings, Days(community=community))
    return shown(request, {**context, **given})


def shown(request: MemberRequest, given: dict[str, Any]) -> HttpResponse:
    name = "calendar_week" if given["view"] == "week" else "calendar"
    return render(request, f"meetings/{name}.html", given)


@dataclass(frozen=True)
class Days:
    """Whose days something is due on the calendar shows."""

    is_mine: bool = False
    community: Community | None = None
    communities: frozenset[int] = frozenset()
    are_none: bool = False

    def due(self, person: Person, first: date, last: date) -> list[Due]:
        if self.are_none:
            return []
        asked = Asked(person, first, last, self.is_mine, self.community, self.communities)
        return due_in(asked)


def calendar_context(request: MemberRequest, meetings: OccurrenceQuerySet, days: Days) -> dict[str, Any]:
    asked = request.GET.get("view", "")
    view = asked if asked in VIEWS else "month"
    zone = zone_in_words(timezone.get_current_timezone_name(), timezone.now())
    context = {"week": week_context, "list": list_context}.get(view, month_context)
    return {"view": view, "zone": zone, **context(request, meetings, days)}


def month_context(request: MemberRequest, meetings: OccurrenceQuerySet, days: Days) -> dict[str, Any]:
    month = month_of(request.user, meetings, month_asked(request.GET.get("month", "")))
    rows = month.coming if month.is_present else [row for day in month.own_days for row in day.rows]
    listed = rows[:UNDER_THE_MONTH]
    first, last = listed_days(month, listed)
    due = days.due(request.user, min(first, month.days[0].date), max(last, month.days[-1].date))
    put_on(month.days, due)
    return {
        "month": month,
        "title": month_as_title(month.first),
        "month_words": month_in_words(month.first),
        "before": {"month": f"{month.before:%Y-%m}", "label": month_as_title(month.before)},
        "after": {"month": f"{month.after:%Y-%m}", "label": month_as_title(month.after)},
        "same_month": None if month.is_present else f"{month.first:%Y-%m}",
        "same_week": None if month.is_present else f"{month.first:%Y-%m-%d}",
        "days": by_day(listed, [one for one in due if first <= one.on <= last]),
        "left_out": len(rows) - len(listed),
    }


def listed_days(month: Month, rows: list[Row]) -> tuple[date, date]:
    """Those the list speaks of: of the present month from today as far as its meetings go, four weeks at least."""
    if not month.is_present:
        return month.own_days[0].date, month.own_days[-1].date
    today = timezone.localdate()
    return today, max([today + FOUR_WEEKS, *(row.day for row in rows[-1:])])


def week_context(request: MemberRequest, meetings: OccurrenceQuerySet, days: Days) -> dict[str, Any]:
    week = week_of(request.user, meetings, week_asked(request.GET.get("week", ""), timezone.localdate()))
    put_on(week.days, days.due(request.user, week.first, week.days[-1].date))
    is_present = any(day.is_today for day in week.days)
    return {
        "week": week,
        "title": week_in_words(week),
        "before": {"week": f"{week.before:%Y-%m-%d}", "label": gettext("The week before")},
        "after": {"week": f"{week.after:%Y-%m-%d}", "label": gettext("The week after")},
        "same_month": None if is_present else f"{week.month:%Y-%m}",
        "same_week": None if is_present else f"{week.first:%Y-%m-%d}",
        "now": now_in(week, timezone.now()),
    }


@require_safe
def where(request: MemberRequest) -> HttpResponse:
    """In which community is the meeting planned? Only those one plans in."""
    places = Community.objects.living().filter(
        memberships__person=request.user,
        memberships__state="active",
        memberships__role__in=[Role.CORE, Role.FACILITATOR],
    )
    return render(request, "meetings/where.html", {"communities": places.order_by("name")})

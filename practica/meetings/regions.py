"""What meetings put into pages: a tab in every community, the next meeting on homes, the calendar in the rail."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, cast

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from practica.communities.queries import evidence, is_facilitator
from practica.communities.queries.pages import CommunityTab, declare_tab
from practica.meetings import policies
from practica.meetings.models import Choice
from practica.meetings.queries.agenda import IN_A_ROW, displaced_in_a_row
from practica.meetings.queries.finding import waiting_dates
from practica.meetings.queries.listing import Row, coming_of, held_since, next_in, turnout, waiting_for
from practica.meetings.queries.minutes import owed_by
from practica.ui import rail, waits
from practica.ui.regions import register

if TYPE_CHECKING:
    from django.http import HttpRequest

    from practica.communities.models import Community
    from practica.meetings.models import DatePoll, Occurrence
    from practica.people.models import Person

ASKED_AHEAD = timedelta(days=14)
# Minutes that nobody wrote for a month are not asked for any more.
LOOKED_AFTER = timedelta(days=30)

declare_tab(CommunityTab("meetings", _("Meetings"), "meetings:community", 30))
rail.register(rail.Entry(_("Calendar"), "meetings:calendar", "calendar-days", order=30, in_bottom_bar=True))
rail.register_new(rail.NewAction(_("Plan a meeting"), "meetings:where", "calendar-plus", order=30))


evidence.declare("community", _("Meetings were held"), held_since)


@register("community.home.side", order=20)
def next_meeting(request: HttpRequest, *, community: Community, **_things: object) -> str:
    return _card(request, next_in(community, _person(request)))


@register("community.home.side", order=5)
def crowded_out(request: HttpRequest, *, community: Community, **_things: object) -> str:
    """For the facilitators and the sponsor: what pays off later gave way in so many meetings one after another."""
    person = _person(request)
    if not (is_facilitator(person, community) or community.sponsor_id == person.pk):
        return ""
    row = displaced_in_a_row(community)
    if len(row) < IN_A_ROW:
        return ""
    return render_to_string("meetings/_crowded_out.html", {"meetings": row, "community": community}, request)


@register("home.side", order=20)
def my_coming_meetings(request: HttpRequest, **_things: object) -> str:
    """The next one with its question, and the days of those after it."""
    rows = coming_of(_person(request))
    if not rows:
        return ""
    later = render_to_string("meetings/_coming_up.html", {"rows": rows[1:]}, request) if rows[1:] else ""
    return _card(request, rows[0]) + later


def questions(request: HttpRequest, *, meetings: list[Occurrence]) -> str:
    """Meetings of the next two weeks that wait for an answer."""
    rows = [Row(meeting, None) for meeting in meetings]
    return render_to_string("meetings/_waiting.html", {"rows": rows}, request) if rows else ""


waits.declare(
    "meetings.questions",
    picks={"meetings": lambda person, now: waiting_for(person, now + ASKED_AHEAD, now)},
    draw=questions,
    order=30,
)


def dates_unanswered(request: HttpRequest, *, polls: list[DatePoll]) -> str:
    """Dates that wait for this person to say which suit."""
    return render_to_string("meetings/_dates_waiting.html", {"polls": polls}, request) if polls else ""


waits.declare("meetings.dates", picks={"polls": waiting_dates}, draw=dates_unanswered, order=25)


def owed(request: HttpRequest, *, meetings: list[Occurrence]) -> str:
    """Minutes that were promised within 72 hours, by whoever hosted."""
    return (
        render_to_string("meetings/_owed.html", {"meetings": meetings, "now": timezone.now()}, request)
        if meetings
        else ""
    )


waits.declare(
    "meetings.minutes",
    picks={"meetings": lambda person, now: owed_by(person, now, LOOKED_AFTER)},
    draw=owed,
    order=28,
)


@register("people.programs", order=10)
def what_a_calendar_asks_for(request: HttpRequest, **_things: object) -> str:
    """Beside a new token: where the program puts it."""
    dav = request.build_absolute_uri(reverse("dav:root"))
    return render_to_string("meetings/_what_it_asks.html", {"dav": dav}, request)


def _card(request: HttpRequest, row: Row | None) -> str:
    if row is None:
        return ""
    given = {
        "meeting": row.meeting,
        "row": row,
        "choices": Choice.choices,
        "turnout": turnout(row.meeting),
        "can_answer": policies.can_answer(_person(request), row.meeting),
    }
    return render_to_string("meetings/_next_card.html", given, request)


def _person(request: HttpRequest) -> Person:
    return cast("Person", request.user)

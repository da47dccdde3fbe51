"""Where joint work shows itself on other pages: a tab in every community, what one promised on one's home."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _

from practica.communities.queries import due
from practica.communities.queries.pages import CommunityTab, declare_tab
from practica.ui import rail, waits
from practica.ui.regions import register
from practica.work.models import Ask, Commitment, Task
from practica.work.queries import days_of

if TYPE_CHECKING:
    from django.http import HttpRequest

    from practica.people.models import Person

# The meeting begins with a look at these; the rest stands under Work.
AT_A_MEETING = 4

declare_tab(CommunityTab("work", _("Work"), "work:community", 38))
due.declare("work", days_of)
rail.register_new(rail.NewAction(_("Say what you will do"), "work:mine", "handshake", order=40))


def asked(request: HttpRequest, *, asks: list[Ask]) -> str:
    """Who asks this person to take part in a task."""
    return render_to_string("work/_asked.html", {"asks": asks}, request) if asks else ""


def promised(request: HttpRequest, *, rows: list[Commitment], tasks: list[Task]) -> str:
    """What this person said they would do and the tasks they are on, the nearest days first."""
    return render_to_string("work/_promised.html", {"rows": rows, "tasks": tasks}, request) if rows or tasks else ""


waits.declare(
    "work.asked",
    picks={"asks": lambda person, _now: Ask.objects.waiting_for(person)},
    draw=asked,
    about=lambda ask: ask.task,
    order=25,
)
waits.declare(
    "work.promised",
    picks={
        "rows": lambda person, _now: Commitment.objects.waiting_for(person).select_related("community"),
        "tasks": lambda person, _now: Task.objects.waiting_for(person).select_related("community"),
    },
    draw=promised,
    order=27,
)


@register("meeting.first")
def said_before(request: HttpRequest, *, meeting: Any, **_things: object) -> str:
    """First, what the community's people said they would do: memory before plans."""
    seen = Commitment.objects.visible_to(_person(request)).filter(community=meeting.community)
    rows = list(seen.in_sight().select_related("person", "community")[:AT_A_MEETING])
    given = {"rows": rows, "community": meeting.community}
    return render_to_string("work/_said_before.html", given, request) if rows else ""


def _person(request: HttpRequest) -> Person:
    return cast("Person", request.user)

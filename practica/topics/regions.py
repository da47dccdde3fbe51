"""Where topics show themselves on other pages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _

from practica.communities.models import Community, Membership
from practica.communities.queries.belonging import CORE
from practica.communities.queries.pages import CommunityTab, declare_tab
from practica.topics.models import Topic
from practica.topics.queries import places_to_suggest
from practica.topics.search import suggest_url
from practica.ui import rail, regions, waits

if TYPE_CHECKING:
    from datetime import datetime

    from django.db.models import QuerySet
    from django.http import HttpRequest

    from practica.people.models import Person

declare_tab(CommunityTab("topics", _("Topics"), "topics:community", 35))
rail.register_new(rail.NewAction(_("Suggest a topic"), "topics:where", "lightbulb", order=20))


def to_answer(person: Person, _now: datetime) -> QuerySet[Topic]:
    """Suggestions without an answer where the person is one of those who owe it, the first due first."""
    core = Membership.objects.current().of(person).filter(role__in=CORE).values("community")
    places = Community.objects.living().filter(pk__in=core)
    rows = Topic.objects.waiting().filter(community__in=places, hidden_at=None)
    return rows.select_related("community", "author").order_by("due_at", "pk")


def owed(request: HttpRequest, *, topics: list[Topic]) -> str:
    return render_to_string("topics/_waiting.html", {"topics": topics}, request) if topics else ""


waits.declare("topics.to_answer", picks={"topics": to_answer}, draw=owed, order=35, most=3)


@regions.register("search.nothing")
def suggest_instead(request: HttpRequest, typed: str = "", **_things: Any) -> str:
    """What nobody has written about may be what the community should take up."""
    if not places_to_suggest(cast("Person", request.user)):
        return ""
    return render_to_string("topics/_suggest_instead.html", {"url": suggest_url(typed)}, request)

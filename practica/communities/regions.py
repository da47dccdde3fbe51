"""What communities put into pages: their header and tabs, the parts of their home, the list in the rail."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from practica.communities import policies
from practica.communities.models import Membership, MembershipState, Status
from practica.communities.queries import communities_of, membership_of, memberships_of, standing_of
from practica.communities.queries.dormancy import has_proposal
from practica.communities.queries.evidence import check
from practica.communities.queries.month import month_progress
from practica.communities.queries.pages import CommunityTab, declare_tab, declared_tabs, membership_at_a_glance
from practica.communities.queries.people import is_upcoming, people_missing, people_to_meet
from practica.communities.queries.unread import unread_by_community
from practica.ui import rail, waits
from practica.ui.regions import register

if TYPE_CHECKING:
    from datetime import datetime

    from django.db.models import QuerySet
    from django.http import HttpRequest

    from practica.communities.models import Community
    from practica.people.models import Person

declare_tab(CommunityTab("home", _("Home"), "communities:home", 10))
declare_tab(CommunityTab("people", _("People"), "communities:people", 50))


@register("community.header")
def header(request: HttpRequest, *, community: Community, current: str = "", **_things: object) -> str:
    """The name, the people and the tabs above every page of a community."""
    person = _person(request)
    return render_to_string("communities/_header.html", header_context(person, community, current), request)


def header_context(person: Person, community: Community, current: str) -> dict[str, Any]:
    membership = membership_of(person, community)
    standing = membership or standing_of(person, community)
    return {
        "community": community,
        "membership": membership,
        "standing": standing,
        "is_invited": standing is not None and standing.state == MembershipState.INVITED,
        "has_asked": standing is not None and standing.state == MembershipState.REQUESTED,
        "can_join": community.takes_contributions and policies.can_join(person, community),
        "can_request": community.takes_contributions and policies.can_request(person, community),
        "can_invite": policies.can_invite(person, community),
        "can_facilitate": policies.can_facilitate(person, community),
        "can_see_members": policies.can_see_members_page(person, community),
        "people": membership_at_a_glance(community),
        "tabs": [
            {
                "label": tab.label,
                "url": reverse(tab.url_name, args=[community.slug]),
                "current": tab.name == current,
                "count": tab.count(community, person),
            }
            for tab in declared_tabs()
        ],
    }


@register("community.home.main", order=5)
def forming(request: HttpRequest, *, community: Community, **_things: object) -> str:
    """How many people are still wanted before it lives, and the day of the first gathering."""
    missing = people_missing(community) if community.status == Status.FORMING else 0
    upcoming = community.first_gathering_on if is_upcoming(community) else None
    if not missing and not upcoming:
        return ""
    given = {
        "community": community,
        "missing": missing,
        "upcoming": upcoming,
        "can_invite": policies.can_invite(_person(request), community),
    }
    return render_to_string("communities/_forming.html", given, request)


@register("community.home.main", order=1)
def dormancy(request: HttpRequest, *, community: Community, **_things: object) -> str:
    """The proposal to rest, for those who answer for the community."""
    if not (policies.can_see_dormancy(_person(request), community) and has_proposal(community)):
        return ""
    return render_to_string("communities/_dormancy.html", {"community": community}, request)


@register("community.home.main", order=10)
def month_question(request: HttpRequest, *, community: Community, **_things: object) -> str:
    progress = month_progress(community)
    can_choose = policies.can_facilitate(_person(request), community)
    if progress is None and not can_choose:
        return ""
    can_share = community.takes_contributions and policies.can_contribute(_person(request), community)
    given = {"progress": progress, "community": community, "can_choose": can_choose, "can_share": can_share}
    return render_to_string("communities/_month_question.html", given, request)


@register("community.home.side", order=5)
def three_parts(request: HttpRequest, *, community: Community, **_things: object) -> str:
    """Domain, community, practice: for the one who facilitates it, and nobody else."""
    if not policies.can_facilitate(_person(request), community):
        return ""
    return render_to_string(
        "communities/_check_card.html", {"parts": check(community), "community": community}, request
    )


@register("community.home.side", order=80)
def people(request: HttpRequest, *, community: Community, **_things: object) -> str:
    met = people_to_meet(community, _person(request))
    if not met:
        return ""
    return render_to_string("communities/_people_to_meet.html", {"rows": met, "community": community}, request)


@register("community.home.side", order=90)
def about(request: HttpRequest, *, community: Community, **_things: object) -> str:
    given = {"community": community, "questions": list(community.questions.all())}
    return render_to_string("communities/_about_card.html", given, request)


WAITING_SHOWN = 20
EASY_STARTS = {
    "conversations": ("messages-square", _("Say hello, or ask what you have always wanted to know")),
    "library": ("library", _("Read what the others found worth keeping")),
    "meetings": ("calendar-days", _("Come to the next meeting and listen")),
}


@register("community.welcome")
def easy_starts(request: HttpRequest, *, community: Community, **_things: object) -> str:
    """Three small first steps for somebody who has just come."""
    starts = [
        {"icon": icon, "label": label, "url": reverse(tab.url_name, args=[community.slug])}
        for tab in declared_tabs()
        for icon, label in [EASY_STARTS.get(tab.name, ("", ""))]
        if label
    ]
    return render_to_string("communities/_easy_starts.html", {"starts": starts}, request)


def invitations_of(person: Person, _now: datetime) -> QuerySet[Membership]:
    return Membership.objects.invited().of(person).select_related("community", "invited_by").order_by("pk")


def requests_to(person: Person, _now: datetime) -> QuerySet[Membership]:
    return Membership.objects.requested_of(person)


def waiting(request: HttpRequest, *, invitations: list[Membership], requests: list[Membership]) -> str:
    """Invitations and offers to answer, and the requests of those who want to join what one facilitates."""
    offers = [row for row in memberships_of(_person(request)).values() if row.offered_role][:WAITING_SHOWN]
    if not (invitations or offers or requests):
        return ""
    given = {"invitations": invitations, "offers": offers, "requests": requests, "shown": WAITING_SHOWN}
    return render_to_string("communities/_waiting.html", given, request)


waits.declare(
    "communities.belonging",
    picks={"invitations": invitations_of, "requests": requests_to},
    draw=waiting,
    about=lambda membership: membership.community,
    order=10,
    most=WAITING_SHOWN,
)


@register("communities.waiting")
def waiting_alone(request: HttpRequest, **_things: object) -> str:
    return waits.draw_one("communities.belonging", _person(request), request)


def your_communities(request: HttpRequest) -> rail.Section:
    person = _person(request)
    unread = unread_by_community(person)
    places = tuple(
        rail.Place(one.name, one.get_absolute_url(), one.glyph, one.hue, unread.get(one.pk, 0))
        for one in communities_of(person)
    )
    return rail.Section(_("Your communities"), places, _("Browse communities"), reverse("communities:directory"))


rail.register_section("communities", your_communities)
rail.register_new(
    rail.NewAction(
        _("Start a community"),
        "communities:start",
        "sprout",
        order=90,
        shown=lambda request: policies.can_start(_person(request)),
    )
)
rail.register(
    rail.Entry(
        _("Programme"),
        "communities:programme",
        "layout-dashboard",
        order=40,
        shown=lambda request: policies.can_manage_programme(_person(request)),
    )
)


def _person(request: HttpRequest) -> Person:
    return cast("Person", request.user)

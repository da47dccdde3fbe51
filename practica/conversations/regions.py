"""Where conversations show themselves on other pages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _

from practica.communities.queries import evidence, membership_of
from practica.communities.queries.month import Answering, declare_answering
from practica.communities.queries.pages import CommunityTab, declare_tab
from practica.communities.queries.unread import declare_unread
from practica.conversations import policies, queries
from practica.conversations.models import Conversation
from practica.conversations.queries import month
from practica.ui import rail, regions

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.http import HttpRequest

    from practica.communities.models import Community
    from practica.people.models import Person


declare_answering(Answering(month.heard, month.share_url, month.read_url))


def unread_of(person: Person) -> Mapping[int, int]:
    """Asked once a page, for the rail and the tab: kept on the request's person."""
    kept: Mapping[int, int] | None = getattr(person, "_unread_counts", None)
    if kept is None:
        kept = queries.unread_counts(person)
        person._unread_counts = kept  # type: ignore[attr-defined]  # noqa: SLF001 -- our own cache
    return kept


def unread_in(community: Community, person: Person) -> int:
    return unread_of(person).get(community.pk, 0)


declare_tab(CommunityTab("conversations", _("Conversations"), "conversations:community", 20, unread_in))
declare_unread(unread_of)

rail.register_new(rail.NewAction(_("Start a conversation"), "conversations:start", "message-square-plus", order=10))
evidence.declare("community", _("Questions were answered"), queries.answered_since)
evidence.declare("practice", _("Somebody told an experience"), queries.experiences_since)
evidence.declare("practice", _("People thought along with an experience"), queries.reflections_since)

LATEST, CONTRIBUTIONS, WAITING = 5, 5, 3


@regions.register("people.profile.actions")
def asking(request: HttpRequest, person: Person, **_things: Any) -> str:
    """A way to ask somebody with whom one shares a community."""
    me = cast("Person", request.user)
    if person == me or not queries.places_to_write_to(me, person):
        return ""
    return render_to_string("conversations/_ask_person.html", {"person": person}, request)


@regions.register("community.header.actions")
def beginning(request: HttpRequest, community: Community, **_things: Any) -> str:
    """The one thing to do on a community's home; its other pages have one of their own."""
    is_home = request.resolver_match is not None and request.resolver_match.view_name == "communities:home"
    if not is_home or not may_begin(request, community):
        return ""
    return render_to_string("conversations/_begin.html", {"community": community}, request)


def may_begin(request: HttpRequest, community: Community) -> bool:
    return community.takes_contributions and policies.can_open(cast("Person", request.user), community)


@regions.register("community.home.main", order=30)
def latest(request: HttpRequest, community: Community, **_things: Any) -> str:
    person = cast("Person", request.user)
    given = {
        "rows": queries.latest(community, person, LATEST),
        "community": community,
        "is_member": membership_of(person, community) is not None,
    }
    return render_to_string("conversations/_latest.html", given, request)


@regions.register("people.profile.main", order=20)
def contributions(request: HttpRequest, person: Person, **_things: Any) -> str:
    """What somebody began, as far as the reader may see it."""
    reader = cast("Person", request.user)
    begun = Conversation.objects.visible_to(reader).filter(author=person).select_related("community")
    rows = list(begun.order_by("-opened_at").defer("source", "html", "plain")[:CONTRIBUTIONS])
    return render_to_string("conversations/_contributions.html", {"conversations": rows}, request) if rows else ""


@regions.register("home.waits", order=30)
def waiting(request: HttpRequest, **_things: Any) -> str:
    """My own questions that were answered: only I know whether it helped."""
    rows = list(queries.awaiting_acceptance(cast("Person", request.user))[:WAITING])
    return render_to_string("conversations/_waiting.html", {"conversations": rows}, request) if rows else ""

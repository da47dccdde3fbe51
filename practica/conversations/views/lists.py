"""The conversations of a community."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from practica.communities.queries import membership_of
from practica.communities.queries.pages import declared_tabs
from practica.communities.views.visible import visible_community
from practica.conversations import actions, policies, queries
from practica.conversations.models import Kind
from practica.conversations.queries.attention import WAITING_COUNTED
from practica.conversations.queries.listing import SORTS
from practica.conversations.views.visible import addressed

if TYPE_CHECKING:
    from django.http import HttpResponse

    from practica.communities.models import Community
    from practica.foundation.requests import MemberRequest

WORDS_AT_MOST = 100
WAITING_SHOWN = 3
READERS_SHOWN = 4
CATCH_UP_FROM = 5
# A filter names many, a conversation is one.
KINDS = (
    (Kind.QUESTION, gettext_lazy("Questions")),
    (Kind.DISCUSSION, gettext_lazy("Discussions")),
    (Kind.EXPERIENCE, gettext_lazy("Experiences")),
    (Kind.ARTICLE, gettext_lazy("Articles")),
    (Kind.ANNOUNCEMENT, gettext_lazy("Announcements")),
)


@require_GET
def community(request: MemberRequest, slug: str) -> HttpResponse:
    place = visible_community(request, slug)
    filters = filters_of(request)
    listing = queries.listing(place, request.user, filters)
    is_first_use = not listing.rows and not filters.narrows and not filters.before
    template = "hello" if is_first_use else "list"
    frame = _frame(request, place)
    unread = next(tab["count"] for tab in frame["tabs"] if tab["current"])
    context = frame | _list_parts(place, filters, unread) | {"listing": listing}
    context["is_member"] = membership_of(request.user, place) is not None
    if is_first_use:
        context["readers"] = place.memberships.full().exclude(person=request.user).in_role_order()[:READERS_SHOWN]
    return render(request, f"conversations/{template}.html", context)


@require_GET
def start(request: MemberRequest) -> HttpResponse:
    """Where to begin a conversation, for ways in that know no community; with only one, straight there."""
    places = queries.places_to_write(request.user)
    if asked := addressed(request):
        places = queries.places_to_write_to(request.user, asked) or places
    words = {name: request.GET[name] for name in ("title", "kind", "to") if name in request.GET}
    ending = f"?{urlencode(words)}" if words else ""
    if len(places) == 1:
        return redirect(reverse("conversations:new", args=[places[0].slug]) + ending)
    return render(request, "conversations/start.html", {"places": places, "ending": ending})


@require_GET
def tags(request: MemberRequest, slug: str) -> HttpResponse:
    place = visible_community(request, slug)
    cloud = queries.tag_cloud(place, shown=200, lately=5000)
    return render(request, "conversations/tags.html", _frame(request, place) | {"tags": cloud})


@require_POST
def read_all(request: MemberRequest, slug: str) -> HttpResponse:
    place = visible_community(request, slug)
    actions.mark_community_read(place, by=request.user)
    messages.success(request, _("Everything here counts as read."))
    return redirect("conversations:community", place.slug)


def filters_of(request: MemberRequest) -> queries.Filters:
    asked = request.GET
    sort = asked.get("sort", "")
    return queries.Filters(
        kind=asked.get("kind", "") if asked.get("kind", "") in Kind.values else "",
        tag=asked.get("tag", "")[:WORDS_AT_MOST],
        language=asked.get("language", "") if asked.get("language", "") in dict(settings.LANGUAGES) else "",
        words=asked.get("q", "")[:WORDS_AT_MOST].strip(),
        sort=sort if sort in SORTS else "activity",
        unanswered="unanswered" in asked,
        unread="unread" in asked,
        mine="mine" in asked,
        following="following" in asked,
        before=asked.get("before", ""),
    )


def _frame(request: MemberRequest, place: Community) -> dict[str, Any]:
    """The top of the page: where one is, and what one may begin."""
    return {
        "community": place,
        "tab": "conversations",
        "tabs": [
            {
                "label": tab.label,
                "url": reverse(tab.url_name, args=[place.slug]),
                "current": tab.name == "conversations",
                "count": tab.count(place, request.user),
            }
            for tab in declared_tabs()
        ],
        "can_open": place.takes_contributions and policies.can_open(request.user, place),
    }


def _list_parts(place: Community, filters: queries.Filters, unread: int) -> dict[str, Any]:
    waiting = list(queries.unanswered_in(place).select_related("author")[:WAITING_COUNTED])
    return {
        "filters": filters,
        "kinds": KINDS,
        "languages": settings.LANGUAGES,
        "unread": unread,
        "unread_label": "99+" if unread >= queries.attention.COUNTED else unread,
        "catch_up": unread >= CATCH_UP_FROM and not filters.narrows and not filters.before,
        "unanswered": len(waiting),
        "unanswered_label": f"{WAITING_COUNTED - 1}+" if len(waiting) >= WAITING_COUNTED else len(waiting),
        "waiting": waiting[:WAITING_SHOWN],
        "cloud": queries.tag_cloud(place),
    }

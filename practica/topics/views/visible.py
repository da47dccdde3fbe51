"""What every page begins with: the topic in the address, if this person may see it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from practica.communities.queries.pages import tabs_of
from practica.foundation.access import Refused, require
from practica.topics import policies
from practica.topics.models import Topic

if TYPE_CHECKING:
    from django.http import HttpResponse

    from practica.communities.models import Community
    from practica.foundation.requests import MemberRequest


def visible_topic(request: MemberRequest, pk: int) -> Topic:
    rows = Topic.objects.visible_to(request.user).for_rows(request.user)
    return get_object_or_404(rows.select_related("community", "hidden_by", "merged_into"), pk=pk)


def answerable_topic(request: MemberRequest, pk: int) -> Topic:
    """403 for those who see it but don't answer: said before they begin to type."""
    topic = visible_topic(request, pk)
    require(policies.can_answer, request.user, topic)
    return topic


def undecided_topic(request: MemberRequest, pk: int) -> Topic:
    """409 once it was decided, before they begin to type."""
    topic = answerable_topic(request, pk)
    if not topic.is_undecided:
        raise Refused(_("This was decided already. Take the decision back first."))
    return topic


def agreed_topic(request: MemberRequest, pk: int) -> Topic:
    """409 for what is not on the agenda, before they begin to type."""
    topic = answerable_topic(request, pk)
    if not topic.is_on_the_agenda:
        raise Refused(_("This is not on the learning agenda."))
    return topic


def frame(request: MemberRequest, community: Community) -> dict[str, Any]:
    """The top of a community's pages about topics: where one is, and what one may begin."""
    return {
        "community": community,
        "tab": "topics",
        "tabs": tabs_of(community, request.user, "topics"),
        "can_suggest": community.takes_contributions and policies.can_suggest(request.user, community),
        "can_answer": policies.can_answer_in(request.user, community),
    }


def back(request: MemberRequest, topic: Topic) -> HttpResponse:
    """To the page the form stood on, when it says so and is one of ours; else to the topic."""
    wanted = request.POST.get("next", "")
    if wanted.startswith("/") and url_has_allowed_host_and_scheme(wanted, allowed_hosts=None):
        return HttpResponseRedirect(wanted)
    return redirect(topic)

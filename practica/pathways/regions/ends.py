"""The ways from one thing to another on the pages of each: what it came from, what it became, and what it may become."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from practica.pathways.models import WAYS, Origin, Target
from practica.pathways.policies import POLICIES
from practica.pathways.queries import obstacle, paths_of, sources_for
from practica.topics import policies
from practica.ui.regions import register

if TYPE_CHECKING:
    from django.http import HttpRequest

    from practica.communities.models import Community
    from practica.conversations.models import Conversation
    from practica.library.models import Asset
    from practica.meetings.models import Occurrence
    from practica.people.models import Person
    from practica.polls.models import Poll
    from practica.topics.models import Topic
    from practica.work.models import Initiative, Task

ICONS = {
    Target.SUGGESTION: "lightbulb",
    Target.CONVERSATION: "message-square",
    Target.POINT: "calendar-days",
    Target.TASK: "list-todo",
    Target.INITIATIVE: "rocket",
    Target.POLL: "vote",
    Target.DECISION: "scale",
    Target.ASSET: "library",
}


@dataclass(frozen=True)
class Way:
    """One entry of the menu."""

    target: Target
    url: str

    @property
    def icon(self) -> str:
        return ICONS[self.target]


@register("conversation.menu", order=10)
def down_to_the_ways(request: HttpRequest, conversation: Conversation, **_things: Any) -> str:
    """On a phone the menu of ways stands below everything that was said."""
    ways = ways_of(conversation, _person(request))
    return render_to_string("pathways/_jump.html", request=request) if ways else ""


@register("conversation.side", order=40)
def of_conversation(request: HttpRequest, conversation: Conversation, **_things: Any) -> str:
    return _paths(request, conversation)


@register("meeting.side", order=40)
def of_meeting(request: HttpRequest, meeting: Occurrence, **_things: Any) -> str:
    """What it shall take up, what came up there, and what more that may become."""
    return _paths(request, meeting, from_title=_("To be taken up here"), to_title=_("It came up here"))


@register("task.main")
def of_task(request: HttpRequest, task: Task, **_things: Any) -> str:
    return _paths(request, task)


@register("initiative.main")
def of_initiative(request: HttpRequest, initiative: Initiative, **_things: Any) -> str:
    return _paths(request, initiative)


@register("poll.main")
def of_poll(request: HttpRequest, poll: Poll, **_things: Any) -> str:
    return _paths(request, poll)


@register("library.asset.side", order=40)
def of_asset(request: HttpRequest, asset: Asset, **_things: Any) -> str:
    return _paths(request, asset)


@register("agenda.sources")
def beside_the_agenda(request: HttpRequest, meeting: Occurrence, **_things: Any) -> str:
    """Topics and tasks that go on it with one press."""
    sources = sources_for(meeting, _person(request))
    given = {"sources": sources, "meeting": meeting}
    return render_to_string("pathways/_sources.html", given, request) if sources else ""


@register("meeting.closing")
def out_of_a_format(request: HttpRequest, meeting: Occurrence, **_things: Any) -> str:
    """At the last step of a format: what one takes away is one's own to say, to the community, or to nobody."""
    if not _may_suggest(request, meeting.community):
        return ""
    return render_to_string("pathways/_closing.html", {"meeting": meeting}, request)


@register("topic.acts", order=40)
def turn_into(request: HttpRequest, topic: Topic, **_things: Any) -> str:
    ways = ways_of(topic, _person(request))
    return render_to_string("pathways/_turn_into.html", {"ways": ways}, request) if ways else ""


@register("topic.side", order=10)
def of_topic(request: HttpRequest, topic: Topic, **_things: Any) -> str:
    """Its menu stands with what else one may do with a topic; its whole trail has a page."""
    given = {"paths": paths_of(topic, _person(request)), "topic": topic}
    return render_to_string("pathways/_paths.html", given, request)


def ways_of(thing: Any, person: Person) -> list[Way]:
    """What this person may turn the thing into now, in the order of the table; asks nothing of the database."""
    origin = Origin(thing._meta.label_lower)
    targets = [target for target in WAYS[origin] if not obstacle(thing, target) and POLICIES[target](person, thing)]
    return [Way(target, _address(origin, target, thing.pk)) for target in targets]


def name_of(origin: Origin, target: Target) -> str:
    """Of its address."""
    return f"{target.verb}_from_{origin.word}"


def _address(origin: Origin, target: Target, pk: int) -> str:
    if target == Target.POLL:
        return reverse("polls:ask", args=[origin.value, pk])
    return reverse(f"pathways:{name_of(origin, target)}", args=[pk])


def _paths(request: HttpRequest, thing: Any, **titles: str) -> str:
    paths, ways = paths_of(thing, _person(request)), ways_of(thing, _person(request))
    given = {"paths": paths, "ways": ways, **titles}
    return render_to_string("pathways/_paths.html", given, request) if paths or ways else ""


def _may_suggest(request: HttpRequest, community: Community) -> bool:
    return community.takes_contributions and policies.can_suggest(_person(request), community)


def _person(request: HttpRequest) -> Person:
    return cast("Person", request.user)

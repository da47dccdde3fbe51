"""The ways in and out of topics on the pages of their neighbours."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from django.template.loader import render_to_string

from practica.pathways.queries import paths_of, sources_for
from practica.topics import policies
from practica.ui.regions import register

if TYPE_CHECKING:
    from django.http import HttpRequest

    from practica.communities.models import Community
    from practica.conversations.models import Conversation
    from practica.meetings.models import Occurrence
    from practica.people.models import Person
    from practica.topics.models import Topic


@register("conversation.menu", order=10)
def turn_into_a_suggestion(request: HttpRequest, conversation: Conversation, **_things: Any) -> str:
    if not _may_suggest(request, conversation.community):
        return ""
    return render_to_string("pathways/_conversation_menu.html", {"conversation": conversation}, request)


@register("conversation.side", order=40)
def of_conversation(request: HttpRequest, conversation: Conversation, **_things: Any) -> str:
    paths = paths_of(conversation, _person(request))
    return render_to_string("pathways/_paths.html", {"paths": paths}, request) if paths else ""


@register("meeting.side", order=40)
def of_meeting(request: HttpRequest, meeting: Occurrence, **_things: Any) -> str:
    """What came up there, what it shall take up, and the way to suggest more."""
    paths = paths_of(meeting, _person(request))
    may_suggest = _may_suggest(request, meeting.community)
    given = {"paths": paths, "meeting": meeting, "may_suggest": may_suggest}
    return render_to_string("pathways/_meeting.html", given, request) if paths or may_suggest else ""


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
    may = topic.is_on_the_agenda and not topic.is_hidden and policies.can_answer(_person(request), topic)
    return render_to_string("pathways/_topic_menu.html", {"topic": topic}, request) if may else ""


@register("topic.side", order=10)
def of_topic(request: HttpRequest, topic: Topic, **_things: Any) -> str:
    paths = paths_of(topic, _person(request))
    return render_to_string("pathways/_paths.html", {"paths": paths}, request) if paths else ""


def _may_suggest(request: HttpRequest, community: Community) -> bool:
    return community.takes_contributions and policies.can_suggest(_person(request), community)


def _person(request: HttpRequest) -> Person:
    return cast("Person", request.user)

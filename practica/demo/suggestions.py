"""What members suggest, who supports it, and what became of it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from practica.conversations.actions import Writing
from practica.conversations.models import Conversation, Kind
from practica.demo.script import suggestions
from practica.library.actions import Content, Label
from practica.pathways.actions import discuss, put_on_meeting, suggest_from, write_from
from practica.pathways.queries import meetings_ahead
from practica.topics.actions import (
    Suggestion,
    accept_topic,
    consider_topic,
    decline_topic,
    finish_topic,
    merge_topic,
    park_topic,
    suggest_quietly,
    suggest_topic,
    support_topic,
)
from practica.topics.models import Topic

if TYPE_CHECKING:
    from collections.abc import Sequence

    from practica.communities.models import Community, Membership
    from practica.demo.script import Part
    from practica.demo.stage import Stage
    from practica.people.models import Person


def suggest(stage: Stage, script: Part, community: Community, members: Sequence[Membership]) -> None:
    """In the order of the script; what became of each comes when all of them are there."""
    told = [(part, _suggest(stage, community, part, members)) for part in suggestions().get(script["key"], [])]
    for part, topic in told:
        for act in part["acts"]:
            with stage.at(stage.moment(act["day"])):
                ACTS[act["do"]](topic, act, stage.people[act["by"]])


def _suggest(stage: Stage, community: Community, part: Part, members: Sequence[Membership]) -> Topic:
    moment = stage.moment(part["day"])
    here = stage.here(members, moment)
    author = stage.people[part["by"]] if "by" in part else stage.anybody(here, part["lang"])
    words = {name: part[name] for name in ("title", "why", "horizon", "lane")}
    suggestion = Suggestion(**words, benefits=part.get("benefits", ""), language=part["lang"])
    is_quiet = "by" not in part and not part.get("anybody")
    with stage.at(moment):
        if "from" in part:
            topic = suggest_from(_talk(community, part["from"]), suggestion, by=author)
        else:
            topic = (suggest_quietly if is_quiet else suggest_topic)(community, suggestion, by=author)
    for number, person in enumerate(stage.some([one for one in here if one != author], part["support"])):
        with stage.at(stage.after(moment, 5 + 11 * number)):
            support_topic(topic, by=person)
    return topic


def _talk(community: Community, beginning: str) -> Conversation:
    return Conversation.objects.select_related("community").get(community=community, title__startswith=beginning)


def _meet(topic: Topic, act: Part, by: Person) -> None:
    """The meeting after the next: what the next takes up is full."""
    ahead = [one for one in meetings_ahead(topic, by) if one.title == act["series"]]
    put_on_meeting(topic, ahead[1], by=by)


def _write(topic: Topic, act: Part, by: Person) -> None:
    label = Label(kind=act["kind"], language=topic.language, people=[by])
    write_from(topic, Content(title=act["title"], source=act["text"]), label, by=by)


def _opening(topic: Topic, text: str) -> Writing:
    return Writing(source=text, title=topic.title, kind=Kind.DISCUSSION, language=topic.language)


ACTS: dict[str, Any] = {
    "consider": lambda topic, _act, by: consider_topic(topic, by=by),
    "accept": lambda topic, _act, by: accept_topic(topic, topic.lane, by=by),
    "decline": lambda topic, act, by: decline_topic(topic, act["text"], by=by),
    "park": lambda topic, act, by: park_topic(
        topic, timezone.localdate() + timedelta(days=act["days"]), act["text"], by=by
    ),
    "finish": lambda topic, act, by: finish_topic(topic, act["text"], by=by),
    "meet": _meet,
    "merge": lambda topic, act, by: merge_topic(
        topic, Topic.objects.get(community=topic.community, title=act["into"]), by=by
    ),
    "write": _write,
    "discuss": lambda topic, act, by: discuss(topic, _opening(topic, act["text"]), by=by),
}

"""The only writers of what leads from one feature to another."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from practica.conversations.actions import Writing, open_conversation
from practica.conversations.models import Conversation, Kind
from practica.events.actions import moment_now
from practica.foundation.access import Refused, require
from practica.foundation.horizons import Horizon
from practica.meetings import policies as meeting_policies
from practica.meetings.actions import place_from
from practica.meetings.models import Deed, ItemDetails, Occurrence, Purpose
from practica.meetings.queries.agenda import has_item_from
from practica.pathways.models import Trace
from practica.topics import policies as topic_policies
from practica.topics.actions import Suggestion, plan_topic, suggest_topic
from practica.topics.models import Lane, Source, Topic

if TYPE_CHECKING:
    from django.db import models

    from practica.communities.models import Community
    from practica.meetings.models import AgendaItem
    from practica.people.models import Person
    from practica.work.models import Task

# Minutes that an item is given until those who plan say otherwise.
SHORT, LONG = 5, 20


@transaction.atomic
def suggest_from(thing: Conversation | Occurrence, suggestion: Suggestion, *, by: Person) -> Topic:
    """Suggest a topic that came up in a conversation or a meeting; 403 and refused as `suggest_topic`."""
    source = Source.CONVERSATION if isinstance(thing, Conversation) else Source.MEETING
    topic = suggest_topic(thing.community, replace(suggestion, source=source), by=by)
    _leave_trace(thing, topic, thing.community)
    return topic


@transaction.atomic
def discuss_topic(topic: Topic, title: str, text: str, *, by: Person) -> Conversation:
    """Turn an accepted topic into a conversation: it is planned then. 403 for others than the core group.

    Refused unless it is on the learning agenda, and as `open_conversation`.
    """
    require(topic_policies.can_answer, by, topic)
    topic = plan_topic(topic, by=by)
    writing = Writing(source=text, title=title, kind=Kind.DISCUSSION, language=topic.language)
    conversation = open_conversation(topic.community, writing, by=by)
    _leave_trace(topic, conversation, topic.community)
    return conversation


@transaction.atomic
def put_on_meeting(topic: Topic, meeting: Occurrence, *, by: Person) -> Topic:
    """Put an accepted topic on a meeting to come: it is planned then, and an item of its agenda, once that is open.

    403 for others than the core group. Refused unless it is on the learning agenda, for another community's meeting, and for one that is over or cancelled.
    """
    require(topic_policies.can_answer, by, topic)
    if meeting.community_id != topic.community_id or not meeting.allows(Deed.BUILD, at=moment_now()):
        raise Refused(_("Choose a meeting of this community that is still to come."))
    topic = plan_topic(topic, by=by)
    _leave_trace(topic, meeting, topic.community)
    if not has_item_from(meeting, topic):
        place_from(meeting, topic, _item_of(topic), by=by)
    return topic


@transaction.atomic
def take_up_task(task: Task, meeting: Occurrence, *, by: Person) -> AgendaItem:
    """Put an open task on the agenda of a meeting of its community. Refused: it is done or dropped, or as `place_from`.

    403 for those who may not change the meeting.
    """
    require(meeting_policies.can_change, by, meeting)
    if meeting.community_id != task.community_id or not task.is_standing:
        raise Refused(_("Only what is still open in this community can be taken up."))
    item = place_from(meeting, task, ItemDetails(task.text, SHORT, Purpose.INFORM, Horizon.URGENT), by=by)
    _leave_trace(task, meeting, task.community)
    return item


def _item_of(topic: Topic) -> ItemDetails:
    """Learning is what most topics are for; a way we all want is decided."""
    purpose = Purpose.DECIDE if topic.lane == Lane.STANDARDISE else Purpose.LEARN
    return ItemDetails(topic.title, LONG, purpose, topic.horizon, note=topic.why)


def _leave_trace(origin: models.Model, outcome: models.Model, community: Community) -> None:
    Trace.objects.get_or_create(
        from_type=origin._meta.label_lower,
        from_id=origin.pk,
        to_type=outcome._meta.label_lower,
        to_id=outcome.pk,
        defaults={"community": community},
    )

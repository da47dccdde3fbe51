"""The only writers of what leads from one feature to another."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext as _

from practica.conversations.actions import Writing, open_conversation
from practica.conversations.models import Conversation
from practica.events.actions import moment_now
from practica.foundation.access import Refused, require
from practica.foundation.horizons import Horizon
from practica.library.actions import Content, Label, add_asset
from practica.library.models import Asset
from practica.meetings import policies as meeting_policies
from practica.meetings.actions import place_from, propose_item
from practica.meetings.models import Deed, ItemDetails, Occurrence, Purpose
from practica.meetings.queries.agenda import has_item_from
from practica.pathways.models import Target, Trace
from practica.pathways.policies import POLICIES
from practica.pathways.queries import obstacle
from practica.polls.models import Poll
from practica.topics.actions import Suggestion, plan_topic, suggest_topic
from practica.topics.models import Lane, Source, Topic
from practica.work.actions import Aim, TaskWords, add_task, propose_initiative
from practica.work.models import Initiative, Task

if TYPE_CHECKING:
    from django.db import models

    from practica.communities.models import Community
    from practica.meetings.models import AgendaItem
    from practica.people.models import Person

# Minutes that an item is given until those who plan say otherwise.
SHORT, LONG = 5, 20
SOURCES = {
    Conversation: Source.CONVERSATION,
    Occurrence: Source.MEETING,
    Task: Source.TASK,
    Poll: Source.POLL,
    Asset: Source.LIBRARY,
    Initiative: Source.INITIATIVE,
}


@transaction.atomic
def suggest_from(thing: Any, suggestion: Suggestion, *, by: Person) -> Topic:
    """Suggest a topic that came up in something; 403 and refused as `suggest_topic`, and when that is hidden or dropped."""
    _begin(thing, Target.SUGGESTION, by)
    topic = suggest_topic(thing.community, replace(suggestion, source=SOURCES[type(thing)]), by=by)
    _leave_trace(thing, topic, thing.community)
    return topic


@transaction.atomic
def discuss(thing: Any, writing: Writing, *, by: Person) -> Conversation:
    """Begin a conversation about it; an accepted topic is planned then. 403 and refused as `open_conversation`.

    Of a topic, 403 for others than the core group and refused unless it is on the learning agenda: so it is wherever a topic
    is turned into something here.
    """
    _begin(thing, Target.CONVERSATION, by)
    conversation = open_conversation(thing.community, writing, by=by)
    _leave_trace(thing, conversation, thing.community)
    return conversation


@transaction.atomic
def put_on_meeting(thing: Any, meeting: Occurrence, title: str = "", *, by: Person) -> None:
    """Make it an item of a meeting to come, once that agenda is open; who does not plan the meeting proposes it.

    403 for strangers. Refused for another community's meeting, for one that is over or cancelled, and as `discuss`.
    """
    _begin(thing, Target.POINT, by)
    if meeting.community_id != thing.community_id or not meeting.allows(Deed.BUILD, at=moment_now()):
        raise Refused(_("Choose a meeting of this community that is still to come."))
    _leave_trace(thing, meeting, thing.community)
    if has_item_from(meeting, thing):
        return
    details = _item_of(thing, title)
    if meeting_policies.can_change(by, meeting):
        place_from(meeting, thing, details, by=by)
    else:
        propose_item(meeting, details, by=by)


@transaction.atomic
def take_up_task(task: Task, meeting: Occurrence, *, by: Person) -> AgendaItem:
    """Put an open task on the agenda of a meeting of its community. Refused: it is done or dropped, or as `place_from`.

    403 for those who may not change the meeting.
    """
    require(meeting_policies.can_change, by, meeting)
    if meeting.community_id != task.community_id or not task.is_standing:
        raise Refused(_("Only what is still open in this community can be taken up."))
    item = place_from(meeting, task, _item_of(task), by=by)
    _leave_trace(task, meeting, task.community)
    return item


@transaction.atomic
def add_task_from(thing: Any, words: TaskWords, *, by: Person) -> Task:
    """Write down what is to be done about it; it is nobody's yet. 403 and refused as `add_task` and `discuss`."""
    _begin(thing, Target.TASK, by)
    task = add_task(thing.community, words, by=by)
    _leave_trace(thing, task, thing.community)
    return task


@transaction.atomic
def propose_from(thing: Any, aim: Aim, *, by: Person) -> Initiative:
    """Propose joint work on it. 403 and refused as `propose_initiative` and `discuss`."""
    _begin(thing, Target.INITIATIVE, by)
    initiative = propose_initiative(thing.community, aim, by=by)
    _leave_trace(thing, initiative, thing.community)
    return initiative


@transaction.atomic
def write_from(thing: Any, content: Content, label: Label, *, by: Person) -> Asset:
    """Put what came of it into the library. 403 and refused as `add_asset` and `discuss`."""
    _begin(thing, Target.ASSET, by)
    asset = add_asset(thing.community, content, label, by=by)
    _leave_trace(thing, asset, thing.community)
    return asset


def _begin(thing: Any, target: Target, by: Person) -> None:
    require(POLICIES[target], by, thing)
    if isinstance(thing, Topic):
        thing = plan_topic(thing, by=by)
    else:
        # Somebody may hide or drop it at this moment: then one comes after the other.
        things: Any = type(thing)._default_manager
        thing = things.select_for_update(of=("self",)).select_related("community").get(pk=thing.pk)
    if words := obstacle(thing, target):
        raise Refused(words)


def _item_of(thing: Any, title: str = "") -> ItemDetails:
    """Learning is what most are for; a way we all want, and what was asked by poll, is decided; a question wants help."""
    title = title or str(thing)
    if isinstance(thing, Topic):
        purpose = Purpose.DECIDE if thing.lane == Lane.STANDARDISE else Purpose.LEARN
        return ItemDetails(title, LONG, purpose, thing.horizon, note=thing.why)
    if isinstance(thing, Task):
        return ItemDetails(title, SHORT, Purpose.INFORM, Horizon.URGENT)
    if isinstance(thing, Poll):
        return ItemDetails(title, LONG, Purpose.DECIDE)
    is_question = isinstance(thing, Conversation) and thing.is_question
    return ItemDetails(title, LONG, Purpose.HELP if is_question else Purpose.LEARN)


def _leave_trace(origin: models.Model, outcome: models.Model, community: Community) -> None:
    Trace.objects.get_or_create(
        from_type=origin._meta.label_lower,
        from_id=origin.pk,
        to_type=outcome._meta.label_lower,
        to_id=outcome.pk,
        defaults={"community": community},
    )

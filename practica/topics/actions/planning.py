from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from practica.events.actions import record
from practica.foundation.access import Refused, require
from practica.foundation.text_fields import clean_text
from practica.topics import policies
from practica.topics.actions.rows import leave_place, leave_step, locked_with_lanes, refuse_hidden
from practica.topics.models import LONGEST_REASON, State, StepKind
from practica.topics.verbs import Verb

if TYPE_CHECKING:
    from practica.people.models import Person
    from practica.topics.models import Topic


@transaction.atomic
def plan_topic(topic: Topic, *, by: Person) -> Topic:
    """It has a place and a time now: what it became says where. Planned again changes only that.

    403 for others than the core group. Refused unless it is on the learning agenda.
    """
    topic = _on_the_agenda(topic, by)
    topic.state = State.PLANNED
    topic.save()
    leave_step(topic, StepKind.PLANNED, by)
    record(Verb.PLANNED, by=by, target=topic, community=topic.community)
    return topic


@transaction.atomic
def finish_topic(topic: Topic, outcome: str, *, by: Person) -> Topic:
    """Say what came of it; it leaves the agenda. 403 for others than the core group.

    Refused unless it is on the learning agenda, and without a word about what came of it.
    """
    topic = _on_the_agenda(topic, by)
    outcome = clean_text(outcome).strip()[:LONGEST_REASON]
    if not outcome:
        raise Refused(_("Say in a line what came of it: those who wanted it will read it."))
    leave_place(topic)
    topic.state, topic.reason = State.DONE, outcome
    topic.save()
    leave_step(topic, StepKind.DONE, by, reason=outcome)
    record(Verb.DONE, by=by, target=topic, community=topic.community)
    return topic


def _on_the_agenda(topic: Topic, by: Person) -> Topic:
    topic = locked_with_lanes(topic)
    require(policies.can_answer, by, topic)
    refuse_hidden(topic)
    if not topic.is_on_the_agenda:
        raise Refused(_("This is not on the learning agenda."))
    return topic

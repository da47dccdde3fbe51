"""What a topic does by itself when that which it was planned for has taken place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from practica.events.actions import record
from practica.foundation.text_fields import clean_text
from practica.topics.actions.rows import leave_place, leave_step, locked_with_lanes
from practica.topics.models import LONGEST_REASON, State, StepKind
from practica.topics.verbs import Verb

if TYPE_CHECKING:
    from practica.topics.models import Topic


@transaction.atomic
def close_by_outcome(topic: Topic, outcome: str) -> Topic:
    """It was taken up and something came of it: it is done. One that is not planned any more stays as it is."""
    topic = locked_with_lanes(topic)
    if topic.state == State.PLANNED:
        leave_place(topic)
        topic.state, topic.reason = State.DONE, clean_text(outcome).strip()[:LONGEST_REASON]
        topic.save()
        leave_step(topic, StepKind.DONE, None, reason=topic.reason)
        record(Verb.DONE, by=None, target=topic, community=topic.community, by_itself=True)
    return topic


@transaction.atomic
def return_to_agenda(topic: Topic) -> Topic:
    """Nothing came of what it was planned for: it is open again on the learning agenda, at its place. As above otherwise."""
    topic = locked_with_lanes(topic)
    if topic.state == State.PLANNED:
        topic.state = State.ACCEPTED
        topic.save(update_fields=["state"])
        leave_step(topic, StepKind.RETURNED, None)
        record(Verb.UNPLANNED, by=None, target=topic, community=topic.community, by_itself=True)
    return topic

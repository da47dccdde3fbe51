from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from practica.events.actions import record
from practica.foundation.access import Refused, require
from practica.foundation.text_fields import clean_text
from practica.topics import policies
from practica.topics.actions.rows import (
    leave_place,
    leave_step,
    locked,
    locked_with_lanes,
    mark_answered,
    refuse_hidden,
    take_last_place,
)
from practica.topics.models import LONGEST_REASON, SHORTEST_REASON, Lane, State, StepKind
from practica.topics.models.topic import UNDECIDED
from practica.topics.verbs import Verb

if TYPE_CHECKING:
    from practica.people.models import Person
    from practica.topics.models import Topic

LONGEST_PARKED_DAYS = 730


@transaction.atomic
def consider_topic(topic: Topic, *, by: Person) -> Topic:
    """The first answer: somebody looks into it. 403 for others than the core group; refused once it was answered."""
    topic = _to_answer(topic, by)
    if not topic.is_waiting:
        raise Refused(_("This is being considered already."))
    topic.state = State.CONSIDERING
    mark_answered(topic, by)
    topic.save()
    leave_step(topic, StepKind.CONSIDERED, by)
    record(Verb.CONSIDERED, by=by, target=topic, community=topic.community)
    return topic


@transaction.atomic
def accept_topic(topic: Topic, lane: str, *, by: Person) -> Topic:
    """Put it at the end of a lane of the learning agenda. 403 for others than the core group.

    Refused once it was decided, and for a lane that is none.
    """
    topic = _refuse_decided(locked_with_lanes(topic), by)
    if lane not in Lane.values:
        raise Refused(_("There is no such lane."))
    take_last_place(topic, lane)
    topic.state, topic.reason = State.ACCEPTED, ""
    mark_answered(topic, by)
    topic.save()
    leave_step(topic, StepKind.ACCEPTED, by)
    record(Verb.ACCEPTED, by=by, target=topic, community=topic.community)
    return topic


@transaction.atomic
def park_topic(topic: Topic, until: date, reason: str = "", *, by: Person) -> Topic:
    """Put it aside until a day on which it comes back by itself. 403 for others than the core group.

    Refused once it was decided, and for a day that is not ahead or more than two years away.
    """
    topic = _to_answer(topic, by)
    if not 0 < (until - timezone.localdate()).days <= LONGEST_PARKED_DAYS:
        raise Refused(_("Choose a day between tomorrow and two years from now."))
    topic.state, topic.parked_until, topic.reason = State.PARKED, until, _cleaned(reason)
    mark_answered(topic, by)
    topic.save()
    leave_step(topic, StepKind.PARKED, by, reason=topic.reason, until=until)
    record(Verb.PARKED, by=by, target=topic, community=topic.community)
    return topic


@transaction.atomic
def decline_topic(topic: Topic, reason: str, *, by: Person) -> Topic:
    """Say no, and why: whoever suggested or supports it reads it. 403 for others than the core group.

    Refused once it was decided, and with a reason of fewer than 20 characters.
    """
    topic = _to_answer(topic, by)
    reason = _cleaned(reason)
    if len(reason) < SHORTEST_REASON:
        raise Refused(_("Give your reason in at least 20 characters: they would want to understand."))
    topic.state, topic.reason = State.DECLINED, reason
    mark_answered(topic, by)
    topic.save()
    leave_step(topic, StepKind.DECLINED, by, reason=reason)
    record(Verb.DECLINED, by=by, target=topic, community=topic.community)
    return topic


@transaction.atomic
def reconsider_topic(topic: Topic, *, by: Person) -> Topic:
    """Take back what was decided: it is considered again. 403 for others than the core group.

    Refused while nothing is decided, and when it was merged.
    """
    topic = locked_with_lanes(topic)
    require(policies.can_answer, by, topic)
    refuse_hidden(topic)
    if topic.is_undecided or topic.state == State.MERGED:
        raise Refused(_("There is no decision to take back."))
    leave_place(topic)
    topic.state, topic.parked_until, topic.reason = State.CONSIDERING, None, ""
    topic.save()
    leave_step(topic, StepKind.REOPENED, by)
    record(Verb.TAKEN_UP_AGAIN, by=by, target=topic, community=topic.community)
    return topic


def _to_answer(topic: Topic, by: Person) -> Topic:
    return _refuse_decided(locked(topic), by)


def _refuse_decided(topic: Topic, by: Person) -> Topic:
    require(policies.can_answer, by, topic)
    refuse_hidden(topic)
    if topic.state not in UNDECIDED:
        raise Refused(_("This was decided already. Take the decision back first."))
    return topic


def _cleaned(reason: str) -> str:
    return clean_text(reason).strip()[:LONGEST_REASON]

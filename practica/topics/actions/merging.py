from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from practica.events.actions import moment_now, record
from practica.foundation.access import Refused, require
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
from practica.topics.actions.supporting import SUPPORTED_STATES, count_supports
from practica.topics.models import State, StepKind, Support, Topic
from practica.topics.models.topic import ON_THE_AGENDA
from practica.topics.verbs import Verb

if TYPE_CHECKING:
    from practica.people.models import Person

MERGEABLE = {State.SUGGESTED, State.CONSIDERING, State.ACCEPTED}


@transaction.atomic
def merge_topic(topic: Topic, into: Topic, *, by: Person) -> Topic:
    """Let it live on in another one: supporters count there, its author among them, and keeps the credit.

    403 for others than the core group. Refused for topics of two communities, when it was planned or decided, when
    the other one is over, and when others were merged into it: then the other way round is meant.
    """
    topic, into = _both_locked(topic, into)
    require(policies.can_answer, by, topic)
    _refuse_strange_pairs(topic, into)
    leave_place(topic)
    topic.state_before_merging, topic.state, topic.merged_into = topic.state, State.MERGED, into
    mark_answered(topic, by)
    topic.save()
    _bring_supporters(topic, into)
    leave_step(topic, StepKind.MERGED, by, other=into)
    leave_step(into, StepKind.TOOK_IN, by, other=topic)
    record(Verb.MERGED, by=by, target=topic, community=topic.community)
    return into


@transaction.atomic
def unmerge_topic(topic: Topic, *, by: Person) -> Topic:
    """Undo merging: it is again what it was, and takes back the supporters it brought along.

    403 for others than the core group. Refused unless it was merged.
    """
    into = topic.merged_into
    if into is None:
        raise Refused(_("This was not merged."))
    topic, into = _both_locked(topic, into)
    require(policies.can_answer, by, topic)
    if topic.merged_into_id != into.pk:
        raise Refused(_("This was not merged."))
    into.supports.filter(came_from=topic).delete()
    count_supports(into)
    topic.state, topic.merged_into = State(topic.state_before_merging), None
    topic.state_before_merging = ""
    if topic.is_waiting:
        topic.answered_at = topic.answered_by = None
    if topic.state in ON_THE_AGENDA:
        take_last_place(topic, topic.lane)
    topic.save()
    leave_step(topic, StepKind.UNMERGED, by, other=into)
    record(Verb.UNMERGED, by=by, target=topic, community=topic.community)
    return topic


@transaction.atomic
def keep_apart(topic: Topic, *, by: Person) -> Topic:
    """They only look alike: the hint goes. 403 for others than the core group; refused when there is none."""
    topic = locked(topic)
    require(policies.can_answer, by, topic)
    if topic.looks_like_id is None:
        raise Refused(_("There is no hint to take away."))
    topic.looks_like = None
    topic.save(update_fields=["looks_like"])
    record(Verb.KEPT_APART, by=by, target=topic, community=topic.community)
    return topic


def _both_locked(topic: Topic, into: Topic) -> tuple[Topic, Topic]:
    """In the order of their numbers, so that two merges across each other do not wait for one another for ever."""
    first, second = sorted((topic, into), key=lambda one: one.pk)
    rows = {one.pk: one for one in (locked_with_lanes(first), locked(second))}
    return rows[topic.pk], rows[into.pk]


def _refuse_strange_pairs(topic: Topic, into: Topic) -> None:
    refuse_hidden(topic)
    refuse_hidden(into)
    if topic.pk == into.pk or topic.community_id != into.community_id:
        raise Refused(_("Choose another topic of the same community."))
    if topic.state not in MERGEABLE:
        raise Refused(_("Only what is suggested, considered or accepted can be merged."))
    if into.state not in SUPPORTED_STATES:
        raise Refused(_("The other one is over."))
    if topic.merged_topics.exists():
        raise Refused(_("Others were merged into this one. Merge the other one into it instead."))


def _bring_supporters(topic: Topic, into: Topic) -> None:
    known = {into.author_id, *into.supports.values_list("person_id", flat=True)}
    coming = [topic.author_id, *topic.supports.values_list("person_id", flat=True)]
    Support.objects.bulk_create(
        Support(community=into.community, topic=into, person_id=person, since=moment_now(), came_from=topic)
        for person in dict.fromkeys(coming)
        if person is not None and person not in known
    )
    count_supports(into)

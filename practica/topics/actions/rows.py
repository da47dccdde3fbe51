"""What several actions do to the same rows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import F, Max
from django.utils.translation import gettext as _

from practica.communities.models import Community
from practica.events.actions import moment_now
from practica.foundation.access import Refused
from practica.topics.models import Step, StepKind, Topic

if TYPE_CHECKING:
    from practica.people.models import Person


def locked(topic: Topic) -> Topic:
    # Two people may answer at once: the lock puts one after the other, and the second is told.
    return Topic.objects.select_for_update(of=("self",)).select_related("community", "author").get(pk=topic.pk)


def locked_with_lanes(topic: Topic) -> Topic:
    """For what changes places: the lanes first, always, or two people would wait for each other for ever."""
    # New things of the community may still be written meanwhile.
    Community.objects.select_for_update(no_key=True).get(pk=topic.community_id)
    return locked(topic)


def refuse_hidden(topic: Topic) -> None:
    if topic.is_hidden:
        raise Refused(_("This is hidden. Show it again first."))


def leave_step(topic: Topic, kind: StepKind, by: Person | None, **given: Any) -> Step:
    return Step.objects.create(community=topic.community, topic=topic, kind=kind, at=moment_now(), by=by, **given)


def mark_answered(topic: Topic, by: Person) -> None:
    """The first answer is the one that was promised."""
    if topic.answered_at is None:
        topic.answered_at, topic.answered_by = moment_now(), by


def take_last_place(topic: Topic, lane: str) -> None:
    others = Topic.objects.filter(community=topic.community, lane=lane)
    topic.lane, topic.position = lane, (others.aggregate(last=Max("position"))["last"] or 0) + 1


def leave_place(topic: Topic) -> None:
    """Those behind it move up."""
    if topic.position is not None:
        behind = Topic.objects.filter(community=topic.community, lane=topic.lane, position__gt=topic.position)
        behind.update(position=F("position") - 1)
        topic.position = None

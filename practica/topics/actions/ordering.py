from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import F, Max
from django.utils.translation import gettext as _

from practica.events.actions import record
from practica.foundation.access import Refused, require
from practica.topics import policies
from practica.topics.actions.rows import leave_place, locked_with_lanes, refuse_hidden
from practica.topics.models import Lane, Topic
from practica.topics.verbs import Verb

if TYPE_CHECKING:
    from practica.people.models import Person


@transaction.atomic
def move_topic(topic: Topic, lane: str, place: int, *, by: Person) -> Topic:
    """Put it at a place of a lane, counted from 1; beyond the end is the end, and where it stands changes nothing.

    403 for people who are no full members: the order is the group's own. Refused unless it is on the agenda.
    """
    topic = locked_with_lanes(topic)
    require(policies.can_order, by, topic)
    refuse_hidden(topic)
    if not topic.is_on_the_agenda or lane not in Lane.values:
        raise Refused(_("This is not on the learning agenda."))
    before = (topic.lane, topic.position)
    leave_place(topic)
    others = Topic.objects.filter(community=topic.community, lane=lane).exclude(pk=topic.pk)
    last = others.aggregate(last=Max("position"))["last"] or 0
    place = max(1, min(place, last + 1))
    others.filter(position__gte=place).update(position=F("position") + 1)
    topic.lane, topic.position = lane, place
    topic.save(update_fields=["lane", "position"])
    if (topic.lane, topic.position) != before:
        record(Verb.MOVED, by=by, target=topic, community=topic.community)
    return topic

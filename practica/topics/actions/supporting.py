from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from practica.events.actions import moment_now, record
from practica.foundation.access import Refused, require
from practica.topics import policies
from practica.topics.actions.rows import locked, refuse_hidden
from practica.topics.models import State, Support
from practica.topics.verbs import Verb

if TYPE_CHECKING:
    from practica.people.models import Person
    from practica.topics.models import Topic

SUPPORTED_STATES = {State.SUGGESTED, State.CONSIDERING, State.ACCEPTED, State.PLANNED, State.PARKED}


@transaction.atomic
def support_topic(topic: Topic, *, by: Person) -> Topic:
    """Say that one would have it too; twice is once. 403 for people who don't belong.

    Refused for one's own, and when it is declined, done, merged or hidden.
    """
    topic = locked(topic)
    require(policies.can_support, by, topic)
    refuse_hidden(topic)
    if topic.author_id == by.pk:
        raise Refused(_("This is your own suggestion: it counts as yours already."))
    if topic.state not in SUPPORTED_STATES:
        raise Refused(_("This was decided already."))
    _support, is_new = Support.objects.get_or_create(
        topic=topic, person=by, defaults={"community": topic.community, "since": moment_now()}
    )
    if is_new:
        count_supports(topic)
        record(Verb.SUPPORTED, by=by, target=topic, community=topic.community)
    return topic


@transaction.atomic
def withdraw_support(topic: Topic, *, by: Person) -> Topic:
    """Take one's support back; without any, nothing changes. 403 for people who don't belong."""
    topic = locked(topic)
    require(policies.can_support, by, topic)
    gone, _kinds = topic.supports.filter(person=by).delete()
    if gone:
        count_supports(topic)
        record(Verb.SUPPORT_WITHDRAWN, by=by, target=topic, community=topic.community)
    return topic


def count_supports(topic: Topic) -> None:
    topic.support_count = topic.supports.count()
    topic.save(update_fields=["support_count"])

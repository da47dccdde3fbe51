from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from practica.events.actions import moment_now, record
from practica.foundation.access import Refused, require
from practica.foundation.text_fields import clean_reason
from practica.topics import policies
from practica.topics.actions.rows import locked
from practica.topics.models import BlockedSeal
from practica.topics.verbs import Verb

if TYPE_CHECKING:
    from practica.people.models import Person
    from practica.topics.models import Topic


@transaction.atomic
def hide_topic(topic: Topic, reason: str, *, by: Person) -> Topic:
    """Take it out of everybody's sight; whoever made a quiet one makes no other here until it is shown again.

    403 for others than facilitators. Refused without a reason, and when it is hidden already.
    """
    topic = locked(topic)
    require(policies.can_hide, by, topic)
    if topic.is_hidden:
        raise Refused(_("This is hidden already."))
    topic.hide_reason = clean_reason(reason)
    if not topic.hide_reason:
        raise Refused(_("Please say why: the reason is kept with it."))
    topic.hidden_at, topic.hidden_by = moment_now(), by
    topic.save(update_fields=["hidden_at", "hidden_by", "hide_reason"])
    if topic.seal:
        BlockedSeal.objects.create(
            community=topic.community, topic=topic, seal=topic.seal, blocked_at=moment_now(), blocked_by=by
        )
    record(Verb.HIDDEN, by=by, target=topic, community=topic.community)
    return topic


@transaction.atomic
def show_topic(topic: Topic, *, by: Person) -> Topic:
    """Everybody reads it again, and nobody is blocked for it. 403 for others than facilitators; refused when shown."""
    topic = locked(topic)
    require(policies.can_hide, by, topic)
    if not topic.is_hidden:
        raise Refused(_("This is not hidden."))
    topic.hidden_at, topic.hidden_by, topic.hide_reason = None, None, ""
    topic.save(update_fields=["hidden_at", "hidden_by", "hide_reason"])
    BlockedSeal.objects.filter(topic=topic).delete()
    record(Verb.SHOWN, by=by, target=topic, community=topic.community)
    return topic

"""Suggesting without a name: what is stored never says who it was (docs/adr/0007)."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext as _

from practica.communities.models import Membership
from practica.events.actions import moment_now, record, recorded_at
from practica.foundation.access import Refused, require
from practica.foundation.rates import refuse_flood
from practica.topics import policies
from practica.topics.actions.rows import leave_step
from practica.topics.actions.suggesting import Suggestion, new_topic, refuse_a_closed_community
from practica.topics.models import BlockedSeal, StepKind
from practica.topics.verbs import Verb

if TYPE_CHECKING:
    from practica.communities.models import Community
    from practica.people.models import Person
    from practica.topics.models import Topic

# Among fewer people everybody would know.
FEWEST_PEOPLE = 5
MOST_AN_HOUR = 20


@transaction.atomic
def suggest_quietly(community: Community, suggestion: Suggestion, *, by: Person) -> Topic:
    """Put it on the list without a name; the day counts, not the moment. 403 for people who don't belong.

    Refused when the community takes no contributions or has fewer than five people, when whoever asks made a
    suggestion that was hidden, and when asked too often.
    """
    require(policies.can_suggest, by, community)
    refuse_a_closed_community(community)
    if Membership.objects.active().filter(community=community).count() < FEWEST_PEOPLE:
        raise Refused(_("Too few people belong here: everybody would know who it was. Suggest it with your name."))
    _refuse_the_blocked(community, by)
    refuse_flood("suggest quietly", by.pk, MOST_AN_HOUR, 3600)
    day = timezone.localtime(moment_now()).replace(hour=0, minute=0, second=0, microsecond=0)
    with recorded_at(day):
        topic = new_topic(community, suggestion, by)
        topic.is_quiet, topic.seal = True, new_seal(community, by)
        topic.save(force_insert=True)
        leave_step(topic, StepKind.SUGGESTED, None)
        record(Verb.SUGGESTED, by=None, target=topic, community=community)
    return topic


def new_seal(community: Community, person: Person) -> str:
    """Another one each time, so that two suggestions of one person have nothing in common."""
    return _seal(secrets.token_hex(16), community, person)


def is_sealed_by(seal: str, community: Community, person: Person) -> bool:
    return constant_time_compare(seal, _seal(seal.partition(":")[0], community, person))


def _seal(salt: str, community: Community, person: Person) -> str:
    # Keyed with the installation's secret, which is not in the database.
    signed = salted_hmac("practica.topics.quiet", f"{salt}:{community.pk}:{person.pk}", algorithm="sha256")
    return f"{salt}:{signed.hexdigest()}"


def _refuse_the_blocked(community: Community, person: Person) -> None:
    blocked = BlockedSeal.objects.filter(community=community).values_list("seal", flat=True)
    if any(is_sealed_by(seal, community, person) for seal in blocked):
        raise Refused(_("A suggestion that you made quietly was hidden. Suggest with your name, or ask a facilitator."))

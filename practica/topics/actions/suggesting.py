from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from practica.events.actions import moment_now, record
from practica.foundation.access import Refused, require
from practica.topics import policies
from practica.topics.actions.rows import leave_step, locked, refuse_hidden
from practica.topics.models import ANSWER_DUE, Horizon, Lane, Source, StepKind, Topic
from practica.topics.queries import look_alikes, plain_title
from practica.topics.verbs import Verb

if TYPE_CHECKING:
    from practica.communities.models import Community
    from practica.people.models import Person


@dataclass(frozen=True)
class Suggestion:
    """What somebody would have the community do, and why."""

    title: str
    why: str
    benefits: str = ""
    horizon: str = Horizon.YEAR
    lane: str = Lane.LEARN
    language: str = "en"
    source: str = Source.BACKLOG


@transaction.atomic
def suggest_topic(community: Community, suggestion: Suggestion, *, by: Person) -> Topic:
    """Put it on the community's list; an answer is due in 14 days. 403 for people who don't belong.

    Refused when the community takes no contributions.
    """
    require(policies.can_suggest, by, community)
    refuse_a_closed_community(community)
    topic = new_topic(community, suggestion, by)
    topic.author = by
    topic.save(force_insert=True)
    leave_step(topic, StepKind.SUGGESTED, by)
    record(Verb.SUGGESTED, by=by, target=topic, community=community)
    return topic


@transaction.atomic
def change_topic(topic: Topic, suggestion: Suggestion, *, by: Person) -> Topic:
    """Say it better while nobody has answered. 403 for others than its author. Refused once it was answered."""
    topic = locked(topic)
    require(policies.can_change, by, topic)
    refuse_hidden(topic)
    if not topic.is_waiting:
        raise Refused(_("This was answered as it stands. Suggest what you would have now as a new topic."))
    topic.title, topic.sought = suggestion.title, plain_title(suggestion.title)
    topic.why, topic.benefits = suggestion.why, suggestion.benefits
    topic.horizon, topic.lane = suggestion.horizon, suggestion.lane
    topic.save()
    record(Verb.CHANGED, by=by, target=topic, community=topic.community)
    return topic


def refuse_a_closed_community(community: Community) -> None:
    if not community.takes_contributions:
        raise Refused(_("This community is closed: its topics stay readable, but it takes no new ones."))


def new_topic(community: Community, suggestion: Suggestion, reader: Person) -> Topic:
    """Without an author, not yet stored; beside the one it resembles most, as far as `reader` sees it."""
    now = moment_now()
    alike = look_alikes(community, suggestion.title, reader, suggestion.language)
    return Topic(
        community=community,
        title=suggestion.title,
        sought=plain_title(suggestion.title),
        why=suggestion.why,
        benefits=suggestion.benefits,
        horizon=suggestion.horizon,
        lane=suggestion.lane,
        language=suggestion.language,
        source=suggestion.source,
        suggested_at=now,
        due_at=now + ANSWER_DUE,
        looks_like=alike[0] if alike else None,
    )

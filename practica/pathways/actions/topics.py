"""A topic that was put on a meeting follows what became of its item there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from practica.communities.models import Visibility
from practica.meetings.models import AgendaItem, Place
from practica.pathways.models import Trace
from practica.pathways.queries.records import in_words
from practica.topics.actions import close_by_outcome, return_to_agenda
from practica.topics.models import Topic

if TYPE_CHECKING:
    from collections.abc import Iterable

    from practica.meetings.models import Occurrence

TOPIC = "topics.topic"


@transaction.atomic
def follow_meeting(meeting: Occurrence) -> None:
    """Each topic the meeting was to take up: done where something came of it, else open again, unless it goes on elsewhere.

    What was put off waits in its series for the next meeting, and stays planned. Without an actor: nobody decides it.
    """
    items = {item.origin_id: item for item in meeting.items.filter(origin_type=TOPIC).prefetch_related("outcomes")}
    for topic in Topic.objects.filter(pk__in={*items, *_meant_for(meeting)}).order_by("pk"):
        item = items.get(topic.pk)
        if item is not None and item.is_covered and item.outcomes.all():
            close_by_outcome(topic, _what_came_of(item, meeting, topic))
        elif _is_settled(item, meeting) and not _waits(item, meeting) and not _goes_on(topic, meeting):
            return_to_agenda(topic)


def _meant_for(meeting: Occurrence) -> Iterable[int]:
    """Those put on it, though their items may have been taken off since."""
    label = meeting._meta.label_lower
    rows = Trace.objects.filter(from_type=TOPIC, to_type=label, to_id=meeting.pk)
    return rows.values_list("from_id", flat=True)


def _is_settled(item: AgendaItem | None, meeting: Occurrence) -> bool:
    """Somebody said what became of it, or the meeting is off."""
    return item is None or item.place not in {Place.PLACED, Place.PROPOSED} or meeting.is_cancelled


def _waits(item: AgendaItem | None, meeting: Occurrence) -> bool:
    """For the next meeting of the series, which takes what was put off and what a cancelled one was to take up."""
    if item is None:
        return False
    is_left = item.place == Place.DISPLACED or (item.place == Place.PLACED and meeting.is_cancelled)
    return is_left and meeting.series.repeats and meeting.series.ended_at is None


def _goes_on(topic: Topic, meeting: Occurrence) -> bool:
    """Planned for something else too: what it became that is no meeting, or another meeting that will take it up."""
    label = meeting._meta.label_lower
    if Trace.objects.filter(from_type=TOPIC, from_id=topic.pk).exclude(to_type=label).exists():
        return True
    others = AgendaItem.objects.filter(origin_type=TOPIC, origin_id=topic.pk, occurrence__cancelled_at=None)
    ahead = others.filter(place__in=[Place.PLACED, Place.PROPOSED], occurrence__ends_at__gt=timezone.now())
    return ahead.exclude(occurrence=meeting).exists()


def _what_came_of(item: AgendaItem, meeting: Occurrence, topic: Topic) -> str:
    """In the topic's language; in full only where whoever reads the topic may read the meeting."""
    with override(topic.language):
        day = in_words(timezone.localtime(meeting.starts_at))
        if not (meeting.is_open or meeting.community.visibility == Visibility.PRIVATE):
            return _("It was taken up in a meeting on %(day)s.") % {"day": day}
        came = [f"{outcome.get_kind_display()}: {outcome.text}" for outcome in item.outcomes.all()]
        return "\n".join(
            [_("It was taken up in “%(title)s” on %(day)s.") % {"title": meeting.title, "day": day}, *came]
        )

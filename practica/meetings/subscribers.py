"""Letters to those who count on a meeting, when it moves, is cancelled, or its series changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import translation

from practica.communities.models import Membership
from practica.events.subscribers import subscribe
from practica.mail.letters import absolute
from practica.mail.letters import meetings as letters
from practica.meetings.actions import withdraw_answers
from practica.meetings.models import Answer, Occurrence, Series
from practica.meetings.queries.ical import file_of
from practica.meetings.queries.words import in_words
from practica.people.models import Person

if TYPE_CHECKING:
    from collections.abc import Iterable

    from practica.events.models import Event


def meeting_of(event: Event) -> Occurrence | None:
    return Occurrence.objects.for_page().filter(pk=event.target_id).first()


def name_of(event: Event) -> str:
    return event.actor.name if event.actor else ""


def counting_on(event: Event, meeting: Occurrence) -> Iterable[Person]:
    """Who did not say no and may still see it; not the one who changed it."""
    people = [answer.person for answer in meeting.answers.interested().select_related("person")]
    people += [meeting.host] if meeting.host else []
    once = {person.pk: person for person in people if person.pk != event.actor_id}
    return [one for one in once.values() if Occurrence.objects.visible_to(one).filter(pk=meeting.pk).exists()]


def file_for(person: Person, meeting: Occurrence) -> str:
    with translation.override(person.language):
        return file_of(meeting, absolute("")).decode()


@subscribe("communities.left")
def give_back_places(event: Event) -> None:
    """Their places in meetings to come are free again."""
    row = Membership.objects.select_related("community", "person").filter(pk=event.target_id).first()
    if row is not None and not row.is_active:
        withdraw_answers(row.community, row.person)


@subscribe("meetings.moved")
def write_of_the_move(event: Event) -> None:
    meeting = meeting_of(event)
    if meeting is None or meeting.is_cancelled:
        return
    before = meeting.original_start if meeting.is_moved else None
    for person in counting_on(event, meeting):
        letters.moved(
            person,
            meeting=meeting,
            who=name_of(event),
            before=before,
            file=file_for(person, meeting),
            key=f"meetings-{event.pk}-{person.pk}",
        )


@subscribe("meetings.cancelled")
def write_of_the_cancellation(event: Event) -> None:
    meeting = meeting_of(event)
    if meeting is None or not meeting.is_cancelled:
        return
    for person in counting_on(event, meeting):
        letters.cancelled(
            person,
            meeting=meeting,
            who=name_of(event),
            file=file_for(person, meeting),
            key=f"meetings-{event.pk}-{person.pk}",
        )


@subscribe("meetings.series_changed")
def write_of_the_series(event: Event) -> None:
    series = Series.objects.select_related("community").filter(pk=event.target_id).first()
    if series is None:
        return
    for person, meeting in next_ones(series).items():
        if person.pk == event.actor_id:
            continue
        with translation.override(person.language):
            rhythm = in_words(series.recurrence, series.first_on)
        letters.series_changed(
            person,
            meeting=meeting,
            who=name_of(event),
            rhythm=rhythm,
            file=file_for(person, meeting),
            key=f"meetings-{event.pk}-{person.pk}",
        )


def next_ones(series: Series) -> dict[Person, Occurrence]:
    """By person, the nearest meeting they count on."""
    coming = series.occurrences.standing().upcoming()
    rows = Answer.objects.interested().filter(occurrence__in=coming)
    rows = rows.select_related("person", "occurrence__series", "occurrence__community")
    nearest: dict[Person, Occurrence] = {}
    for answer in rows.order_by("-occurrence__starts_at"):
        nearest[answer.person] = answer.occurrence
    return nearest

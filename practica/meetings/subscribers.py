"""Letters to those who are invited to a meeting or count on it: come, it moves, is cancelled, its series changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import translation

from practica.communities.models import Membership
from practica.events.subscribers import subscribe
from practica.mail.actions import may_write_to
from practica.mail.letters import meetings as letters
from practica.meetings.actions import note_invited, withdraw_answers
from practica.meetings.models import Answer, Choice, Invited, Occurrence, Series
from practica.meetings.queries.exports import sections_of
from practica.meetings.queries.finding import invited_by_dates
from practica.meetings.queries.itip import cancel_for, request_for
from practica.meetings.queries.words import in_words
from practica.notices.models import How
from practica.notices.preferences import preference
from practica.notices.registry import Urgency
from practica.people.models import Person

if TYPE_CHECKING:
    from collections.abc import Iterable

    from practica.events.models import Event


def meeting_of(event: Event) -> Occurrence | None:
    return Occurrence.objects.for_page().filter(pk=event.target_id).first()


def name_of(event: Event) -> str:
    return event.actor.name if event.actor else ""


def counting_on(event: Event, meeting: Occurrence) -> Iterable[Person]:
    """Who did not say no, or was invited and has not said it, and may still see it; not the one who changed it."""
    people = [answer.person for answer in meeting.answers.interested().select_related("person")]
    people += [meeting.host] if meeting.host else []
    declined = meeting.answers.filter(choice=Choice.NO).values("person")
    people += [one.person for one in meeting.series.invited.exclude(person__in=declined).select_related("person")]
    once = {person.pk: person for person in people if person.pk != event.actor_id}
    return [one for one in once.values() if Occurrence.objects.visible_to(one).filter(pk=meeting.pk).exists()]


def invite_members(event: Event, series: Series, meeting: Occurrence) -> None:
    """Everyone who belongs, once a series; not whoever asked for no letters of this community.

    To a meeting whose date was found, those who could come on it, wherever they belong.
    """
    could = invited_by_dates(meeting)
    everyone = series.community.memberships.current().values("person") if could is None else could
    for person in Person.objects.active().filter(pk__in=everyone).order_by("pk"):
        is_wanted = preference(person, series.community_id, Urgency.NEWS) != How.OFF
        if person.pk != event.actor_id and is_wanted and may_write_to(person, letters.INVITATIONS):
            invite(event, series, meeting, person)


@transaction.atomic
def invite(event: Event, series: Series, meeting: Occurrence, person: Person) -> None:
    if not note_invited(series, person):
        return
    with translation.override(person.language):
        rhythm = in_words(series.recurrence, series.first_on) if series.repeats else ""
    letters.invitation(
        person,
        meeting=meeting,
        who=name_of(event),
        rhythm=rhythm,
        file=request_for(person, series if series.repeats else meeting),
        key=f"meetings-{event.pk}-{person.pk}",
    )


@subscribe("meetings.planned")
def write_of_the_meeting(event: Event) -> None:
    meeting = meeting_of(event)
    if meeting is not None and meeting.takes_answers:
        invite_members(event, meeting.series, meeting)


@subscribe("meetings.series_started", "meetings.series_settled")
def write_of_the_new_series(event: Event) -> None:
    """Once it has a date. Who brings in a file of many asks nobody to answer them all by mail."""
    series = Series.objects.select_related("community").filter(pk=event.target_id).first()
    if series is None or (series.source_uid and not series.kept_as):
        return
    meeting = series.occurrences.standing().upcoming().select_related("community", "series").first()
    if meeting is not None:
        invite_members(event, series, meeting)


@subscribe("meetings.series_ended")
def write_of_the_end(event: Event) -> None:
    series = Series.objects.select_related("community").filter(pk=event.target_id).first()
    if series is not None:
        write_that_it_ends(event, series)


def write_that_it_ends(event: Event, series: Series) -> None:
    """To whoever has it in their calendar by an invitation."""
    last = series.occurrences.standing().order_by("-starts_at").first()
    for invited in series.invited.exclude(person=event.actor_id).select_related("person"):
        letters.series_ends(
            invited.person,
            series=series,
            last=last.starts_at if last else None,
            file=request_for(invited.person, series) if last else cancel_for(invited.person, series),
            # Once, though what goes on from it may change again and again.
            key=f"meetings-end-{series.pk}-{series.sequence}-{invited.person_id}",
        )


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
    before = meeting.planned_start if meeting.is_moved else None
    for person in counting_on(event, meeting):
        letters.moved(
            person,
            meeting=meeting,
            who=name_of(event),
            before=before,
            file=request_for(person, meeting),
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
            file=cancel_for(person, meeting),
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
        note_invited(series, person)
        letters.series_changed(
            person,
            meeting=meeting,
            who=name_of(event),
            rhythm=rhythm,
            file=request_for(person, series),
            key=f"meetings-{event.pk}-{person.pk}",
        )
    if series.came_from and series.came_from.ends_on:
        write_that_it_ends(event, series.came_from)


@subscribe("meetings.minutes_published")
def write_the_minutes(event: Event) -> None:
    """To those who want them: who came or meant to, and who wants to hear of the community at once.

    Under the Chatham House Rule to the last alone: a list of letters would tell who was there.
    """
    meeting = meeting_of(event)
    if meeting is None:
        return
    concerned = set() if meeting.is_chatham_house else people_concerned(meeting)
    for membership in meeting.community.memberships.current().select_related("person"):
        person = membership.person
        how = preference(person, meeting.community_id, Urgency.NEWS)
        is_wanted = how == How.NOW or (how != How.OFF and person.pk in concerned)
        if is_wanted and person.pk != event.actor_id:
            letters.minutes(
                person,
                meeting=meeting,
                who=name_of(event),
                sections=sections_of(meeting.minutes),
                key=f"meetings-{event.pk}-{person.pk}",
            )


def people_concerned(meeting: Occurrence) -> set[int]:
    came = set(meeting.attendances.values_list("person_id", flat=True))
    return came | set(meeting.answers.interested().values_list("person_id", flat=True))


def next_ones(series: Series) -> dict[Person, Occurrence]:
    """By person, the nearest meeting they count on; for who was invited and has not answered, the next one."""
    coming = series.occurrences.standing().upcoming()
    rows = Answer.objects.interested().filter(occurrence__in=coming)
    rows = rows.select_related("person", "occurrence__series", "occurrence__community")
    nearest = dict.fromkeys(_waiting_for(series), coming.select_related("series", "community").first())
    for answer in rows.order_by("-occurrence__starts_at"):
        nearest[answer.person] = answer.occurrence
    return {person: meeting for person, meeting in nearest.items() if meeting is not None}


def _waiting_for(series: Series) -> Iterable[Person]:
    """Invited to it or to what it goes on from, and still seeing it."""
    rows = Invited.objects.filter(series__in=[series.pk, series.came_from_id]).select_related("person")
    people = {row.person.pk: row.person for row in rows}
    return [one for one in people.values() if Series.objects.visible_to(one).filter(pk=series.pk).exists()]

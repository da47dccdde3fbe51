"""Meetings as one person sees them in a list: each with that person's own answer."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.db.models import Count, Q, Window
from django.utils import timezone

from practica.communities.models import belongs
from practica.foundation.calendar_time import in_zone
from practica.foundation.kept_query import KeptQuery
from practica.meetings.models import Answer, Attendance, Choice, Confidentiality, Occurrence
from practica.meetings.queries.words import place_of
from practica.people.models import face_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime

    from django.db.models import QuerySet

    from practica.communities.models import Community
    from practica.meetings.models.occurrence import OccurrenceQuerySet
    from practica.people.models import Person

FACES = 4
COMING = 4  # of the next meetings, named on the start page


@dataclass(frozen=True)
class Row:
    meeting: Occurrence
    answer: Answer | None

    @cached_property
    def day(self) -> date:
        return timezone.localtime(self.meeting.starts_at).date()

    @cached_property
    def state(self) -> str:
        """The shape in which it is drawn: yes, maybe, ask or no; cancelled and past are apart."""
        if self.answer is None:
            return "ask"
        if self.answer.is_waiting:
            return "maybe"
        return {Choice.WRITING: "yes"}.get(Choice(self.answer.choice), self.answer.choice)

    @property
    def choice(self) -> str:
        return self.answer.choice if self.answer else ""

    @property
    def is_waiting(self) -> bool:
        return self.answer is not None and self.answer.is_waiting

    @property
    def asks(self) -> bool:
        return self.answer is None and self.meeting.takes_answers

    @property
    def elsewhere(self) -> str:
        """`10:00 Madrid`, where the clock on the wall it was planned by shows another hour than the reader's."""
        zone = self.meeting.series.zone
        there, here = in_zone(self.meeting.starts_at, zone), timezone.localtime(self.meeting.starts_at)
        if there.utcoffset() == here.utcoffset():
            return ""
        return f"{there:%H:%M} {place_of(zone)}"


def rows_for(person: Person, meetings: Iterable[Occurrence]) -> list[Row]:
    """Two queries, whatever the number: the meetings, and what this person answered to them."""
    kept = list(meetings)
    given = Answer.objects.of(person).filter(occurrence__in=kept)
    answers = {answer.occurrence_id: answer for answer in given}
    return [Row(meeting, answers.get(meeting.pk)) for meeting in kept]


def of_my_communities(person: Person) -> OccurrenceQuerySet:
    return Occurrence.objects.filter(belongs(person))


def mine(person: Person) -> OccurrenceQuerySet:
    """What I host, or answered with anything but no."""
    said = Answer.objects.of(person).interested().values("occurrence")
    return Occurrence.objects.visible_to(person).filter(Q(pk__in=said) | Q(host=person))


def of_the_organisation(person: Person) -> OccurrenceQuerySet:
    return Occurrence.objects.visible_to(person).filter(confidentiality=Confidentiality.OPEN)


def waiting_for(person: Person, until: datetime, now: datetime | None = None) -> OccurrenceQuerySet:
    """Meetings of my communities, before `until`, that I have not answered."""
    answered = Answer.objects.of(person).values("occurrence")
    coming = of_my_communities(person).standing().upcoming(now).filter(starts_at__lt=until)
    return coming.exclude(pk__in=answered).for_listing()


@KeptQuery
def _next_in(community: Community, person: Person, now: datetime) -> QuerySet[Occurrence]:
    meetings = Occurrence.objects.visible_to(person).filter(community=community).standing().upcoming(now)
    return meetings.for_page()[:1]


def next_in(community: Community, person: Person) -> Row | None:
    return next(iter(rows_for(person, _next_in(community, person, timezone.now()))), None)


@KeptQuery
def _coming_of(person: Person, now: datetime) -> QuerySet[Occurrence]:
    declined = Answer.objects.of(person).filter(choice=Choice.NO).values("occurrence")
    meetings = of_my_communities(person).standing().upcoming(now).exclude(pk__in=declined)
    return meetings.for_page()[:COMING]


def coming_of(person: Person) -> list[Row]:
    """The next few of my communities that I did not decline."""
    return rows_for(person, _coming_of(person, timezone.now()))


@dataclass(frozen=True)
class Turnout:
    """How many come; faces only where names may be shown."""

    going: int
    maybe: int
    writing: int
    waiting: int
    faces: list[Person]


COMES = Q(choice=Choice.YES, waiting_since=None)
COUNTED = {
    "going": COMES,
    "maybe": Q(choice=Choice.MAYBE),
    "writing": Q(choice=Choice.WRITING),
    "waiting": ~Q(waiting_since=None),
}


@KeptQuery
def _first_answers(meeting: Occurrence) -> QuerySet[Answer]:
    counts = {name: Window(Count("pk", filter=which)) for name, which in COUNTED.items()}
    counted = Answer.objects.filter(occurrence=meeting).annotate(**counts, comes=COMES)
    shown = counted.select_related("person").only("occurrence", *face_of("person"))
    return shown.order_by("-comes", "answered_at", "pk")[:FACES]


def turnout(meeting: Occurrence) -> Turnout:
    """One query: the first who come, each with the counts over all answers."""
    rows: list[Any] = _first_answers(meeting)
    numbers = {name: getattr(rows[0], name) if rows else 0 for name in COUNTED}
    faces = [] if meeting.is_chatham_house else [row.person for row in rows if row.comes]
    return Turnout(**numbers, faces=faces)


def held_since(community: Community, since: datetime) -> int:
    """Meetings that took place: somebody noted who was there, or wrote minutes."""
    took_place = Q(attendances__isnull=False) | Q(minutes_at__isnull=False)
    rows = Occurrence.objects.standing().filter(community=community, starts_at__gte=since, ends_at__lte=timezone.now())
    return rows.filter(took_place).distinct().count()


def was_there(person: Person, meeting: Occurrence) -> bool:
    return Attendance.objects.filter(occurrence=meeting, person=person).exists()


def present_at(meeting: Occurrence) -> list[Person]:
    rows = meeting.attendances.select_related("person").order_by("person__name")
    return [row.person for row in rows]


def number_in_series(meeting: Occurrence) -> int:
    """Which one of its series it is, from 1."""
    return meeting.series.occurrences.filter(original_start__lte=meeting.original_start).count()

"""Who has not had the floor for a while: a hint for the host alone, never a figure."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils import timezone

from practica.meetings.models import AgendaItem, Answer, Attendance, Choice, Confidentiality, Occurrence, Outcome, Place
from practica.people.models import Person
from practica.work.models import Share

if TYPE_CHECKING:
    from collections.abc import Iterable

    from practica.people.models.person import PersonQuerySet

THREE, LOOKED_BACK = 3, 12


def without_the_floor(meeting: Occurrence) -> list[Person]:
    """Those in the room, or who said they come, that did not have the floor in the last three meetings they were at.

    The last three meetings of the series, or of the one it goes on from, that the person was noted at, among the latest
    twelve before this one. Had the floor: led an item that was covered, wrote an outcome down, or took an action that came
    out there. Whoever was at fewer than three is not named, nor the host. Meetings under the Chatham House Rule do not
    count: of them nobody keeps who was there or who said what. By name; how often, or who most, is not told to anybody.
    At most six queries.
    """
    before = _meetings_before(meeting)
    been = _been_at(before)
    had = _had_the_floor(before)
    named = [pk for pk, meetings in been.items() if len(meetings) >= THREE and not had[pk] & set(meetings[:THREE])]
    return list(_in_the_room(meeting).filter(pk__in=named).order_by("name")) if named else []


def _meetings_before(meeting: Occurrence) -> list[int]:
    """The latest first."""
    chain = {meeting.series_id, meeting.series.came_from_id} - {None}
    rows = Occurrence.objects.standing().filter(series__in=chain, starts_at__lt=min(meeting.starts_at, timezone.now()))
    told = rows.exclude(confidentiality=Confidentiality.CHATHAM_HOUSE).exclude(pk=meeting.pk)
    return list(told.order_by("-starts_at").values_list("pk", flat=True)[:LOOKED_BACK])


def _been_at(before: list[int]) -> dict[int, list[int]]:
    """By person, the meetings they were noted at, the latest first."""
    been: dict[int, list[int]] = defaultdict(list)
    for person, at in Attendance.objects.filter(occurrence__in=before).values_list("person", "occurrence"):
        been[person].append(at)
    return {person: sorted(at, key=before.index) for person, at in been.items()}


def _had_the_floor(before: list[int]) -> dict[int | None, set[int]]:
    led = AgendaItem.objects.filter(occurrence__in=before, place=Place.COVERED, lead__isnull=False)
    wrote = Outcome.objects.filter(occurrence__in=before)
    had: dict[int | None, set[int]] = defaultdict(set)
    tasks: dict[int | None, int] = {}
    for person, at in led.values_list("lead", "occurrence"):
        had[person].add(at)
    for person, at, kind, number in wrote.values_list("written_by", "occurrence", "became_type", "became_id"):
        had[person].add(at)
        if kind == "work.task":
            tasks[number] = at
    for person, task in _takers(tasks):
        had[person].add(tasks[task])
    return had


def _takers(tasks: Iterable[int | None]) -> Iterable[tuple[int, int]]:
    wanted = list(tasks)
    return Share.objects.filter(task__in=wanted).values_list("person", "task") if wanted else []


def _in_the_room(meeting: Occurrence) -> PersonQuerySet:
    here = Attendance.objects.filter(occurrence=meeting).values("person")
    coming = Answer.objects.filter(occurrence=meeting, choice=Choice.YES).values("person")
    return Person.objects.active().filter(Q(pk__in=here) | Q(pk__in=coming)).exclude(pk=meeting.host_id or 0)

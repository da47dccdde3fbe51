"""Who is in the room, as far as somebody may read it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from practica.meetings.models import Answer, Choice
from practica.meetings.queries.listing import present_at

if TYPE_CHECKING:
    from practica.meetings.models import Occurrence
    from practica.people.models import Person


@dataclass(frozen=True)
class Tap:
    person: Person
    is_here: bool


@dataclass(frozen=True)
class Roll:
    """`people` are those that the reader may read, and tap where `may_tap`: who is here, and then who said they would be."""

    count: int
    is_here: bool
    may_tap: bool
    people: list[Tap]

    @property
    def asked(self) -> int:
        return len(self.people)


def roll_of(meeting: Occurrence, person: Person, *, can_change: bool) -> Roll:
    """Names are for those who are here and for who keeps the list; under the Chatham House Rule for the first alone.

    Two queries at most.
    """
    present = present_at(meeting)
    here = {one.pk for one in present}
    may_read = person.pk in here or (can_change and not meeting.is_chatham_house)
    may_tap = can_change and may_read
    people = [Tap(one, is_here=True) for one in present] if may_read else []
    if may_tap:
        meant = Answer.objects.filter(occurrence=meeting, choice__in=[Choice.YES, Choice.MAYBE])
        rows = meant.exclude(person__in=here).select_related("person").order_by("person__name")
        people += [Tap(row.person, is_here=False) for row in rows]
    return Roll(len(present), person.pk in here, may_tap, people)

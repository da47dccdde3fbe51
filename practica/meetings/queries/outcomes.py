"""What came out of a meeting, each with what it became in another part, and the ways to make something of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from practica.meetings.models import Outcome, OutcomeKind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from django.utils.functional import Promise

    from practica.meetings.models import Occurrence
    from practica.people.models import Person

    Words = str | Promise


@dataclass(frozen=True)
class Became:
    """The thing it became, as far as the reader may see it; `people` are those who took it on."""

    title: str
    url: str
    icon: str
    words: Words
    people: list[Person] = field(default_factory=list)
    day: str = ""
    is_over: bool = False


@dataclass(frozen=True)
class Way:
    """What the reader may make of it: with one press, or on a page of its own."""

    url: str
    label: Words
    icon: str
    is_press: bool = True

    @property
    def key(self) -> str:
        return self.url.strip("/").replace("/", "-")


Ends = dict[int, tuple[Became | None, list[Way]]]


@dataclass(frozen=True)
class Caught:
    """An outcome as a page shows it to somebody."""

    outcome: Outcome
    became: Became | None
    ways: list[Way]
    may_mend: bool = False

    @property
    def people(self) -> list[Person]:
        return self.became.people if self.became else []


@dataclass(frozen=True)
class CameOut:
    """All that came out of a meeting, by what it is."""

    rows: list[Caught]

    def __bool__(self) -> bool:
        return bool(self.rows)

    def _of(self, *kinds: OutcomeKind) -> list[Caught]:
        return [row for row in self.rows if row.outcome.kind in kinds]

    @property
    def latest(self) -> list[Caught]:
        """The latest first."""
        return self.rows[::-1]

    @property
    def decisions(self) -> list[Caught]:
        return self._of(OutcomeKind.DECISION)

    @property
    def actions(self) -> list[Caught]:
        return self._of(OutcomeKind.ACTION)

    @property
    def others(self) -> list[Caught]:
        return self._of(OutcomeKind.QUESTION, OutcomeKind.TOPIC, OutcomeKind.STORY)

    @property
    def taken(self) -> int:
        return sum(bool(row.people) for row in self.actions)

    @property
    def open(self) -> int:
        return len(self.actions) - self.taken


_described: list[Callable[[Person, Sequence[Outcome]], Ends]] = []


def declare(describe: Callable[[Person, Sequence[Outcome]], Ends]) -> None:
    """The part above that knows the others says what became of outcomes, and what somebody may make of them."""
    if describe not in _described:
        _described.append(describe)


def caught(
    outcomes: Iterable[Outcome], person: Person, *, mendable: Callable[[Outcome], bool] | None = None
) -> CameOut:
    """No query but those of what is declared."""
    rows = list(outcomes)
    ends: Ends = {}
    for describe in _described if rows else ():
        ends |= describe(person, rows)
    return CameOut(
        [Caught(row, *ends.get(row.pk, (None, [])), may_mend=mendable is not None and mendable(row)) for row in rows]
    )


def outcomes_of(meeting: Occurrence) -> list[Outcome]:
    """In the order in which they were written: one query."""
    rows = list(meeting.outcomes.select_related("item").order_by("pk"))
    for row in rows:
        row.occurrence, row.community = meeting, meeting.community
    return rows

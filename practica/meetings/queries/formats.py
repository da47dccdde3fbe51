"""The formats there are, their steps in the time an item has, and what the room's clock shows."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count, Exists, OuterRef
from django.utils import timezone

from practica.meetings.models import AgendaItem, Clock, Dot, Format, Occurrence, OwnFormat, Place, Step
from practica.meetings.models.formats import BUILT_IN, FORMATS, OWN

if TYPE_CHECKING:
    from collections.abc import Iterable

    from practica.people.models import Person

DOTS_EACH = 3
OWN_KEY = re.compile(rf"{OWN}\d{{1,18}}")


def all_formats() -> list[Format]:
    """The ones there are, then the organisation's own: one query."""
    return [*FORMATS, *(one.as_format for one in OwnFormat.objects.in_use())]


def format_of(key: str) -> Format | None:
    """No query for those that come with the product; retired ones are found too."""
    return formats_named({key}).get(key)


def formats_named(keys: set[str]) -> dict[str, Format]:
    """At most one query, however many are the organisation's own."""
    found = {key: BUILT_IN[key] for key in keys if key in BUILT_IN}
    own = [int(key.removeprefix(OWN)) for key in keys if OWN_KEY.fullmatch(key)]
    rows = OwnFormat.objects.filter(pk__in=own) if own else []
    return found | {one.as_format.key: one.as_format for one in rows}


def is_guide(key: str) -> bool:
    """Whether an item can be guided by it; one that is a whole agenda can't."""
    script = format_of(key)
    return script is not None and not script.is_agenda


def guides() -> list[tuple[str, str]]:
    """What an item can be guided by, as a form offers it."""
    return [(one.key, str(one.title)) for one in all_formats() if not one.is_agenda]


@dataclass(frozen=True)
class TimedStep:
    """A step in the time its item has."""

    step: Step
    seconds: int

    @property
    def minutes(self) -> int:
        return round(self.seconds / 60)


def timed_steps(item: AgendaItem, script: Format | None) -> list[TimedStep]:
    """The steps stretched to the item's minutes, the last one taking what rounding left; without a script one step."""
    whole = max(1, item.minutes) * 60
    if script is None or script.is_agenda:
        return [TimedStep(Step(item.title, item.minutes), whole)]
    steps = [TimedStep(step, whole * step.minutes // script.minutes) for step in script.steps]
    rest = whole - sum(one.seconds for one in steps)
    return [*steps[:-1], TimedStep(steps[-1].step, steps[-1].seconds + rest)]


def asks_for_minutes(items: Iterable[AgendaItem]) -> bool:
    """A meeting that is nothing but formats passed on from person to person owes nobody a text."""
    keys = {item.script for item in items if not item.is_section}
    formats = formats_named(keys)
    return not keys or any(key not in formats or formats[key].asks_minutes for key in keys)


@dataclass(frozen=True)
class Stage:
    """What the room sees: the item and its script, which step it is in, and how long it has."""

    clock: Clock | None
    script: Format | None
    steps: list[TimedStep]
    left: int
    is_last: bool

    @property
    def now(self) -> TimedStep | None:
        return self.steps[self.clock.step] if self.clock and self.clock.step < len(self.steps) else None

    @property
    def words(self) -> str:
        """`10:42`; `1:10` over as well."""
        minutes, seconds = divmod(abs(self.left), 60)
        return f"{minutes}:{seconds:02}"

    @property
    def share(self) -> int:
        """Percent of the step that is left."""
        return max(0, min(100, 100 * self.left // self.clock.whole)) if self.clock else 0


def stage_of(occurrence: Occurrence) -> Stage:
    clock = Clock.objects.select_related("item__lead", "item__notes", "paused_by").filter(occurrence=occurrence).first()
    if clock is None:
        return Stage(None, None, [], 0, is_last=False)
    script = format_of(clock.item.script) if clock.item.script else None
    steps = timed_steps(clock.item, script)
    return Stage(clock, script, steps, clock.left_at(timezone.now()), is_last=clock.step >= len(steps) - 1)


def proposals_of(occurrence: Occurrence, person: Person) -> list[AgendaItem]:
    """What was proposed, by the dots it got, each with whether this person gave one: one query."""
    mine = Dot.objects.filter(item=OuterRef("pk"), person=person)
    rows = occurrence.items.filter(place=Place.PROPOSED).annotate(dot_count=Count("dots"), is_mine=Exists(mine))
    return list(rows.select_related("proposed_by").order_by("-dot_count", "pk"))

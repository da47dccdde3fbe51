"""The difference between a folder and what is here: reads, never writes, so that a dry run and a run say the same."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.utils.translation import gettext_noop as _

from practica.communities.models import Community
from practica.exchange.governance.groups import Skipped
from practica.exchange.governance.wanted import ASSETS, Part
from practica.exchange.models import ImportedRecord
from practica.library.models import Asset
from practica.meetings.models import Series
from practica.people.models import Person

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from practica.exchange.governance.wanted import Wanted, Wish

SOURCE = "governance"

NAME_TAKEN = _("A community of this name exists here already, and it did not come from this folder.")
NOT_TAKEN_IN = _("Its community was not taken in.")
CLOSED = _("Its community is closed and takes nothing new.")
REMOVED = _("It was removed here since; an import does not bring it back.")
HAS_ACCOUNT = _("They have an account: a person offers them the role here, and they accept it themselves.")
OWN_NAME = _("They have an account: their name is theirs to change.")
RETIRED = _("It was retired here since.")
ENDED = _("The series was ended here since.")
WORDS_LOST = _("The folder's new words do not say when it meets; what stands here stays.")


class Change(StrEnum):
    """What becomes of a wanted thing."""

    TAKEN = "taken"
    CHANGED = "changed"
    UNCHANGED = "unchanged"


@dataclass(frozen=True)
class Step:
    """One wanted thing and what is known of it."""

    wanted: Wanted
    change: Change
    record: ImportedRecord | None


@dataclass
class Plan:
    """All that would be done, in order, and all that would not, with the reason."""

    wish: Wish
    steps: list[Step] = field(default_factory=list)
    skipped: list[tuple[Wanted, str]] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)
    left_out: tuple[Skipped, ...] = ()

    @property
    def work(self) -> list[Step]:
        return [step for step in self.steps if step.change is not Change.UNCHANGED]


def make_plan(wish: Wish, left_out: Iterable[Skipped] = ()) -> Plan:
    """Compare what the folder asks for with what came from it before and with what people did since."""
    records = {record.key: record for record in ImportedRecord.objects.filter(source=SOURCE)}
    here = Here(records.values())
    plan = Plan(wish, left_out=tuple(left_out))
    for wanted in wish.things:
        record = records.get(wanted.key)
        change = _change(wanted, record)
        reason = "" if change is Change.UNCHANGED else here.objection(wanted, change, record)
        if reason:
            plan.skipped.append((wanted, reason))
        else:
            plan.steps.append(Step(wanted, change, record))
    keys = {wanted.key for wanted in wish.things}
    plan.gone = sorted(key for key, record in records.items() if key not in keys and "/collections/" not in key)
    return plan


def _change(wanted: Wanted, record: ImportedRecord | None) -> Change:
    if record is None or record.is_reserved:
        return Change.TAKEN
    return Change.UNCHANGED if record.content_hash == wanted.digest else Change.CHANGED


class Here:
    """What stands here of what was brought in before, read in a few queries."""

    def __init__(self, records: Iterable[ImportedRecord]) -> None:
        known = list(records)
        numbers: dict[str, set[int]] = defaultdict(set)
        for record in known:
            numbers[record.target_type].add(record.target_id)
        self.things: dict[str, dict[int, Any]] = {
            label: apps.get_model(label)._default_manager.in_bulk(wanted)
            for label, wanted in numbers.items()
            if label in {"people.person", "communities.community", "communities.membership", "meetings.series"}
        }
        assets = numbers.get(Asset._meta.label_lower, set())
        self.retired = dict(Asset.objects.filter(pk__in=assets).values_list("pk", "retired_at"))
        self.people = {
            record.key: self.things["people.person"].get(record.target_id)
            for record in known
            if record.target_type == "people.person"
        }
        self.communities = {
            record.key: self.things["communities.community"].get(record.target_id)
            for record in known
            if record.target_type == "communities.community" and "/" not in record.key
        }
        self.names = {name.casefold() for name in Community.objects.values_list("name", flat=True)}
        self.blocked: dict[str, str] = {}
        self.checks: dict[Part, Callable[[Wanted, Change, ImportedRecord | None], str]] = {
            Part.PERSON: self._person,
            Part.COMMUNITY: self._community,
            Part.MEMBERSHIP: self._membership,
            Part.SERIES: self._series,
            **dict.fromkeys(ASSETS, self._asset),
        }

    def objection(self, wanted: Wanted, change: Change, record: ImportedRecord | None) -> str:
        """Why a thing that is new or has changed is not taken; empty when nothing speaks against it."""
        if reason := self.blocked.get(wanted.group, ""):
            return reason
        community = self.communities.get(wanted.group)
        if community is not None and not community.takes_contributions:
            return CLOSED
        check = self.checks.get(wanted.part)
        return check(wanted, change, record) if check else ""

    def _thing(self, record: ImportedRecord | None) -> Any:
        return self.things.get(record.target_type, {}).get(record.target_id) if record else None

    def _person(self, _wanted: Wanted, change: Change, record: ImportedRecord | None) -> str:
        if change is Change.TAKEN:
            return ""
        person: Person | None = self._thing(record)
        if person is None:
            return REMOVED
        return OWN_NAME if person.has_account else ""

    def _community(self, wanted: Wanted, change: Change, record: ImportedRecord | None) -> str:
        if change is Change.CHANGED:
            return "" if self._thing(record) else REMOVED
        if wanted.name.casefold() in self.names:
            self.blocked[wanted.group] = NOT_TAKEN_IN
            return NAME_TAKEN
        return ""

    def _membership(self, wanted: Wanted, change: Change, record: ImportedRecord | None) -> str:
        person = self.people.get(f"people/{wanted.subject.person.key}")
        if person is not None and person.has_account:
            return HAS_ACCOUNT
        return REMOVED if change is Change.CHANGED and self._thing(record) is None else ""

    def _series(self, wanted: Wanted, change: Change, record: ImportedRecord | None) -> str:
        if change is Change.TAKEN:
            return ""
        series: Series | None = self._thing(record)
        if series is None:
            return REMOVED
        if series.ended_at:
            return ENDED
        return "" if wanted.subject.rhythm.rule else WORDS_LOST

    def _asset(self, _wanted: Wanted, change: Change, record: ImportedRecord | None) -> str:
        if change is Change.TAKEN or record is None:
            return ""
        if record.target_id not in self.retired:
            return REMOVED
        return RETIRED if self.retired[record.target_id] else ""

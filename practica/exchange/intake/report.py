"""What is said of an import, before and after it: counts, what was taken, what was not and why, what needs a person."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from practica.exchange.governance.frequency import Mark
from practica.exchange.governance.groups import Section
from practica.exchange.governance.wanted import Part, name_of
from practica.exchange.intake.plan import Change

if TYPE_CHECKING:
    from practica.exchange.governance.wanted import Wanted
    from practica.exchange.intake.plan import Plan

Report = dict[str, Any]
MARKS = (Mark.NEEDS_A_DATE, Mark.WHICH_WEEK, Mark.ASSUMED_ZONE)


def report_of(plan: Plan) -> Report:
    """The same for a dry run and for the run after it; reasons are in English, to be said in the reader's language."""
    names = {group.folder: name_of(group) for group in plan.wish.groups}
    sections = Counter(group.section for group in plan.wish.groups)
    return {
        "counts": _counts(plan),
        "groups": {str(section): sections[section] for section in Section},
        "communities": [
            {"key": step.wanted.key, "name": step.wanted.name, "change": str(step.change)}
            for step in plan.steps
            if step.wanted.part is Part.COMMUNITY
        ],
        "taken": _lines(plan, Change.TAKEN, names),
        "changed": _lines(plan, Change.CHANGED, names),
        "skipped": _skipped(plan),
        "no_longer_in_folder": plan.gone,
        "series": _series(plan, names),
        "files": {str(treatment): number for treatment, number in sorted(plan.wish.inventory.counts().items())},
    }


def _counts(plan: Plan) -> dict[str, dict[str, int]]:
    found = {str(part): dict.fromkeys((*map(str, Change), "skipped"), 0) for part in Part}
    for step in plan.steps:
        found[step.wanted.part][step.change] += 1
    for wanted, _reason in plan.skipped:
        found[wanted.part]["skipped"] += 1
    return found


def _lines(plan: Plan, change: Change, names: dict[str, str]) -> list[dict[str, str]]:
    return [_line(step.wanted, names) for step in plan.steps if step.change is change]


def _line(wanted: Wanted, names: dict[str, str]) -> dict[str, str]:
    community = names.get(wanted.group, "")
    return {"part": str(wanted.part), "key": wanted.key, "name": wanted.name, "community": community}


def _skipped(plan: Plan) -> list[dict[str, str]]:
    outside = (*plan.left_out, *plan.wish.skipped)
    return [
        *({"what": wanted.key, "reason": reason} for wanted, reason in plan.skipped),
        *({"what": each.what, "reason": each.reason} for each in outside),
    ]


def _series(plan: Plan, names: dict[str, str]) -> dict[str, Any]:
    every = plan.wish.of(Part.SERIES)
    marked = {str(mark): [_words(each, names) for each in every if mark in each.subject.rhythm.marks] for mark in MARKS}
    return {
        "total": len(every),
        "with_a_rule": sum(bool(each.subject.rhythm.rule) for each in every),
        "of_assumed_length": sum(Mark.ASSUMED_LENGTH in each.subject.rhythm.marks for each in every),
        **marked,
    }


def _words(wanted: Wanted, names: dict[str, str]) -> dict[str, str]:
    community = names.get(wanted.group, "")
    return {"community": community, "name": wanted.name, "words": wanted.subject.rhythm.words}

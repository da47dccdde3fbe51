"""What came out, as numbers, as a finding in words, and as a table."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from practica.polls.models import HIGHEST_SCORE, Kind, Stance

if TYPE_CHECKING:
    from collections.abc import Sequence

    from practica.polls.models import Answer, Ballot, Poll

# Fewer anonymous answers than this would give their authors away.
FEWEST = 5


@dataclass(frozen=True)
class Line:
    """One option: its number, of how much, in words, and how many people marked it."""

    label: str
    value: float
    maximum: float
    words: str
    people: int
    is_first: bool


@dataclass(frozen=True)
class Reason:
    """What somebody wrote beside an answer; without a name where nobody has one."""

    name: str
    stance: str
    text: str


@dataclass(frozen=True)
class Results:
    answered: int
    finding: str
    lines: Sequence[Line] = ()
    reasons: Sequence[Reason] = ()
    unit: str = ""


def results_of(poll: Poll, given: Sequence[Answer | Ballot]) -> Results:
    """Of anonymous polls with too few answers nothing is told but how many they were."""
    if not given:
        return Results(0, _("Nobody answered.") if not poll.is_open else _("Nobody has answered yet."))
    if poll.is_anonymous and len(given) < FEWEST:
        words = _("Fewer than %(n)s answered: nothing is shown, so that nobody is given away.")
        return Results(len(given), words % {"n": FEWEST})
    lines = _lines(poll, [one.marks for one in given])
    return Results(len(given), _finding(poll, lines, len(given)), lines, _reasons(poll, given), _unit(poll))


def _lines(poll: Poll, marks: Sequence[Sequence[int]]) -> list[Line]:
    columns = list(zip(*marks, strict=True))
    values = [_value(poll, column) for column in columns]
    highest, maximum = max(values), _maximum(poll, values, len(marks))
    people = [len([mark for mark in column if mark]) for column in columns]
    return [
        Line(label, value, maximum, _words(poll, value), count, value == highest)
        for label, value, count in zip(poll.labels, values, people, strict=True)
    ]


def _value(poll: Poll, column: Sequence[int]) -> float:
    """Sums; of scores the mean, to one decimal; of places as many points as options stand behind, and one."""
    if poll.kind == Kind.SCORE:
        return round(sum(column) / len(column), 1)
    if poll.kind == Kind.RANKED:
        return sum(len(poll.options) + 1 - place for place in column)
    return sum(column)


def _maximum(poll: Poll, values: Sequence[float], answered: int) -> float:
    if poll.kind == Kind.SCORE:
        return HIGHEST_SCORE
    if poll.kind == Kind.RANKED:
        return answered * len(poll.options)
    return max(*values, 1) if poll.kind == Kind.DOTS else answered


def _unit(poll: Poll) -> str:
    units = {Kind.SCORE: _("Mean score"), Kind.RANKED: _("Points"), Kind.DOTS: _("Dots")}
    return units.get(Kind(poll.kind), _("Answers"))


def _words(poll: Poll, value: float) -> str:
    if poll.kind == Kind.SCORE:
        return _("%(value)s of %(highest)s") % {"value": number_format(value, 1), "highest": HIGHEST_SCORE}
    if poll.kind == Kind.RANKED:
        return ngettext("%(n)s point", "%(n)s points", int(value)) % {"n": int(value)}
    if poll.kind == Kind.DOTS:
        return ngettext("%(n)s dot", "%(n)s dots", int(value)) % {"n": int(value)}
    return ngettext("%(n)s person", "%(n)s people", int(value)) % {"n": int(value)}


def _finding(poll: Poll, lines: Sequence[Line], answered: int) -> str:
    if poll.kind == Kind.PROPOSAL:
        return _finding_of_proposal(lines, answered)
    first = [line for line in lines if line.is_first]
    given = {"label": first[0].label, "words": first[0].words, "all": answered}
    if len(first) > 1:
        given["labels"] = ", ".join(_("“%(label)s”") % {"label": line.label} for line in first)
        return _("A tie: %(labels)s, with %(words)s each.") % given
    if poll.kind in {Kind.CHECK, Kind.CHOOSE}:
        given["n"] = int(first[0].value)
        return _("%(n)s of %(all)s say “%(label)s”.") % given
    return _("“%(label)s” comes first, with %(words)s.") % given


def _finding_of_proposal(lines: Sequence[Line], answered: int) -> str:
    objections, concerns = int(lines[Stance.OBJECTION].value), int(lines[Stance.CONCERN].value)
    if objections:
        return ngettext(
            "%(n)s objection stands: there is no consent.", "%(n)s objections stand: there is no consent.", objections
        ) % {"n": objections}
    if concerns:
        return ngettext("Nobody objects; %(n)s has a concern.", "Nobody objects; %(n)s have a concern.", concerns) % {
            "n": concerns
        }
    return ngettext("Consent: the one who answered.", "Consent: all %(n)s who answered.", answered) % {"n": answered}


def _reasons(poll: Poll, given: Sequence[Answer | Ballot]) -> list[Reason]:
    """Those that weigh most first."""
    told = [one for one in given if one.reason]
    if poll.kind == Kind.PROPOSAL:
        told.sort(key=lambda one: -list(one.marks).index(1))
    stances = poll.labels if poll.kind in {Kind.CHECK, Kind.PROPOSAL} else []
    return [
        Reason(
            "" if poll.is_anonymous else one.person.name,  # type: ignore[union-attr]  # answers with a name have a person
            stances[list(one.marks).index(1)] if stances else "",
            one.reason,
        )
        for one in told
    ]

"""Whether an answer fits its poll."""

from __future__ import annotations

from typing import TYPE_CHECKING

from practica.polls.models import Kind

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from practica.polls.models import Poll


def fits(poll: Poll, marks: Sequence[int]) -> bool:
    if len(marks) != len(poll.labels) or min(marks) < 0:
        return False
    return RULES[Kind(poll.kind)](poll, marks)


def _one(_poll: Poll, marks: Sequence[int]) -> bool:
    return sum(marks) == 1


def _some(poll: Poll, marks: Sequence[int]) -> bool:
    return max(marks) == 1 and sum(marks) <= poll.limit


def _scores(poll: Poll, marks: Sequence[int]) -> bool:
    return max(marks) <= poll.limit


def _dots(poll: Poll, marks: Sequence[int]) -> bool:
    return 1 <= sum(marks) <= poll.limit


def _places(_poll: Poll, marks: Sequence[int]) -> bool:
    """Each place once."""
    return sorted(marks) == list(range(1, len(marks) + 1))


RULES: dict[Kind, Callable[[Poll, Sequence[int]], bool]] = {
    Kind.CHECK: _one,
    Kind.PROPOSAL: _one,
    Kind.CHOOSE: _some,
    Kind.SCORE: _scores,
    Kind.DOTS: _dots,
    Kind.RANKED: _places,
}

"""What somebody changed in a text that others changed meanwhile: a plain form is merged, it does not overwrite."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher

from practica.foundation.difference import WORDS

# Beyond this many pairs of words the exact comparison is too slow for a page.
EXACT_UP_TO = 4_000_000


@dataclass(frozen=True)
class Change:
    """The text from `start` to `end` gives way to another."""

    start: int
    end: int
    text: str


@dataclass(frozen=True)
class Same:
    """A run that stands in both texts, from `before` in the one and `after` in the other."""

    before: int
    after: int
    length: int


def changes(base: str, wanted: str, now: str) -> list[Change]:
    """What leads from `base` to `wanted`, said of `now`, which came from the same base on another way.

    What others added meanwhile stays, also in the middle of what is taken out here.
    """
    stayed = same(base, now)
    found: list[Change] = []
    for start, end, text in edits(base, wanted):
        found += [Change(left, right, "") for left, right in surviving(stayed, start, end)]
        if text:
            place = place_of(stayed, start)
            found.append(Change(place, place, text))
    return found


def edits(base: str, wanted: str) -> list[tuple[int, int, str]]:
    """From where to where in the base, and what comes there."""
    found, at, there = [], 0, 0
    for one in [*same(base, wanted), Same(len(base), len(wanted), 0)]:
        if one.before > at or one.after > there:
            found.append((at, one.before, wanted[there : one.after]))
        at, there = one.before + one.length, one.after + one.length
    return found


def same(one: str, other: str) -> list[Same]:
    """The runs of words that stand in both, in their order."""
    left, right = WORDS.findall(one), WORDS.findall(other)
    head = common(left, right)
    tail = common(left[head:][::-1], right[head:][::-1])
    middle = left[head : len(left) - tail], right[head : len(right) - tail]
    is_long = len(middle[0]) * len(middle[1]) > EXACT_UP_TO
    matcher = SequenceMatcher(None, *middle, autojunk=is_long)
    blocks = [(0, 0, head)]
    blocks += [(a + head, b + head, size) for a, b, size in matcher.get_matching_blocks()]
    blocks += [(len(left) - tail, len(right) - tail, tail)]
    starts = offsets(left), offsets(right)
    return [Same(starts[0][a], starts[1][b], starts[0][a + size] - starts[0][a]) for a, b, size in blocks if size]


def common(left: list[str], right: list[str]) -> int:
    """With how many equal words both begin."""
    length = 0
    for one, other in zip(left, right, strict=False):
        if one != other:
            break
        length += 1
    return length


def offsets(words: list[str]) -> list[int]:
    places = [0]
    for word in words:
        places.append(places[-1] + len(word))
    return places


def surviving(stayed: list[Same], start: int, end: int) -> list[tuple[int, int]]:
    """Where that part of the base stands now, as far as nobody else took it out."""
    found = []
    for one in stayed:
        left, right = max(start, one.before), min(end, one.before + one.length)
        if left < right:
            found.append((left - one.before + one.after, right - one.before + one.after))
    return found


def place_of(stayed: list[Same], place: int) -> int:
    """Behind the nearest word before this place that is still there."""
    before = [one for one in stayed if one.before < place]
    if not before:
        return 0
    last = before[-1]
    return last.after + min(place - last.before, last.length)

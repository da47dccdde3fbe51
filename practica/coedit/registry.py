"""What people write together: a feature declares a kind of text, the engine knows one by its name, like `notes:17`.

A feature says so in its `live.py`. The engine keeps the text while it is being written; the feature has it as Markdown.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

MOST_DIGITS = 18


@dataclass(frozen=True)
class Rights:
    """What somebody who reads a text may do with it."""

    may_write: bool


@dataclass(frozen=True)
class Standing:
    """How a text stands, whoever asks. Where it hides who wrote, no moment is kept that would tell."""

    community_id: int
    is_open: bool
    hides_who: bool
    text: str


@dataclass(frozen=True)
class Kind:
    """`rights(person, number)` is None for who may not read it; `standing(number)` when there is no such thing (any more).

    `keep(number, text)` hands the text to the feature, again and again while people write. `longest` counts characters.
    """

    name: str
    longest: int
    rights: Callable[[Any, int], Rights | None]
    standing: Callable[[int], Standing | None]
    keep: Callable[[int, str], None]


_kinds: dict[str, Kind] = {}


def declare(kind: Kind) -> None:
    _kinds[kind.name] = kind


def kind_of(name: str) -> Kind | None:
    return _kinds.get(name)


def declared(name: str) -> Kind:
    """Of a text that there is: LookupError when the part that had it is gone."""
    return _kinds[name]


def named(address: str) -> tuple[Kind, int] | None:
    """The kind and the number in `notes:17`; None for what is no such name."""
    name, _colon, number = address.partition(":")
    kind = kind_of(name)
    if kind is None or not number.isdecimal() or len(number) > MOST_DIGITS:
        return None
    return kind, int(number)

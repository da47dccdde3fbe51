"""What changed between two texts, word by word: for charters, edited posts and versions of assets."""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass

WORDS = re.compile(r"\s+|\w+|[^\w\s]")
# Beyond this many words the exact comparison is too slow for a page, and a guess about frequent words is accepted.
EXACT_UP_TO = 20_000
# Of what stayed, the lines that stand next to a change say where one is; fewer than these in between hide nothing.
AROUND, WORTH_HIDING = 3, 4


@dataclass(frozen=True)
class Fold:
    """A long run that stayed: what is shown of it, and the lines between that need not be read."""

    before: str
    hidden: str
    after: str
    lines: int


@dataclass(frozen=True)
class Piece:
    """A run of words: kept ("same"), new ("added") or gone ("removed")."""

    kind: str
    text: str

    @property
    def fold(self) -> Fold | None:
        lines = self.text.split("\n")
        between = lines[AROUND:-AROUND]
        if self.kind != "same" or len(between) < WORTH_HIDING:
            return None
        before, after = "\n".join(lines[:AROUND]), "\n".join(lines[-AROUND:])
        return Fold(before, "\n".join(between), after, len(between))


def difference(old: str, new: str) -> list[Piece]:
    """The pieces of both texts in reading order; what was removed stands before what came in its place."""
    before, after = WORDS.findall(old), WORDS.findall(new)
    pieces: list[Piece] = []
    matcher = difflib.SequenceMatcher(None, before, after, autojunk=len(before) + len(after) > EXACT_UP_TO)
    for action, i1, i2, j1, j2 in matcher.get_opcodes():
        if action == "equal":
            pieces.append(Piece("same", "".join(before[i1:i2])))
            continue
        if i2 > i1:
            pieces.append(Piece("removed", "".join(before[i1:i2])))
        if j2 > j1:
            pieces.append(Piece("added", "".join(after[j1:j2])))
    return pieces

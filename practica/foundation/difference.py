"""What changed between two texts, word by word: for charters, edited posts and versions of assets."""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass

WORDS = re.compile(r"\s+|\w+|[^\w\s]")
# Beyond this many words the exact comparison is too slow for a page, and a guess about frequent words is accepted.
EXACT_UP_TO = 20_000


@dataclass(frozen=True)
class Piece:
    """A run of words: kept ("same"), new ("added") or gone ("removed")."""

    kind: str
    text: str


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

"""The text inside what editors exchange: a Y.Text of the name `text`, which holds Markdown.

Its places are counted in bytes of UTF-8, not in letters: a place in the text has to be turned into one first.
"""

from __future__ import annotations

import logging
import re
from typing import TYPE_CHECKING, Any

from pycrdt import Doc, Text, merge_updates

if TYPE_CHECKING:
    from collections.abc import Iterable

    from practica.coedit.merging import Change

logger = logging.getLogger(__name__)
NAME = "text"
# PostgreSQL takes no NUL; a browser can send one.
NEVER_SHOWN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


def made_of(updates: Iterable[bytes]) -> Doc[Any]:
    doc: Doc[Any] = Doc()
    doc.get(NAME, type=Text)
    for update in updates:
        add(doc, update)
    return doc


def add(doc: Doc[Any], update: bytes) -> bool:
    """False for what can't be part of this text: it is left out, lest one broken update close the text to everybody."""
    try:
        doc.apply_update(update)
    except (ValueError, RuntimeError):
        logger.warning("coedit: an update of %s bytes was left out", len(update))
        return False
    return True


def text_of(doc: Doc[Any]) -> str:
    return NEVER_SHOWN.sub("", str(doc.get(NAME, type=Text)))


def beginning(text: str) -> bytes:
    """A fresh state that holds this text."""
    doc = made_of([])
    if text:
        doc.get(NAME, type=Text).insert(0, text)
    return bytes(doc.get_update())


def change(doc: Doc[Any], changes: Iterable[Change]) -> bytes:
    """Do them, from the last in the text to the first, and say what they were as an update."""
    before = doc.get_state()
    text = doc.get(NAME, type=Text)
    with doc.transaction():
        # At one place what goes goes first, lest it take along what comes; of two that come the later first.
        numbered = sorted(enumerate(changes), key=lambda pair: (-pair[1].start, pair[1].text != "", -pair[0]))
        for _number, one in numbered:
            # Anew for each: what stands before this place is still as it was.
            start, end = (len(str(text)[:place].encode()) for place in (one.start, one.end))
            if end > start:
                del text[start:end]
            if one.text:
                text.insert(start, one.text)
    return bytes(doc.get_update(before))


def together(updates: list[bytes]) -> bytes:
    """Several updates as one; ValueError for what is no update."""
    return bytes(merge_updates(*updates))

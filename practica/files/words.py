"""The words inside a file, for search and for reading in the page."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from django.utils.translation import gettext_noop

from practica.files.child import Unreadable, opened_by
from practica.files.kinds import ZIP, ending_of
from practica.files.models import TextState
from practica.files.registry import tell_read

if TYPE_CHECKING:
    from practica.files.models import StoredFile

# Letters kept: a thousand pages; more than that helps nobody to find the file.
MOST_LETTERS = 2_000_000
REASONS = {
    "locked": gettext_noop("It needs a password."),
    "damaged": gettext_noop("It is damaged, or not what it says it is."),
    "large": gettext_noop("It unpacks to more than can be read here."),
    "slow": gettext_noop("Reading it took too long."),
}
READ_BY_CHILD = {"pdf", "docx", "pptx", "xlsx", "odt", "ods", "epub", "doc", "ppt", "xls", "rtf"}


def read(file: StoredFile) -> None:
    """Find the words and say so; a file that can't be read ends in a state with its reason, never in the middle."""
    try:
        text = words_of(file)
    except Unreadable as failure:
        file.text_state, file.text_note = TextState.FAILED, REASONS[str(failure)]
    else:
        file.text, file.text_note = text[:MOST_LETTERS], ""
        file.text_state = TextState.DONE if file.text else TextState.NONE
    file.save(update_fields=["text", "text_state", "text_note"])
    if file.text:
        tell_read(file)


def words_of(file: StoredFile) -> str:
    ending = ending_of(file.name)
    if file.is_plain_text:
        with file.content.open("rb") as content:
            return tidy(decoded(content.read(MOST_LETTERS * 2)))
    if ending not in READ_BY_CHILD or file.content_type == ZIP:
        return ""
    with opened_by("practica.files.reader", file, ending) as folder:
        return tidy((folder / "words.txt").read_text(encoding="utf-8", errors="replace"))


def decoded(content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", errors="replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        # Old spreadsheets write one byte a letter; every byte means something in this alphabet.
        return content.decode("cp1252", errors="replace")


def tidy(text: str) -> str:
    """Without what the database can't keep or a reader can't see; at most one empty line in a row."""
    kept = "".join(letter if letter in "\n\t" or letter >= " " else " " for letter in text)
    return re.sub(r"\n{3,}", "\n\n", re.sub(r"[ \t\xa0]+\n", "\n", kept)).strip()

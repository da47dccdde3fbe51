"""Catalogues of translations: read as people edit them (.po), written as the machine reads them (.mo)."""

import ast
import os
import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

PACKAGE = Path(__file__).resolve().parents[2]
MAGIC, HEAD, ROW = 0x950412DE, 28, 8
CONTEXT_END, PLURAL_END = "\x04", "\x00"


@dataclass
class Message:
    """One text and its translations: one, or one for each plural form."""

    id: str = ""
    context: str | None = None
    plural: str = ""
    texts: dict[int, str] = field(default_factory=dict)
    is_unsure: bool = False

    @property
    def key(self) -> str:
        start = "" if self.context is None else self.context + CONTEXT_END
        return start + self.id + (PLURAL_END + self.plural if self.plural else "")

    @property
    def value(self) -> str:
        return PLURAL_END.join(self.texts[number] for number in sorted(self.texts))

    @property
    def is_translated(self) -> bool:
        return bool(self.texts) and all(self.texts.values()) and not self.is_unsure


def read(path: Path) -> list[Message]:
    """Every message of a catalogue, the header (whose id is empty) first."""
    return [message for entry in entries(path) if (message := parse(entry)) is not None]


def entries(path: Path) -> Iterator[list[str]]:
    """A catalogue's lines, an entry at a time; blank lines between entries are custom, not law."""
    entry: list[str] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        starts = line.startswith(("#", "msgctxt", "msgid "))
        if starts and any(earlier.startswith("msgstr") for earlier in entry):
            yield entry
            entry = []
        entry.append(line)
    yield entry


def parse(lines: list[str]) -> Message | None:
    message, part, has_id = Message(), "", False
    message.is_unsure = any(line.startswith("#,") and "fuzzy" in line for line in lines)
    for line in lines:
        if not line.strip() or line.startswith("#"):
            continue
        word, _, rest = line.partition(" ") if not line.startswith('"') else (part, "", line)
        part, has_id = word, has_id or word == "msgid"
        append(message, part, ast.literal_eval(rest.strip()))
    # The header says how the others are written; its own doubt mark, which tools set, means nothing.
    message.is_unsure = message.is_unsure and bool(message.id)
    return message if has_id else None


def append(message: Message, part: str, text: str) -> None:
    if part == "msgid":
        message.id += text
    elif part == "msgid_plural":
        message.plural += text
    elif part == "msgctxt":
        message.context = (message.context or "") + text
    else:
        number = int(part[7:-1]) if part.startswith("msgstr[") else 0
        message.texts[number] = message.texts.get(number, "") + text


def compiled(messages: list[Message]) -> bytes:
    """The binary form: two tables of lengths and places, then the texts."""
    pairs = sorted((one.key.encode(), one.value.encode()) for one in messages if one.is_translated)
    texts = [source for source, _ in pairs] + [target for _, target in pairs]
    tables, body = b"", b""
    start = HEAD + ROW * len(texts)
    for text in texts:
        tables += struct.pack("<II", len(text), start + len(body))
        body += text + b"\0"
    return struct.pack("<7I", MAGIC, 0, len(pairs), HEAD, HEAD + ROW * len(pairs), 0, start) + tables + body


def catalogues() -> Iterator[Path]:
    yield from sorted(PACKAGE.glob("*/locale/*/LC_MESSAGES/*.po"))


def compile_all() -> int:
    """Compile what was edited since; says how many."""
    count = 0
    for source in catalogues():
        target = source.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime >= source.stat().st_mtime:
            continue
        # Another process may be reading it, or doing the same.
        half = target.with_suffix(f".{os.getpid()}")
        half.write_bytes(compiled(read(source)))
        half.replace(target)
        count += 1
    return count

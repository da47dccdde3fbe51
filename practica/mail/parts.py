"""What a letter is made of: each part knows how it reads as text; the HTML is made of the same parts."""

from __future__ import annotations

from dataclasses import dataclass, field
from textwrap import fill, indent
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

WIDTH = 76


@dataclass(frozen=True)
class Paragraph:
    words: str
    kind = "paragraph"

    @property
    def text(self) -> str:
        return fill(self.words, WIDTH, break_long_words=False, break_on_hyphens=False)


@dataclass(frozen=True)
class Heading:
    words: str
    kind = "heading"

    @property
    def text(self) -> str:
        return f"{self.words}\n{'-' * min(len(self.words), WIDTH)}"


@dataclass(frozen=True)
class Quote:
    """What somebody wrote."""

    words: str
    kind = "quote"

    @property
    def text(self) -> str:
        lines = [fill(line, WIDTH - 2) for line in self.words.splitlines()]
        return indent("\n".join(lines), "> ", lambda _line: True)


@dataclass(frozen=True)
class Link:
    """The one thing to do; a second one in a letter is a second letter."""

    words: str
    url: str
    kind = "link"

    @property
    def text(self) -> str:
        return f"{self.words}:\n{self.url}"


@dataclass(frozen=True)
class Facts:
    """Label and value: when, where."""

    pairs: Sequence[tuple[str, str]]
    kind = "facts"

    @property
    def text(self) -> str:
        return "\n".join(f"{label}: {value}" for label, value in self.pairs)


@dataclass(frozen=True)
class Line:
    """One entry of a list, with its address and a few words under it."""

    words: str
    url: str
    under: str = ""


@dataclass(frozen=True)
class Lines:
    entries: Sequence[Line]
    kind = "lines"

    @property
    def text(self) -> str:
        return "\n\n".join(
            "\n".join(part for part in (f"* {line.words}", line.under and f"  {line.under}", f"  {line.url}") if part)
            for line in self.entries
        )


Part = Paragraph | Heading | Quote | Link | Facts | Lines


@dataclass(frozen=True)
class Attachment:
    name: str
    content_type: str
    content: str


@dataclass(frozen=True)
class Draft:
    """A letter as its function writes it.

    `why` says why the reader gets it; `unsubscribe` names the list that one click leaves ("" for letters that
    answer something the reader just did). `key` makes it unique for one cause.
    """

    subject: str
    parts: Sequence[Part]
    why: str = ""
    unsubscribe: str = ""
    key: str = ""
    attachments: Sequence[Attachment] = field(default_factory=tuple)

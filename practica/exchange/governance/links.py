"""Links between the files of the folder, rewritten to where those files live now; text in code is left alone."""

import posixpath
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from urllib.parse import unquote, urlsplit

from practica.exchange.governance.origin import Origin

_DESTINATION = r"<[^<>\n]{0,2000}+>|[^\s()<>]*(?:\([^\s()<>]*\)[^\s()<>]*)*"
_TITLE = r"(?:\s+(?:\"[^\"\n]*\"|'[^'\n]*'))?\s*"
_TOKEN = re.compile(
    rf"""
    (?P<fenced>^[ \t]*(?P<fence>`{{3,}}+|~{{3,}}+)[^\n]*+\n(?:.*?^[ \t]*(?P=fence)|.*\Z))
  | (?P<code>(?<!`)(?P<tick>`{{1,6}}+)(?!`)[^\n]{{1,1000}}?(?<!`)(?P=tick)(?!`))
  | (?P<image>!\[(?P<alt>[^\[\]\n]{{0,500}}+)\]\(\s*)(?P<shown>{_DESTINATION})(?P<close>{_TITLE}\))
  | (?P<inline>\]\(\s*)(?P<linked>{_DESTINATION})(?P<end>{_TITLE}\))
  | (?P<definition>^[ ]{{0,3}}\[[^\[\]\n]{{1,300}}+\]:[ \t]*)(?P<defined>\S+)
  | (?P<attribute>\b(?P<name>href|src)[ ]*=[ ]*(?P<quote>["']))(?P<valued>[^"'\n]*)(?P=quote)
    """,
    re.MULTILINE | re.DOTALL | re.VERBOSE,
)


class Outcome(StrEnum):
    """What became of a link."""

    REWRITTEN = "rewritten"
    KEPT = "kept"
    TO_ORIGIN = "to-origin"
    LOST = "lost"


@dataclass
class Rewritten:
    """A text with its links rewritten, what became of them, and the paths that it shows or links to and no one has."""

    text: str = ""
    outcomes: Counter[Outcome] = field(default_factory=Counter)
    missing: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Rewriter:
    """Knows the folder's files by the address each has now (None: it was not taken in)."""

    address: Callable[[str], str | None]
    origin: Origin

    def rewrite(self, text: str, *, at: str) -> Rewritten:
        """The text of the file at that path, each link leading where its target is now."""
        result = Rewritten()
        result.text = _TOKEN.sub(lambda match: self._token(match, at, text, result), text)
        return result

    def _token(self, match: re.Match[str], at: str, text: str, result: Rewritten) -> str:
        if match["image"]:
            return self._image(match, at, text, result)
        if match["inline"]:
            return f"{match['inline']}{self._moved(match['linked'], at, result)}{match['end']}"
        if match["definition"]:
            return f"{match['definition']}{self._moved(match['defined'], at, result)}"
        if match["attribute"]:
            return f"{match['attribute']}{self._moved(match['valued'], at, result)}{match['quote']}"
        return match[0]

    def _image(self, match: re.Match[str], at: str, text: str, result: Rewritten) -> str:
        """A picture that is not here becomes a link to where it was, or its words inside another link."""
        path = path_of(match["shown"], at=at, origin=self.origin)
        if path is None or self.address(path):
            return f"{match['image']}{self._moved(match['shown'], at, result)}{match['close']}"
        words = match["alt"].strip() or posixpath.basename(path)
        is_inside_a_link = text[: match.start()].endswith("[")
        target = self._moved(match["shown"], at, result)
        return words if is_inside_a_link or not self.origin.address else f"[{words}]({target})"

    def _moved(self, target: str, at: str, result: Rewritten) -> str:
        path = path_of(target, at=at, origin=self.origin)
        if path is None:
            result.outcomes[Outcome.KEPT] += 1
            return target
        fragment = urlsplit(target.strip("<>")).fragment
        suffix = f"#{fragment}" if fragment else ""
        if address := self.address(path):
            result.outcomes[Outcome.REWRITTEN] += 1
            return address + suffix
        result.missing.append(path)
        outcome = Outcome.TO_ORIGIN if self.origin.address else Outcome.LOST
        result.outcomes[outcome] += 1
        return self.origin.url(path) + suffix if self.origin.address else target


def path_of(target: str, *, at: str, origin: Origin) -> str | None:
    """The file or folder a link means, as a path from the top; None when it leads out of the folder or within the text."""
    plain = target.strip("<>").strip()
    if not plain or plain.startswith(("#", "//")):
        return None
    try:
        parts = urlsplit(plain)
    except ValueError:
        return None
    if parts.scheme or parts.netloc:
        path = origin.path_of(plain.partition("#")[0].partition("?")[0])
        return None if path is None else posixpath.normpath(unquote(path)) if path else None
    place = unquote(parts.path)
    if not place or not _is_like_a_path(place):
        return None
    joined = place.lstrip("/") if place.startswith("/") else posixpath.join(posixpath.dirname(at), place)
    path = posixpath.normpath(joined or ".")
    return None if path == "." or path.startswith("..") else path


def _is_like_a_path(place: str) -> bool:
    """“[a](b)” occurs in mathematics and prose too: a single bare word is no path unless it has a slash or an ending."""
    return "/" in place or "." in place

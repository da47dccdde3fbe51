"""A text as pages of A4, to keep and to send on. Text only, in the letters of the house: pictures stay where they are."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from pathlib import Path

import nh3

LETTERS = Path(__file__).parent / "letters"
FAMILY, MARGIN = "figtree", 22
INK, QUIET = (24, 32, 28), (92, 102, 96)
TAGS = {
    "a", "blockquote", "br", "code", "em", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "li", "ol", "p", "pre", "strong", "table",
    "tbody", "td", "th", "thead", "tr", "ul",
}  # fmt: skip
# What is often written and not in our letters, in other words.
OTHERWISE = {
    "→": "->",
    "←": "<-",
    "↔": "<->",
    "⇒": "=>",
    "✓": "+",
    "✔": "+",
    "✗": "x",
    "ł": "l",
    "Ł": "L",
    "đ": "d",
    "Đ": "D",
    "ı": "i",  # noqa: RUF001 -- the Turkish letter is meant
}
TICKED, OPEN_BOX = re.compile(r"<input[^>]*\schecked[^>]*>"), re.compile(r"<input[^>]*>")
# A link that leads nowhere outside of the house is words.
NO_LINK = re.compile(r"<a(?![^>]*\shref)[^>]*>(.*?)</a>", re.DOTALL)


def not_showable(text: str) -> list[str]:
    """The characters that a file of ours can't show, not even without their marks; in the order of the alphabet."""
    return sorted({letter for letter in text if _shown(letter) is None})


def pdf_of(title: str, html: str, language: str) -> bytes:
    """`html` has been cleaned when it was written; of it the text is kept. What can't be shown is left out: ask before.

    About a tenth of a second of work for a page.
    """
    # Read when the first file is made: most processes make none, and it takes 30 MB.
    from fpdf import FPDF  # noqa: PLC0415 -- see above

    file = FPDF(format="A4")
    file.set_margins(MARGIN, MARGIN, MARGIN)
    file.set_auto_page_break(auto=True, margin=MARGIN)
    for style, weight in (("", 400), ("I", 400), ("B", 700), ("BI", 700)):
        file.add_font(FAMILY, style, LETTERS / f"figtree-{weight}.ttf")
    file.set_title(title)
    file.set_lang(language)
    file.set_font(FAMILY, size=10.5)
    file.set_text_color(*INK)
    file.add_page()
    file.write_html(
        _words(html), tag_styles=_styles(), ul_bullet_char="•", li_prefix_color=QUIET, warn_on_tags_not_matching=False
    )
    return bytes(file.output())


def _styles() -> dict[str, object]:
    from fpdf.fonts import FontFace, TextStyle  # noqa: PLC0415 -- as above

    sizes = {"h1": 20, "h2": 14, "h3": 12, "h4": 11, "h5": 10.5, "h6": 10.5}
    heads = {
        name: TextStyle(FAMILY, "B", size, color=INK, t_margin=size / 3, b_margin=size / 12)
        for name, size in sizes.items()
    }
    return {
        **heads,
        "code": FontFace(family=FAMILY, color=INK),
        "pre": TextStyle(FAMILY, "", 9.5, color=INK, t_margin=2),
        "blockquote": TextStyle(FAMILY, "", 10.5, color=QUIET, l_margin=6, t_margin=2, b_margin=2),
        "a": FontFace(family=FAMILY, color=INK, emphasis="UNDERLINE"),
    }


def _words(html: str) -> str:
    boxes = OPEN_BOX.sub("[ ] ", TICKED.sub("[x] ", html))
    kept = nh3.clean(
        boxes,
        tags=TAGS,
        attributes={"a": {"href"}, "ol": {"start"}},
        url_schemes={"http", "https", "mailto"},
        url_relative="deny",
        link_rel=None,
    )
    return "".join(_shown(letter) or "" for letter in NO_LINK.sub(r"\1", kept))


@cache
def _shown(letter: str) -> str | None:
    """Itself, or its nearest in our letters; nothing when there is none."""
    if letter in "\n\r\t" or ord(letter) in _known():
        return letter
    if letter in OTHERWISE:
        return OTHERWISE[letter]
    base = unicodedata.normalize("NFKD", letter)[0]
    if ord(base) in _known():
        return base
    return "" if unicodedata.category(letter) in {"Mn", "Cf", "Zs"} else None


@cache
def _known() -> frozenset[int]:
    from fontTools.ttLib import TTFont  # noqa: PLC0415 -- as in `pdf_of`

    return frozenset(TTFont(LETTERS / "figtree-400.ttf").getBestCmap())

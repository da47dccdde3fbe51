"""What people write: Markdown in, HTML by allow-list out. Source and HTML are both stored.

CommonMark with tables, task lists, footnotes, strikethrough and bare links. Mentions are `@handle`: the
feature resolves them to people it may show and hands the addresses in.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import nh3
from markdown_it import MarkdownIt
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.tasklists import tasklists_plugin

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from markdown_it.renderer import RendererHTML
    from markdown_it.token import Token
    from markdown_it.utils import OptionsDict

MENTION = re.compile(r"(?<![\w@/.])@([a-z0-9][a-z0-9-]{0,48}[a-z0-9])(?![\w@])", re.IGNORECASE)

TAGS = {
    "a", "blockquote", "br", "code", "del", "em", "h2", "h3", "h4", "h5", "h6", "hr", "img", "input", "li", "ol",
    "p", "pre", "s", "section", "strong", "sub", "sup", "table", "tbody", "td", "th", "thead", "tr", "ul",
}  # fmt: skip
ATTRIBUTES = {
    "a": {"href", "title", "class", "id"},
    "code": {"class"},
    "img": {"src", "alt", "title", "width", "height", "loading"},
    "input": {"type", "checked", "disabled", "class"},
    "li": {"class", "id"},
    "ol": {"start", "class"},
    "pre": {"tabindex"},
    "section": {"class"},
    "sup": {"class"},
    "td": {"class"},
    "th": {"class"},
    "ul": {"class"},
}
CLASSES = re.compile(
    r"^(mention|footnotes|footnotes-list|footnote-item|footnote-ref|footnote-backref|contains-task-list|"
    r"task-list-item|task-list-item-checkbox|align-(left|center|right)|language-[\w+-]{1,30})$"
)
# Footnote anchors are the only ids; a prefix keeps what people write out of the page's own names.
FOOTNOTE_ID = re.compile(r"^fn(ref)?\d+(:\d+)?$")


@dataclass(frozen=True)
class RichText:
    """Written text, ready to store: as written, as shown, and as plain words for search and excerpts."""

    source: str
    html: str
    plain: str
    mentions: tuple[str, ...]


def mentioned_handles(source: str) -> tuple[str, ...]:
    """The handles that the text calls, in order, each once, lower-cased; code is not searched."""
    found: dict[str, None] = {}
    for token in _inline_texts(_markdown.parse(source)):
        for match in MENTION.finditer(token.content):
            found[match.group(1).lower()] = None
    return tuple(found)


def render(source: str, mentions: Mapping[str, tuple[str, str]] | None = None) -> RichText:
    """`mentions` maps a handle to (name, address) of the people to link; others stay plain text."""
    source = source.replace("\x00", "").replace("\r\n", "\n")
    tokens = _markdown.parse(source)
    texts = list(_inline_texts(tokens))
    handles = {m.group(1).lower(): None for text in texts for m in MENTION.finditer(text.content)}
    environment: dict[str, Any] = {"mentions": mentions or {}}
    # A wide block of code or table is scrolled sideways: the keyboard has to reach it too.
    html = _clean(_markdown.render(source, environment)).replace("<pre>", '<pre tabindex="0">')
    html = html.replace("<table>", '<table tabindex="0">')
    plain = " ".join(" ".join(_plain(tokens)).split())
    return RichText(source, html, plain, tuple(handles))


def excerpt(plain: str, length: int = 180) -> str:
    """The beginning of a text, cut at a word."""
    if len(plain) <= length:
        return plain
    return plain[:length].rsplit(" ", 1)[0].rstrip(",.;:") + "…"


def _clean(html: str) -> str:
    return nh3.clean(
        html,
        tags=TAGS,
        attributes=ATTRIBUTES,
        attribute_filter=_kept_attribute,
        url_schemes={"http", "https", "mailto", "tel"},
        link_rel="noopener noreferrer nofollow",
    )


def _kept_attribute(tag: str, name: str, value: str) -> str | None:
    if name == "class":
        return " ".join(word for word in value.split() if CLASSES.match(word)) or None
    if name == "id":
        return value if FOOTNOTE_ID.match(value) else None
    # A picture from elsewhere would tell that place who reads this; only our own files are shown.
    if tag == "img" and name == "src" and not (value.startswith("/") and not value.startswith("//")):
        return None
    if name == "tabindex":
        return value if value == "0" else None
    if tag == "input" and name == "type":
        return value if value == "checkbox" else None
    return value


def _inline_texts(tokens: Sequence[Token]) -> list[Token]:
    """Text tokens outside links and code."""
    texts: list[Token] = []
    for token in tokens:
        depth = 0
        for child in token.children or []:
            depth += child.type == "link_open"
            depth -= child.type == "link_close"
            if child.type == "text" and not depth:
                texts.append(child)
    return texts


def _plain(tokens: Sequence[Token]) -> list[str]:
    words: list[str] = []
    for token in tokens:
        if token.type in {"fence", "code_block"}:
            words.append(token.content)
        words.append("".join(_words_of(child) for child in token.children or []))
    return words


def _words_of(token: Token) -> str:
    if token.type in {"softbreak", "hardbreak"}:
        return " "
    return token.content if token.type in {"text", "code_inline", "image"} else ""


def _render_text(
    renderer: RendererHTML,  # noqa: ARG001 -- the library passes it
    tokens: Sequence[Token],
    index: int,
    _options: OptionsDict,
    environment: dict[str, Any],
) -> str:
    depth = sum((t.type == "link_open") - (t.type == "link_close") for t in tokens[:index])
    escaped = _escape(tokens[index].content)
    known = environment.get("mentions") or {}
    if depth or not known:
        return escaped
    return MENTION.sub(lambda match: _mention(match, known), escaped)


def _mention(match: re.Match[str], known: Mapping[str, tuple[str, str]]) -> str:
    person = known.get(match.group(1).lower())
    if person is None:
        return match.group(0)
    name, address = person
    return f'<a class="mention" href="{_escape(address)}">@{_escape(name)}</a>'


def _render_cell(
    renderer: RendererHTML,
    tokens: Sequence[Token],
    index: int,
    options: OptionsDict,
    _env: Any,
) -> str:
    # Alignment comes as a style attribute, which our content policy forbids: it becomes a class.
    token = tokens[index]
    style = str(token.attrs.pop("style", ""))
    if style.startswith("text-align:"):
        token.attrJoin("class", f"align-{style.removeprefix('text-align:')}")
    # An empty corner heads nothing: read aloud it would be a heading without words.
    if token.type == "th_open" and not tokens[index + 1].content:
        token.tag = tokens[index + 2].tag = "td"
    return renderer.renderToken(tokens, index, options, {})


def _escape(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")


def _heading_below_the_page(
    renderer: RendererHTML,
    tokens: Sequence[Token],
    index: int,
    options: OptionsDict,
    environment: dict[str, Any],
) -> str:
    # The page has one h1, its title; the highest heading that people write is h2, so that no level is left out.
    if "highest" not in environment:
        environment["highest"] = min(_level(token) for token in tokens if token.type == "heading_open")
    token = tokens[index]
    token.tag = f"h{min(6, _level(token) - environment['highest'] + 2)}"
    return renderer.renderToken(tokens, index, options, {})


def _level(heading: Token) -> int:
    return heading.markup.count("#") or (1 if heading.markup == "=" else 2)


def _scrollable(
    renderer: RendererHTML,
    tokens: Sequence[Token],
    index: int,
    options: OptionsDict,
    env: Any,
) -> str:
    # A log is wider than a phone: whoever has no mouse scrolls it with the keyboard, which needs the focus.
    draw = renderer.fence if tokens[index].type == "fence" else renderer.code_block
    return draw(tokens, index, options, env).replace("<pre>", '<pre tabindex="0">', 1)


def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False, "linkify": True, "breaks": False})
    parser.enable(["table", "strikethrough", "linkify"])
    parser.use(footnote_plugin).use(tasklists_plugin)
    for kind in ("td_open", "th_open"):
        parser.add_render_rule(kind, _render_cell)
    for kind in ("heading_open", "heading_close"):
        parser.add_render_rule(kind, _heading_below_the_page)
    for kind in ("fence", "code_block"):
        parser.add_render_rule(kind, _scrollable)
    parser.add_render_rule("text", _render_text)
    return parser


_markdown = _parser()

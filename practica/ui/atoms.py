"""Small parts of pages as HTML: built in Python, because a list shows hundreds of them."""

from collections.abc import Iterable
from functools import cache, lru_cache
from typing import Any, Protocol

from django.templatetags.static import static
from django.utils.functional import Promise
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

Text = str | Promise
SHOWN_IN_STACK = 5

# What a state is called, its icon and its tone; meaning is never carried by colour alone.
STATES: dict[str, tuple[Text, str, str]] = {
    "answered": (_("Answered"), "circle-check", "ok"),
    "wants_help": (_("Wants help"), "hand-heart", "ask"),
    "summary": (_("Summary"), "sparkles", "note"),
    "open": (_("Open"), "circle", "note"),
    "closed": (_("Closed"), "lock", ""),
    "pinned": (_("Pinned"), "pin", ""),
    "draft": (_("Draft"), "pencil", ""),
    "proposed": (_("Proposed"), "lightbulb", "note"),
    "published": (_("Published"), "circle-check", "ok"),
    "approved": (_("Approved"), "badge-check", "ok"),
    "retired": (_("Retired"), "archive", ""),
    "cancelled": (_("Cancelled"), "ban", "ask"),
    "planned": (_("Planned"), "calendar-days", "note"),
    "done": (_("Done"), "circle-check", "ok"),
    "overdue": (_("Overdue"), "clock", "ask"),
    "waiting": (_("Waiting"), "hourglass", "ask"),
}


class Someone(Protocol):
    name: str
    hue: str
    initials: str
    photo_url: str


# A page shows hundreds of them, and they are always the same.
@cache
def icon(name: str, extra: str = "") -> SafeString:
    """A Lucide icon from the sprite; the words beside it carry the meaning."""
    return format_html(
        '<svg class="icon{}" aria-hidden="true"><use href="{}#{}"/></svg>',
        f" {extra}" if extra else "",
        static("ui/icons.svg"),
        name,
    )


def avatar(person: Someone, size: str = "md") -> SafeString:
    """A person's photo or initials; hidden from readers, the name stands beside it."""
    return _avatar(person.name, person.initials, person.photo_url, person.hue, size)


# The same people speak on page after page.
@lru_cache(maxsize=5000, typed=True)
def _avatar(name: str, initials: str, photo_url: str, hue: str, size: str) -> SafeString:
    inside = format_html('<img src="{}" alt="" loading="lazy" decoding="async">', photo_url) if photo_url else initials
    return format_html(
        '<span class="avatar{}" data-hue="{}" title="{}" aria-hidden="true">{}</span>',
        "" if size == "md" else f" {size}",
        hue,
        name,
        inside,
    )


def avatar_stack(people: Iterable[Someone], total: int | None = None, shown: int = SHOWN_IN_STACK) -> SafeString:
    """Overlapping avatars; `total` counts those that are not shown too."""
    everyone = list(people)
    first = everyone[:shown]
    more = (len(everyone) if total is None else total) - len(first)
    rest = format_html('<span class="avatar sm more" aria-hidden="true">+{}</span>', more) if more > 0 else ""
    faces = format_html_join("", "{}", ((avatar(person, "sm"),) for person in first))
    return format_html('<span class="avatar-stack">{}{}</span>', faces, rest)


def glyph(community: Any, size: str = "md") -> SafeString:
    """The two letters of a community on its hue."""
    return _glyph(community.glyph, community.hue, size)


@lru_cache(maxsize=2000, typed=True)
def _glyph(letters: str, hue: str, size: str) -> SafeString:
    return format_html(
        '<span class="glyph{}" data-hue="{}" aria-hidden="true">{}</span>',
        "" if size == "md" else f" {size}",
        hue,
        letters,
    )


def attributes(given: dict[str, Any]) -> SafeString:
    """HTML attributes from keyword arguments: `aria_label="x"` is aria-label, True stands alone, None and False not at all."""
    pairs = [(name.rstrip("_").replace("_", "-"), value) for name, value in given.items()]
    parts = [
        mark_safe(f" {name}") if value is True else format_html(' {}="{}"', name, value)  # noqa: S308 -- a template's own word
        for name, value in pairs
        if value is not None and value is not False and value != ""
    ]
    return mark_safe("".join(parts))  # noqa: S308 -- each part is escaped


def classes(kind: str = "", *, small: bool = False, extra: str = "") -> str:
    return " ".join(part for part in ("btn", kind, "small" if small else "", extra) if part)


def tag(label: Text, hue: str = "pine", href: str = "") -> SafeString:
    """A pill with a word; a link when it has an address."""
    if href:
        return format_html('<a class="tag" data-hue="{}" href="{}">{}</a>', hue, href, label)
    return format_html('<span class="tag" data-hue="{}">{}</span>', hue, label)


def state(name: str, label: Text = "", icon_name: str = "", tone: str | None = None) -> SafeString:
    """A state in words with its icon; `name` may be one of STATES or have its own label, icon and tone."""
    words, drawing, known_tone = STATES.get(name, (name, "circle", ""))
    tone = known_tone if tone is None else tone
    return _state(tone, icon_name or drawing, str(label or words))


# Typed, since words that are safe as they are equal those that are not.
@lru_cache(maxsize=1000, typed=True)
def _state(tone: str, drawing: str, words: str) -> SafeString:
    return format_html('<span class="state{}">{}{}</span>', f" {tone}" if tone else "", icon(drawing), words)


def count(number: int, icon_name: str = "", label: Text = "") -> SafeString:
    """A number; with an icon as in lists, alone as beside a tab. `label` is read aloud after it."""
    spoken = format_html('<span class="visually-hidden"> {}</span>', label) if label else ""
    if icon_name:
        return format_html('<span class="count">{}<span>{}</span>{}</span>', icon(icon_name), number, spoken)
    return format_html('<span class="n">{}{}</span>', number, spoken)


# Beyond this nobody counts, neither does the page.
MOST = 99


def badge(number: int, *, is_strong: bool = False, label: Text = "") -> SafeString:
    """How many wait; nothing at all when none does."""
    if not number:
        return mark_safe("")
    words = label or ngettext("unread", "unread", number)
    return format_html(
        '<span class="badge{}">{}<span class="visually-hidden"> {}</span></span>',
        " strong" if is_strong else "",
        number if number <= MOST else f"{MOST}+",
        words,
    )


def meter(value: float, maximum: float, label: Text) -> SafeString:
    """How far something has come; the number stands beside it in words too."""
    share = min(max(value / maximum, 0), 1) if maximum else 0
    return format_html(
        '<svg class="meter" role="meter" aria-valuemin="0" aria-valuemax="{}" aria-valuenow="{}" aria-label="{}">'
        '<rect class="track" width="100%" height="8" rx="4"/><rect class="fill" width="{}%" height="8" rx="4"/></svg>',
        maximum,
        value,
        label,
        round(share * 100),
    )

"""What can be found: each feature declares its own in its `search.py`; the engine knows none of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from django.db import models
    from django.utils.functional import Promise

KINDS: dict[str, Promise] = {
    "conversations": _("Conversations"),
    "library": _("Library"),
    "meetings": _("Meetings"),
    "topics": _("Topics"),
    "work": _("Work"),
    "people": _("People"),
    "communities": _("Communities"),
}


def _nothing(_thing: Any) -> None:
    return None


def _no_words(_thing: Any) -> str:
    return ""


def _no_lines(_thing: Any) -> Sequence[str]:
    return ()


def _address(thing: Any) -> str:
    address: str = thing.get_absolute_url()
    return address


def _community(thing: Any) -> int | None:
    return getattr(thing, "community_id", None)


@dataclass(frozen=True, kw_only=True)
class Searchable:
    """How things of one model are found and shown.

    `model` is a label ("library.asset"). `text` is plain words; the words inside files the thing holds are added
    by the engine. `author` and `community` answer ids, `at` the moment it counts by. `language` is "en", "es" or
    "" for "look at the words". `details` are the short facts under a result; `is_best` marks what a community
    adopted as its own answer. `whole` is what the thing is a part of (the conversation of a reply): of a whole and its
    parts one result is shown, the best. What `has_parts` gives them its title and its community. `rows` is the queryset
    that `url`, `icon`, `details` and `next_at` are asked on.

    `listed` answers the things that a community lists though they live in another. What is held again and again has
    `held`, the things that are held between two moments, either of which may be missing, and `next_at`, the moment to
    show beside it.
    """

    model: str
    kind: str
    title: Callable[[Any], str] = str
    text: Callable[[Any], str] = _no_words
    visible_to: Callable[[Any], models.QuerySet[Any]] | None = None
    url: Callable[[Any], str] = _address
    author: Callable[[Any], int | None] = _nothing
    community: Callable[[Any], int | None] = _community
    at: Callable[[Any], Any] = _nothing
    language: Callable[[Any], str] = _no_words
    icon: Callable[[Any], str] | str = "file-text"
    hue: Callable[[Any], str] | str = "sky"
    details: Callable[[Any], Sequence[Any]] = _no_lines
    is_best: Callable[[Any], bool] = bool
    is_found: Callable[[Any], bool] = bool
    whole: Callable[[Any], models.Model | None] = _nothing
    has_parts: bool = False
    listed: Callable[[int], models.QuerySet[Any]] | None = None
    held: Callable[[Any, Any], models.QuerySet[Any]] | None = None
    next_at: Callable[[Any], Any] | None = None
    rows: Callable[[], models.QuerySet[Any]] | None = None


@dataclass(frozen=True)
class Command:
    """Something the palette offers to do with the words: `Ask “…” as a question`."""

    label: Callable[[str], str]
    url: Callable[[str], str]
    icon: str
    order: int = 100


def _never(_thing: Any) -> bool:
    return False


_searchables: dict[str, Searchable] = {}
_commands: list[Command] = []


def declare(**given: Any) -> None:
    """`declare(model="library.asset", kind="library", title=…, text=…)`; see `Searchable` for the words."""
    given.setdefault("is_best", _never)
    searchable = Searchable(**{**given, "model": given["model"].lower()})
    if searchable.kind not in KINDS:
        message = f"{searchable.kind!r} is not a kind of result; they are {', '.join(KINDS)}."
        raise ValueError(message)
    _searchables[searchable.model] = searchable


def declare_command(command: Command) -> None:
    if command not in _commands:
        _commands.append(command)


def searchables() -> list[Searchable]:
    return list(_searchables.values())


def searchable_of(label: str) -> Searchable | None:
    return _searchables.get(label.lower())


def commands() -> list[Command]:
    return sorted(_commands, key=lambda command: command.order)

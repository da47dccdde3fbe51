"""What a search can be narrowed to, with how many of the results are there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from practica.search.forms import LANGUAGES
from practica.search.registry import KINDS

if TYPE_CHECKING:
    from django.utils.functional import Promise

    from practica.search.narrowing import Filters
    from practica.search.queries import Found


@dataclass(frozen=True)
class Choice:
    """One thing to narrow down to; `count` is None where it is not known without asking again."""

    value: Any
    label: str | Promise
    count: int | None
    is_chosen: bool


def kinds_of(found: Found, filters: Filters) -> list[Choice]:
    """Every kind that has results, and the one that is chosen."""
    shown = list(KINDS) if filters.kind else [kind for kind in KINDS if kind in found.kinds]
    return [Choice(kind, KINDS[kind], found.kinds.get(kind), kind == filters.kind) for kind in shown]


def communities_of(found: Found, filters: Filters) -> list[Choice]:
    """Communities of results the reader may see, so their names are no secret."""
    return _named(found.communities, filters.community)


def authors_of(found: Found, filters: Filters) -> list[Choice]:
    return _named(found.authors, filters.author)


def languages_of(found: Found, filters: Filters) -> list[Choice]:
    counted = {code: n for code, n in found.languages.items() if code in LANGUAGES}
    if len(counted) < 2 and not filters.language:  # noqa: PLR2004 -- one language is no choice
        return []
    return [Choice(code, LANGUAGES[code], n, code == filters.language) for code, n in counted.items()]


def _named(counted: list[tuple[int, str, int]], chosen: int | None) -> list[Choice]:
    """Only what is in the results has a name here: an address made up by hand reveals nobody."""
    return [Choice(pk, name, n, pk == chosen) for pk, name, n in counted]

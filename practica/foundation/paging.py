"""Long lists, a page at a time."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.core.paginator import Page, Paginator

from practica.foundation.requests import page_number


class CountedPaginator(Paginator):  # type: ignore[type-arg] # of whatever it is given
    """How many rows there are is known already, so it isn't asked for again."""

    def __init__(self, rows: Any, a_page: int, known: int) -> None:
        super().__init__(rows, a_page)
        self.known = known

    @cached_property
    def count(self) -> int:
        return self.known


def page_of(request: Any, rows: Any, a_page: int, *, known: int | None = None, name: str = "page") -> Page[Any]:
    """The page of the rows that the address asks for under this name, so that two lists can turn on one page."""
    paginator = Paginator(rows, a_page) if known is None else CountedPaginator(rows, a_page, known)
    return paginator.get_page(page_number(request, name))

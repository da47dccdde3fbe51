"""What a view may rely on: who asks, and whether htmx does."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from django.http import HttpRequest

from practica.foundation.text_fields import clean_line

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpResponse

    from practica.people.models import Person


WORDS_AT_MOST = 120


class MemberRequest(HttpRequest):
    """A request after sign-in: the default of every page."""

    user: Person
    htmx: bool


class HtmxMiddleware:
    """`request.htmx`: the answer may be a fragment of the page."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        cast("MemberRequest", request).htmx = request.headers.get("HX-Request") == "true"
        response = self.get_response(request)
        # The same address answers with a page or with a fragment; caches must keep them apart.
        response.headers.setdefault("Vary", "HX-Request")
        return response


def asked_words(request: HttpRequest, name: str = "q") -> str:
    """What was typed into a box that only asks: one line, no longer than what somebody looks for."""
    return clean_line(request.GET.get(name, ""))[:WORDS_AT_MOST]


def page_number(request: HttpRequest, name: str = "page") -> int:
    """The page asked for; anything that is not a page is the first."""
    asked = request.GET.get(name, "1")
    return max(1, int(asked)) if asked.isdecimal() and len(asked) < 7 else 1  # noqa: PLR2004 -- a million pages

"""The browser is told what a page may do: nothing that the page's own files do not do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404, QueryDict

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; "
    "connect-src 'self'; media-src 'self'; manifest-src 'self'; worker-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)


def allow_styles(response: HttpResponse, nonce: str) -> None:
    """This answer alone may have a style sheet of its own in the page: the one that bears the nonce."""
    policy = POLICY.replace("style-src 'self'", f"style-src 'self' 'nonce-{nonce}'")
    response.headers["Content-Security-Policy"] = policy


class ContentSecurityPolicyMiddleware:
    """A strict policy on every answer; a view that needs another one (files) sets its own."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Content-Security-Policy", POLICY)
        response.headers.setdefault("Permissions-Policy", "camera=(), microphone=(), geolocation=()")
        return response


class NothingUnshowableMiddleware:
    """No NUL in an address: PostgreSQL takes none, and no browser that a person uses sends one."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if "\x00" in request.path_info:
            raise Http404
        asked = request.META["QUERY_STRING"]
        if "%00" in asked or "\x00" in asked:
            request.GET = QueryDict(asked.replace("%00", "").replace("\x00", ""))
        return self.get_response(request)

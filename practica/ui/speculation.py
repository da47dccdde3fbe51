"""Tells browsers which pages they may fetch a moment early."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.urls import reverse


class SpeculationMiddleware:
    """A header on pages; the rules themselves are a file, because a strict policy allows no script in the page."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.get("Content-Type", "").startswith("text/html") and not request.headers.get("HX-Request"):
            response.headers.setdefault("Speculation-Rules", f'"{reverse("ui:speculation-rules")}"')
        return response

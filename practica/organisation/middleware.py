"""Before the organisation exists every page leads to the wizard."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import redirect
from django.urls import NoReverseMatch, reverse

from practica.organisation.models import Organisation

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse

FREE = (
    "/start/",
    "/static/",
    "/healthz",
    "/readyz",
    "/sw.js",
    "/manifest.webmanifest",
    "/demo/",
    "/_/",
    "/language/",
)


class FirstRunMiddleware:
    """The organisation is made once and never unmade, so the question is asked until the first yes."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.founded = False

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not self.founded and not request.path.startswith(FREE):
            self.founded = Organisation.objects.exists()
            if not self.founded:
                return self._to_wizard(request)
        return self.get_response(request)

    def _to_wizard(self, request: HttpRequest) -> HttpResponse:
        try:
            return redirect(reverse("organisation:start"))
        except NoReverseMatch:
            return self.get_response(request)

"""Each person reads in their language and their time zone."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.conf import settings
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.contrib.auth.views import redirect_to_login
from django.utils import timezone, translation
from django.utils.translation import get_language_from_request

from practica.ui.errors import way_back

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
    from django.http.response import HttpResponseBase

KNOWN = {code for code, _name in settings.LANGUAGES}


class LanguageAndTimeZoneMiddleware:
    """The person's own choice, else what the browser asks for."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        person = request.user
        language = person.language if person.is_authenticated else get_language_from_request(request)
        zone = person.time_zone if person.is_authenticated else request.COOKIES.get("zone", "UTC")
        with (
            translation.override(language if language in KNOWN else "en"),
            timezone.override(_zone(zone)),
        ):
            request.LANGUAGE_CODE = translation.get_language() or "en"
            response = self.get_response(request)
            response.headers.setdefault("Content-Language", request.LANGUAGE_CODE)
            return response


class SignInMiddleware(LoginRequiredMiddleware):
    """Every page asks who is there; whoever sent a form after their session ended comes back to the page it stood on."""

    def handle_no_permission(
        self, request: HttpRequest, view_func: Callable[..., HttpResponseBase]
    ) -> HttpResponseRedirect:
        if request.method in {"GET", "HEAD"}:
            return super().handle_no_permission(request, view_func)
        return redirect_to_login(
            way_back(request), self.get_login_url(view_func), self.get_redirect_field_name(view_func)
        )


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return ZoneInfo("UTC")

"""What every page needs to draw its frame."""

from functools import cached_property, lru_cache
from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import NoReverseMatch
from django.utils.functional import SimpleLazyObject
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from practica.foundation.addresses import address_if_any
from practica.ui import rail

THEMES = ("system", "light", "dark")


def interface(request: HttpRequest) -> dict[str, Any]:
    """`ui`: the theme, the name of the installation, the rail, and the addresses of engines that may be absent."""
    return {"ui": Interface(request)}


class Interface:
    """The frame of one page, worked out only as far as the page shows it."""

    def __init__(self, request: HttpRequest) -> None:
        self.request = request
        self.rail = rail.Rail(request)
        self.site_name = SimpleLazyObject(rail.site_name)

    @cached_property
    def navigation(self) -> SafeString:
        """Drawn once for the rail and the drawer, and for the next page too when nothing in it has changed."""
        sections = tuple(self.rail.sections)
        urls = (place.url for section in sections for place in section.places)
        current = tuple(url for url in urls if rail.is_part_of(self.request.path, url))
        return _navigation(tuple(self.rail.lines), sections, current, get_language())

    @property
    def frame(self) -> str:
        """What a page that is open to strangers too extends: it fills the block `main`."""
        return "base.html" if self.request.user.is_authenticated else "bare.html"

    @property
    def theme(self) -> str:
        return chosen_theme(self.request)

    @property
    def next_theme(self) -> str:
        return THEMES[(THEMES.index(self.theme) + 1) % len(THEMES)]

    @cached_property
    def palette_url(self) -> str:
        return first_url("search:palette")

    @cached_property
    def search_url(self) -> str:
        return first_url("search:index", "search:search", "search:results", "search:find", "search:page")

    @property
    def settings_url(self) -> str:
        return first_url("people:settings", "people:edit")

    @property
    def sign_out_url(self) -> str:
        return first_url("account_logout")

    @cached_property
    def me_url(self) -> str:
        user = self.request.user
        try:
            return user.get_absolute_url() if user.is_authenticated else ""
        except NoReverseMatch:
            return ""


def chosen_theme(request: HttpRequest) -> str:
    theme = request.COOKIES.get("theme", "")
    return theme if theme in THEMES else "system"


def first_url(*names: str) -> str:
    """The address of the first of these pages that this installation has, or nothing."""
    return next(filter(None, map(address_if_any, names)), "")


# A person goes from page to page of one community, and the rail beside them stays as it is.
@lru_cache(maxsize=1000)
def _navigation(
    lines: tuple[rail.Line, ...], sections: tuple[rail.Section, ...], current: tuple[str, ...], _language: str | None
) -> SafeString:
    return render_to_string("ui/_navigation.html", {"lines": lines, "sections": sections, "current": current})

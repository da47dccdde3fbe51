"""A list of assets with its facets: what can be chosen, how many each choice leaves, and one page of rows."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING
from urllib.parse import quote

from django.conf import settings
from django.db.models import Count, F, Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from practica.foundation.paging import page_of
from practica.foundation.requests import asked_words
from practica.library.models import Asset, Kind
from practica.library.models.asset import LOOKS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from django.core.paginator import Page

    from practica.foundation.requests import MemberRequest
    from practica.library.models.asset import AssetQuerySet

ROWS = 20
SEVERAL = {
    Kind.DOCUMENT: _("Documents"),
    Kind.EXPERIENCE: _("Experiences"),
    Kind.TOOL: _("Tools"),
    Kind.PROCEDURE: _("Procedures"),
    Kind.DECISION: _("Decision records"),
    Kind.RECORDING: _("Recordings"),
    Kind.LINK: _("Links"),
}
Group = dict[str, object]


@dataclass(frozen=True)
class Choice:
    """One value of a facet: `count` rows are left if it is chosen too; `href` chooses it, or lets it go."""

    label: str
    count: int
    is_chosen: bool
    href: str
    icon: str = ""


class Listing:
    """Two queries whatever is chosen: one groups everything by kind, community and language, one reads the rows."""

    def __init__(self, request: MemberRequest, assets: AssetQuerySet) -> None:
        self.request = request
        self.words = asked_words(request)
        self.tag = request.GET.get("tag", "").strip().lower()[:60]
        self.kind = _known(request.GET.get("kind", ""), Kind.values)
        self.language = _known(request.GET.get("language", ""), [code for code, _name in settings.LANGUAGES])
        self.community = request.GET.get("community", "")
        self.is_kept_by_me = request.GET.get("keeper") == "me"
        self.as_grid = request.GET.get("view") == "grid"
        self.assets = self._narrowed(assets.standing())

    def _narrowed(self, assets: AssetQuerySet) -> AssetQuerySet:
        if self.is_kept_by_me:
            assets = assets.filter(owner=self.request.user)
        if self.tag:
            assets = assets.filter(tags__contains=[self.tag])
        return assets.saying(self.words)

    @cached_property
    def groups(self) -> list[Group]:
        # Counted by a column of the index `asset_by_facet`, so that no asset is read for it.
        return list(
            self.assets.order_by()
            .values("kind", "language", slug=F("community__slug"), name=F("community__name"))
            .annotate(n=Count("audience"), mine=Count("audience", filter=Q(owner=self.request.user)))
        )

    @cached_property
    def page(self) -> Page[Asset]:
        rows = self.assets
        if self.kind:
            rows = rows.filter(kind=self.kind)
        if self.language:
            rows = rows.filter(language=self.language)
        if self.community:
            rows = rows.filter(community__slug=self.community)
        return page_of(self.request, rows.for_listing(), ROWS, known=self.total)

    @cached_property
    def total(self) -> int:
        return sum(_n(group) for group in self.groups if self._fits(group))

    @property
    def is_narrowed(self) -> bool:
        return bool(self.is_kept_by_me or self.words or self.tag or self.kind or self.language or self.community)

    @cached_property
    def kinds(self) -> list[Choice]:
        marks = self._choices("kind", self.kind, Kind.values, lambda value: value)
        return [replace(mark, label=str(SEVERAL[Kind(mark.label)]), icon=LOOKS[Kind(mark.label)][0]) for mark in marks]

    @cached_property
    def languages(self) -> list[Choice]:
        labels = dict(settings.LANGUAGES)
        return self._choices("language", self.language, list(labels), lambda value: str(labels[value]))

    @cached_property
    def communities(self) -> list[Choice]:
        names = {str(group["slug"]): str(group["name"]) for group in self.groups}
        return self._choices("slug", self.community, sorted(names, key=names.__getitem__), names.__getitem__)

    @cached_property
    def keepers(self) -> list[Choice]:
        """Only oneself can be chosen: what others look after stands on their own page."""
        mine = sum(int(str(group["mine"])) for group in self.groups if self._fits(group))
        chosen = "me" if self.is_kept_by_me else ""
        mark = Choice(gettext("Me"), mine, self.is_kept_by_me, self._href("keeper", "me", chosen))
        return [mark] if mine or self.is_kept_by_me else []

    def _choices(self, column: str, chosen: str, values: Iterable[str], label: Callable[[str], str]) -> list[Choice]:
        counts: dict[str, int] = {}
        for group in self.groups:
            if self._fits(group, but=column):
                counts[str(group[column])] = counts.get(str(group[column]), 0) + _n(group)
        return [
            Choice(label(value), counts.get(value, 0), value == chosen, self._href(column, value, chosen))
            for value in values
            if counts.get(value) or value == chosen
        ]

    def _href(self, column: str, value: str, chosen: str) -> str:
        words = self.request.GET.copy()
        words.pop("page", None)
        words["community" if column == "slug" else column] = "" if value == chosen else value
        return "?" + "&".join(f"{key}={quote(str(word))}" for key, word in words.items() if word)

    def _fits(self, group: Group, but: str = "") -> bool:
        wanted = {"kind": self.kind, "language": self.language, "slug": self.community}
        return all(not value or column == but or group[column] == value for column, value in wanted.items())


def _known(value: str, values: Iterable[str]) -> str:
    return value if value in values else ""


def _n(group: Group) -> int:
    return int(str(group["n"]))

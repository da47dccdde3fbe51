"""This month's question, and how far the community has come with it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils import timezone

from practica.communities.models import MonthQuestion

if TYPE_CHECKING:
    from collections.abc import Callable

    from practica.communities.models import Community

    Heard = Callable[[MonthQuestion], int]
    Address = Callable[[MonthQuestion], str]


@dataclass(frozen=True)
class Answering:
    """How a feature lets people answer: how many practices it has heard so far, and where one adds one's own."""

    heard: Heard
    share_url: Address
    read_url: Address


_ways: list[Answering] = []


def declare_answering(way: Answering) -> None:
    """The feature in which people share practices says so once."""
    _ways[:] = [way]


@dataclass(frozen=True)
class Progress:
    """What the card of the month shows."""

    chosen: MonthQuestion
    heard: int
    share_url: str
    read_url: str

    @property
    def has_answering(self) -> bool:
        return bool(self.share_url)


def month_progress(community: Community) -> Progress | None:
    """This month's question with its progress, or None when none was chosen."""
    month = timezone.localdate().replace(day=1)
    chosen = MonthQuestion.objects.filter(community=community, month=month).select_related("question").first()
    if chosen is None:
        return None
    chosen.community = community
    if not _ways:
        return Progress(chosen, 0, "", "")
    way = _ways[0]
    return Progress(chosen, way.heard(chosen), way.share_url(chosen), way.read_url(chosen))

"""What is agreed when a meeting is planned: what it is about, and when it is."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from django.db import models
from django.utils.translation import gettext_lazy as _

from practica.foundation.horizons import Horizon

if TYPE_CHECKING:
    from datetime import date, time

    from practica.people.models import Person


class Confidentiality(models.TextChoices):
    """Who sees the meeting, and whether what is said there may carry a name."""

    OPEN = "open", _("Open: everyone who may read the community")
    MEMBERS = "members", _("Members only")
    CHATHAM_HOUSE = "chatham_house", _("Chatham House Rule: members, and no names")


@dataclass(frozen=True)
class Details:
    """What the meeting is about, where, led by whom, and for how many."""

    title: str
    aim: str = ""
    place: str = ""
    link: str = ""
    host: Person | None = None
    confidentiality: str = Confidentiality.MEMBERS
    capacity: int | None = None


@dataclass(frozen=True)
class Timing:
    """When it is, as the clock on the wall in `zone` shows it; `length` in minutes.

    `rule` is an RRULE (RFC 5545) and may carry its own UNTIL or COUNT; empty = once. `ends_on` and `count`
    end it otherwise. Without `first_on` and `at` the meeting still needs a date. With `turns` its meetings take turns:
    the first is at `at`, the next ones at each of these hours of their day, then it begins anew.
    """

    first_on: date | None = None
    at: time | None = None
    zone: str = "UTC"
    length: int = 60
    rule: str = ""
    ends_on: date | None = None
    count: int | None = None
    turns: tuple[time, ...] = ()

    @property
    def hours(self) -> tuple[time, ...]:
        """All that take turns, the first meeting's first."""
        return (self.at, *self.turns) if self.at is not None else ()

    def from_turn(self, number: int) -> Timing:
        """The same hours for a series whose first meeting would be that one of this series, counted from 0."""
        if not self.turns:
            return self
        turn = number % len(self.hours)
        at, *turns = (*self.hours[turn:], *self.hours[:turn])
        return replace(self, at=at, turns=tuple(turns))

    @property
    def is_dated(self) -> bool:
        return self.first_on is not None and self.at is not None


@dataclass(frozen=True)
class Marks:
    """What was understood only in part, with the words it was said in."""

    words: str = ""
    which_week: bool = False
    assumed_length: bool = False


@dataclass(frozen=True)
class ItemDetails:
    """What is said of an item of an agenda: how many minutes, what for, how far it looks ahead, who leads it, by which format."""

    title: str
    minutes: int = 5
    purpose: str = "inform"
    horizon: str = Horizon.YEAR
    lead: Person | None = None
    note: str = ""
    script: str = ""

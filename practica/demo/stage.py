"""The stage: one chance for everything, one clock, and the people by the names the script calls them."""

from __future__ import annotations

from contextlib import contextmanager
from datetime import datetime, time, timedelta
from random import Random
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.utils import timezone, translation

from practica.events.actions import recorded_as
from practica.events.models import Source

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from practica.communities.models import Membership
    from practica.people.models import Person

SEED = 1907
YEAR = 365
# What happened in these last days is announced like everything new, so that inboxes are not empty.
FRESH = timedelta(days=6)
WORKING = (7, 18)
QUIET = ("marta", "jorge", "ines")


class Stage:
    """The same seed gives the same year; only its last day is always today."""

    def __init__(self, zone: str) -> None:
        self.chance = Random(SEED)  # noqa: S311 -- a play, not a secret
        self.now = timezone.now()
        self.zone = ZoneInfo(zone)
        self.people: dict[str, Person] = {}

    def begin_scene(self, name: str) -> None:
        """Chance begins anew: how many meetings a year holds depends on the day, who says what does not."""
        self.chance = Random(f"{SEED} {name}")  # noqa: S311 -- a play, not a secret

    def moment(self, days_ago: float) -> datetime:
        """A moment that many days back, in working hours unless it is today."""
        exact = self.now - timedelta(days=days_ago)
        if days_ago < 1:
            return exact
        hour = self.chance.randint(*WORKING)
        wall = datetime.combine(exact.astimezone(self.zone).date(), time(hour, self.chance.randrange(60)), self.zone)
        return min(wall, self.now - timedelta(minutes=20))

    def begin_of_month(self) -> datetime:
        """The first morning of this month, or just now when it is today."""
        first = self.now.astimezone(self.zone).replace(day=1, hour=8, minute=0)
        return min(first, self.now - timedelta(minutes=30))

    def after(self, moment: datetime, hours: float) -> datetime:
        return min(moment + timedelta(hours=hours), self.now - timedelta(minutes=2))

    @contextmanager
    def at(self, moment: datetime) -> Iterator[None]:
        """What is done inside was done then; recent things are told to people, old ones are not."""
        source = Source.HUMAN if self.now - moment < FRESH else Source.BOT
        with recorded_as(source, moment), translation.override("en"):
            yield

    def here(self, members: Sequence[Membership], moment: datetime) -> list[Person]:
        """Who belonged at that moment."""
        return [row.person for row in members if row.joined_at and row.joined_at < moment]

    def some(self, people: Sequence[Person], number: int) -> list[Person]:
        return self.chance.sample(list(people), min(number, len(people)))

    def anybody(self, people: Sequence[Person], language: str, but: Collection[Person | None] = ()) -> Person:
        """Somebody who would say it in this language; the newcomer, the sponsor and the manager say what the script says."""
        quiet = {self.people[key] for key in QUIET}
        free = [person for person in people if person not in but and person not in quiet]
        return self.chance.choice([person for person in free if person.language == language] or free)

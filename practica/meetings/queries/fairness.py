"""For whom the hours of a series are working hours: who lives far away should not always be the one who gets up early."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count
from django.utils import timezone
from django.utils.translation import gettext as _

from practica.foundation.calendar_time import in_zone
from practica.meetings.queries.words import place_of
from practica.people.models import Person, is_working_time
from practica.ui import charts

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from practica.communities.models import Community
    from practica.meetings.models import Occurrence, Series

LOOKED_AT, MOST_PLACES = 12, 8


@dataclass(frozen=True)
class Fairness:
    """Of the next meetings (`of`, twelve at most), how many lie within usual working hours in each place."""

    places: Sequence[tuple[str, int]]
    of: int

    @property
    def is_fair(self) -> bool:
        """Nobody has fewer than another by more than one meeting."""
        numbers = [number for _place, number in self.places]
        return max(numbers) - min(numbers) <= 1

    @property
    def finding(self) -> str:
        worst, number = min(self.places, key=lambda one: one[1])
        if self.is_fair:
            return _("The hours are shared fairly between the places of our members")
        words = _("In %(place)s %(n)s of the next %(of)s meetings are within working hours")
        return words % {"place": worst, "n": number, "of": self.of}

    @property
    def chart(self) -> charts.Chart:
        labels = [place for place, _number in self.places]
        name = _("of the next %(of)s meetings within working hours") % {"of": self.of}
        return charts.bars(self.finding, labels, charts.Series(name, [number for _place, number in self.places]))


def fairness_of(series: Series) -> Fairness | None:
    """Two queries; nothing where all members live by one clock, or no meeting is to come."""
    zones = zones_of(series.community)
    coming = list(series.occurrences.standing().upcoming()[:LOOKED_AT])
    places = _by_clock(zones, coming)
    return Fairness([(place, counted(zone, coming)) for place, zone in places], len(coming)) if places else None


def zones_of(community: Community) -> list[str]:
    """Where members live, first where most of them do."""
    members = Person.objects.active().filter(pk__in=community.memberships.current().values("person"))
    rows = members.values_list("time_zone").annotate(number=Count("pk")).order_by("-number", "time_zone")
    return [zone for zone, _number in rows]


def counted(zone: str, meetings: Iterable[Occurrence]) -> int:
    return sum(is_working_time(one.starts_at, one.ends_at, zone) for one in meetings)


def _by_clock(zones: Iterable[str], coming: Sequence[Occurrence]) -> list[tuple[str, str]]:
    """Places whose clocks show the same now are one; none when there is only one."""
    if not coming:
        return []
    now = timezone.now()
    by_offset: dict[object, str] = {}
    for zone in zones:
        by_offset.setdefault(in_zone(now, zone).utcoffset(), zone)
    places = list(by_offset.values())[:MOST_PLACES]
    names = Counter(place_of(zone) for zone in places)
    return (
        [(place_of(zone) if names[place_of(zone)] == 1 else zone, zone) for zone in places] if len(places) > 1 else []
    )

"""What is new where a person belongs: the weekly letter, and the same on a page at any time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils import timezone

from practica.mail.letters.notices import weekly_digest
from practica.notices.models import Card, How
from practica.notices.preferences import belongings, preferences_of, wants_digest
from practica.notices.registry import digest_verbs
from practica.notices.sentences import what_is_new

if TYPE_CHECKING:
    from datetime import datetime

    from practica.mail.models import Letter
    from practica.notices.sentences import Told

MOST_A_PLACE, MOST = 6, 60


def news_for(person: Any, since: datetime) -> dict[str, list[Told]]:
    """By community, one line a thing (the newest of it); without what the person did and communities turned off."""
    chosen = preferences_of(person)
    places = [one for one in belongings(person) if chosen.get(one.pk, How.DIGEST) != How.OFF]
    lines = what_is_new(person, places, since=since, most=MOST, verbs=digest_verbs() or ["none"])
    found: dict[str, list[Told]] = {}
    seen: set[tuple[str, Any]] = set()
    for line in lines:
        thing = (line.thing._meta.label_lower, line.thing.pk)
        if thing in seen or line.event.actor_id == person.pk:
            continue
        seen.add(thing)
        community: Any = line.event.community
        place = found.setdefault(community.name, [])
        if len(place) < MOST_A_PLACE:
            place.append(line)
    return found


def write_to(person: Any, since: datetime) -> Letter | None:
    """A week without news has no letter."""
    if not wants_digest(person):
        return None
    places = news_for(person, since)
    waiting = Card.objects.of(person).waiting().filter(is_personal=True).count()
    is_asked_for = preferences_of(person).get(None) == How.DIGEST
    if not places and not (waiting and is_asked_for):
        return None
    year, week, _day = timezone.now().isocalendar()
    letter: Letter | None = weekly_digest(
        person,
        places=places,
        inbox=waiting,
        url=reverse("notices:inbox"),
        key=f"digest:{person.pk}:{year}-{week}",
    )
    return letter

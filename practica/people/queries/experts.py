"""Who says they know something about the words somebody is looking for."""

from __future__ import annotations

import random
import re
from typing import TYPE_CHECKING

from django.db.models import Prefetch, Q
from django.db.models.functions import Lower
from django.utils import timezone

from practica.people.models import Availability, Expertise, Level, Person

if TYPE_CHECKING:
    from collections.abc import Iterable

# A shorter word is in half of all tags.
SHORTEST, MOST_WORDS = 4, 6
LOOKED_AT = 60
HELPFUL = [Level.CAN_TEACH, Level.CAN_HELP, Level.PRACTISING]


def experts_on(reader: Person, typed: str, most: int = 3) -> list[Person]:
    """At most three who claim a tag with one of the words, those who teach or help first; `knows` has the tags.

    Among equals the order changes from day to day, so that it is not always the same who are asked.
    """
    words = [root(word) for word in re.findall(r"\w+", typed.casefold()) if len(word) >= SHORTEST][:MOST_WORDS]
    if not words:
        return []
    named = Q()
    for word in words:
        named |= Q(tag__unaccent__icontains=word)
    claims = Expertise.objects.filter(named, level__in=HELPFUL)
    people = list(
        Person.objects.visible_to(reader)
        .filter(pk__in=claims.values("person"))
        .exclude(pk=reader.pk)
        .exclude(availability=Availability.AWAY)
        .prefetch_related(Prefetch("expertise", claims.order_by(Lower("tag")), to_attr="knows"))[:LOOKED_AT]
    )
    random.Random(f"{timezone.localdate()}{reader.pk}").shuffle(people)  # noqa: S311 -- shares the load, hides nothing
    # `knows` was prefetched above.
    return sorted(people, key=lambda person: best_level(person.knows))[:most]  # type: ignore[attr-defined] # as said


def root(word: str) -> str:
    """The plural of both our languages, taken off."""
    return word[:-1] if word.endswith("s") and len(word) > SHORTEST else word


def best_level(claims: Iterable[Expertise]) -> int:
    return min(HELPFUL.index(Level(claim.level)) for claim in claims)

"""Whether a text that shall carry no name carries one: the Chatham House Rule, checked by the product."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.db.models import Q

from practica.people.models import Person

if TYPE_CHECKING:
    from collections.abc import Iterable

    from practica.meetings.models import Occurrence
    from practica.people.models.person import PersonQuerySet

# “El” and “Ng” stand in too many texts.
SHORTEST = 3
WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class Names:
    """Whole names and handles of members, and words that are written like a part of one."""

    whole: list[str] = field(default_factory=list)
    parts: list[str] = field(default_factory=list)


def names_in(occurrence: Occurrence, texts: Iterable[str]) -> Names:
    """Nothing is looked for where the rule does not hold. Accents aside; parts count only with a capital.

    One query: the people of its community, and who answered or was there.
    """
    said = " ".join(texts)
    if not occurrence.is_chatham_house or not said.strip():
        return Names()
    plain = f" {' '.join(WORD.findall(_plain(said)))} ".lower()
    capitals = {word for word in WORD.findall(_plain(said)) if word[0].isupper() and len(word) >= SHORTEST}
    handles = set(re.findall(r"@([\w-]+)", said.lower()))
    whole, parts = [], set()
    for name, handle in _people_of(occurrence).values_list("name", "handle"):
        words = WORD.findall(_plain(name))
        if handle in handles or (len(words) > 1 and f" {' '.join(words).lower()} " in plain):
            whole.append(name)
        parts |= capitals & {words[0], words[-1]} if words else set()
    return Names(whole, sorted(parts))


def _people_of(occurrence: Occurrence) -> PersonQuerySet:
    members = occurrence.community.memberships.current().values("person")
    came = Q(pk__in=occurrence.answers.values("person")) | Q(pk__in=occurrence.attendances.values("person"))
    return Person.objects.filter(Q(pk__in=members) | came).order_by("name")


def _plain(text: str) -> str:
    """Without accents, capitals kept."""
    return "".join(letter for letter in unicodedata.normalize("NFKD", text) if not unicodedata.combining(letter))

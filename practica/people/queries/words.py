"""Finding people by words, accents and case aside."""

from __future__ import annotations

from django.db.models import Q

from practica.foundation.plain_words import says
from practica.people.models.person import WORDS

MOST_WORDS = 5


def near(typed: str) -> Q:
    """Of whom all of it stands somewhere: the index answers this at once, and the finer question is asked of few."""
    condition = Q()
    for word in typed.split()[:MOST_WORDS]:
        condition &= says(word, *WORDS)
    return condition


def matching_name(typed: str) -> Q:
    """Names in which each typed word begins a word."""
    condition = Q()
    for word in typed.split():
        condition &= Q(name__unaccent__istartswith=word) | Q(name__unaccent__icontains=f" {word}")
    return condition

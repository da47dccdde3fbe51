"""Finding people by words, accents and case aside."""

from __future__ import annotations

from django.db.models import Q


def matching_name(typed: str) -> Q:
    """Names in which each typed word begins a word."""
    condition = Q()
    for word in typed.split():
        condition &= Q(name__unaccent__istartswith=word) | Q(name__unaccent__icontains=f" {word}")
    return condition

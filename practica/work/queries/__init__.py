"""Questions about joint work that more than one place asks."""

from practica.work.queries.board import (
    COLUMNS,
    MINE,
    Card,
    Column,
    board,
    cards,
    counts,
    in_column,
    newly_alone,
    people_to_ask,
    promises_on,
    shared_in,
    who_may_like_it,
)
from practica.work.queries.days import days_of
from practica.work.queries.initiatives import first_of, initiatives_of
from practica.work.queries.together import Together, together_in

__all__ = [
    "COLUMNS",
    "MINE",
    "Card",
    "Column",
    "Together",
    "board",
    "cards",
    "counts",
    "days_of",
    "first_of",
    "in_column",
    "initiatives_of",
    "newly_alone",
    "people_to_ask",
    "promises_on",
    "shared_in",
    "together_in",
    "who_may_like_it",
]

"""Finding a word anywhere in a text, accents and case aside, by an index of its letter triples."""

from __future__ import annotations

from typing import Any

from django.db.models import Func, Q, TextField, Value
from django.db.models.functions import Concat
from django.db.models.lookups import Contains


class Plain(Func):
    """Capitals without accents: a function of ours in the database, because an index wants one that never changes."""

    function = "practica_plain"
    arity = 1
    output_field = TextField()


# The index knows letter triples, and a blank before a word is a letter to it.
SHORTEST = 3


def plain_words(*columns: Any) -> Plain:
    """All that the columns say, each after a blank, as `says` compares it and an index of the same columns has it."""
    parts: list[Any] = [part for column in columns for part in (Value(" "), column)]
    return Plain(Concat(*parts, output_field=TextField()))


def says(word: str, *columns: Any) -> Q:
    """The word stands somewhere in one of the columns; one of less than three letters only where a word begins."""
    wanted = word if len(word) >= SHORTEST else f" {word}"
    return Q(Contains(plain_words(*columns), Plain(Value(wanted))))

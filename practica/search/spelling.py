"""Did you mean: words that people wrote here, near to one that nobody wrote."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from django.db.models import F, FloatField, Func, Value

from practica.search.languages import LETTERS, plain
from practica.search.models import Learning, SearchEntry, Word

if TYPE_CHECKING:
    from practica.search.words import Question

SHORTEST, LONGEST = 3, 30
NEAREST = 12
BATCH = 400
MOST_PER_TEXT = 3000


class Distance(Func):
    """How unlike two words are, by their groups of three letters; the index answers in this order."""

    arg_joiner = " <-> "
    template = "%(expressions)s"
    output_field = FloatField()


def correct(question: Question) -> str:
    """What was typed with its unknown words replaced by the nearest known; empty when there is nothing to mend."""
    asked = {word: plain(word) for word in question.single_words if LETTERS.fullmatch(word)}
    known = set(Word.objects.filter(plain__in=asked.values()).values_list("plain", flat=True))
    better = {word: near for word, bare in asked.items() if bare not in known and (near := nearest(bare))}
    if not better:
        return ""
    mended = question.typed
    for word, near in better.items():
        mended = re.sub(rf"(?<!\w){re.escape(word)}(?!\w)", near, mended)
    return mended


def nearest(bare: str) -> str:
    """The closest known word, at most one slip away (two in a long word); empty when none is."""
    if not SHORTEST < len(bare) <= LONGEST:
        return ""
    rows = Word.objects.order_by(Distance(F("plain"), Value(bare)))[:NEAREST]
    most = 1 if len(bare) < 6 else 2  # noqa: PLR2004 -- short words turn into others too easily
    slips = [(slip, -len(word.plain), word.text) for word in rows if (slip := slips_between(bare, word.plain)) <= most]
    return min(slips)[2] if slips else ""


def slips_between(one: str, other: str) -> int:
    """Letters to put in, take out, change or swap with their neighbour (Damerau and Levenshtein)."""
    before: list[int] = []
    line = list(range(len(other) + 1))
    for row, letter in enumerate(one, start=1):
        before, line, above = line, [row], before
        for column, wanted in enumerate(other, start=1):
            cost = min(line[-1] + 1, before[column] + 1, before[column - 1] + (letter != wanted))
            if row > 1 and column > 1 and letter == other[column - 2] and one[row - 2] == wanted:
                cost = min(cost, above[column - 2] + 1)
            line.append(cost)
    return line[-1]


def learn() -> int:
    """Take in the words of what was written since the last time; says how many texts were read."""
    learning, _made = Learning.objects.get_or_create(pk=1)
    fresh = SearchEntry.objects.filter(changed_at__gte=learning.until).order_by("changed_at", "pk")
    entries = list(fresh.values_list("changed_at", "title", "body")[:BATCH])
    words = {word for _at, title, body in entries for word in words_of(f"{title} {body}")}
    Word.objects.bulk_create([Word(text=word, plain=plain(word)) for word in sorted(words)], ignore_conflicts=True)
    if entries:
        learning.until = entries[-1][0]
        learning.save()
    return len(entries) if len(entries) == BATCH else 0


def words_of(text: str) -> set[str]:
    found = LETTERS.findall(text.lower())[:MOST_PER_TEXT]
    return {word for word in found if SHORTEST < len(word) <= LONGEST}

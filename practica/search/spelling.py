"""Did you mean: words that people wrote here, near to one that nobody wrote."""

from __future__ import annotations

import re
from itertools import islice, product
from typing import TYPE_CHECKING

from django.db.models import F, FloatField, Func, Value

from practica.search.languages import LETTERS, plain
from practica.search.models import Learning, SearchEntry, Word
from practica.search.narrowing import Filters
from practica.search.queries import is_there
from practica.search.words import ask

if TYPE_CHECKING:
    from practica.people.models import Person
    from practica.search.words import Question

SHORTEST, LONGEST = 3, 30
# A short word shares few groups of three letters with the one it was meant to be.
NEAREST = 40
MOST_UNKNOWN, MOST_LIKENESSES, MOST_TRIES = 3, 5, 12
BATCH = 400
ROWS = 10_000  # that one statement makes
MOST_PER_TEXT = 3000


class Distance(Func):
    """How unlike two words are, by their groups of three letters; the index answers in this order."""

    arg_joiner = " <-> "
    template = "%(expressions)s"
    output_field = FloatField()


def correct(question: Question, person: Person, filters: Filters | None = None) -> str:
    """What was typed with its unknown words replaced so that something is found; empty when nothing would be.

    Known is a word of what this person may see: what is offered, and what is not, tells nothing of private places.
    """
    asked = {word: ask(word) for word in question.single_words if LETTERS.fullmatch(word)}
    said = {word: alone for word, alone in asked.items() if not alone.is_empty}
    unknown = islice((word for word, alone in said.items() if not is_there(alone, person)), MOST_UNKNOWN)
    better = {word: likely for word in unknown if (likely := likenesses(word, person))}
    for chosen in islice(product(*better.values()), MOST_TRIES if better else 0):
        mended = question.typed
        for word, near in zip(better, chosen, strict=True):
            mended = re.sub(rf"(?<!\w){re.escape(word)}(?!\w)", near, mended)
        if is_there(ask(mended), person, filters):
            return mended
    return ""


def likenesses(word: str, person: Person) -> list[str]:
    """The closest words of what the person may see, at most one slip away (two in a long word), the closest first."""
    bare = plain(word)
    if not SHORTEST < len(bare) <= LONGEST:
        return []
    rows = Word.objects.order_by(Distance(F("plain"), Value(bare)))[:NEAREST]
    most = 1 if len(bare) < 6 else 2  # noqa: PLR2004 -- short words turn into others too easily
    # Few slip at the first letter.
    slips = sorted(
        (slip, one.plain[0] != bare[0], -len(one.plain), one.text)
        for one in rows
        if (slip := slips_between(bare, one.plain)) <= most
    )
    seen = (near for *_reasons, near in slips if is_there(ask(near), person))
    return list(islice(seen, MOST_LIKENESSES))


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
    rows = [Word(text=word, plain=plain(word)) for word in sorted(words)]
    Word.objects.bulk_create(rows, ignore_conflicts=True, batch_size=ROWS)
    if entries:
        learning.until = entries[-1][0]
        learning.save()
    return len(entries) if len(entries) == BATCH else 0


def words_of(text: str) -> set[str]:
    found = LETTERS.findall(text.lower())[:MOST_PER_TEXT]
    return {word for word in found if SHORTEST < len(word) <= LONGEST}

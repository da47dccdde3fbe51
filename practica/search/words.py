"""What a person types into the box: words, "phrases", -without, OR, as PostgreSQL understands it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from django.db import connection

from practica.search.languages import plain

TOKEN = re.compile(r'(?P<minus>(?<!\S)-)?(?:"(?P<phrase>[^"]*)"?|(?P<word>[^\s"]+))')
# Phones and text programs bend quotation marks.
STRAIGHT = {0: None, **dict.fromkeys(map(ord, "“”„«»"), '"')}
EITHER = {"or", "OR", "|"}
MOST_TERMS = 12
LONGEST = 200


@dataclass(frozen=True)
class Term:
    """One word or phrase, wanted or not; `is_either` joins it to the one before by "or"."""

    text: str
    is_phrase: bool = False
    is_unwanted: bool = False
    is_either: bool = False


@dataclass(frozen=True)
class Question:
    """What was typed, in parts, and the same for PostgreSQL; empty when no word in it can be looked for."""

    typed: str
    terms: tuple[Term, ...]
    query: str

    @property
    def is_empty(self) -> bool:
        return not self.query

    @property
    def is_plain(self) -> bool:
        """Nothing but words, each of them wanted."""
        return not any(term.is_phrase or term.is_unwanted or term.is_either for term in self.terms)

    @property
    def single_words(self) -> list[str]:
        return [term.text for term in self.terms if not term.is_phrase and not term.is_unwanted]


def terms_in(typed: str) -> tuple[Term, ...]:
    found: list[Term] = []
    either = False
    for match in TOKEN.finditer(typed.translate(STRAIGHT)[:LONGEST]):
        word = match["word"] or ""
        if word in EITHER and found and not match["minus"]:
            either = True
            continue
        text = (match["phrase"] if match["phrase"] is not None else word).strip()
        if re.search(r"\w", text):
            found.append(Term(text, match["phrase"] is not None, bool(match["minus"]), either))
        either = False
    return tuple(found[:MOST_TERMS])


def ask(typed: str) -> Question:
    """Understand what was typed; one short query, because stemming is PostgreSQL's."""
    typed = " ".join(typed.split())[:LONGEST]
    terms = terms_in(typed)
    if not terms:
        return Question(typed, (), "")
    parts = stems_of([term.text for term in terms])
    return Question(typed, terms, together(terms, parts))


# The same stem in both languages is asked for once: PostgreSQL guesses better how often it occurs.
STEMS = """
(SELECT CASE WHEN numnode(en) = 0 OR numnode(es) = 0 THEN '' WHEN en::text = es::text THEN en::text
    ELSE (en || es)::text END FROM (SELECT phraseto_tsquery('practica_en', %s) AS en, phraseto_tsquery('practica_es', %s) AS es) t)
"""


def stems_of(texts: list[str]) -> list[str]:
    """For each text what both languages make of it; empty for a word that says nothing in one of them."""
    columns = ", ".join(STEMS for _text in texts)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {columns}", [text for text in texts for _ in range(2)])
        row = cursor.fetchone()
    return list(row or [])


def together(terms: tuple[Term, ...], parts: list[str]) -> str:
    """One query text. What is only unwanted finds nothing: everything else would be the answer."""
    query, wanted = "", False
    for term, part in zip(terms, parts, strict=True):
        if not part:
            continue
        wanted = wanted or not term.is_unwanted
        piece = f"!({part})" if term.is_unwanted else f"({part})"
        query = f"({query} {'|' if term.is_either else '&'} {piece})" if query else piece
    return query if wanted else ""


def beginnings(typed: str) -> str:
    """For the palette: each word as the beginning of one, and in its other forms (pumps, pump)."""
    words = re.findall(r"\w+", plain(typed))[:MOST_TERMS]
    if not words:
        return ""
    parts = zip(words, stems_of(words), strict=True)
    return " & ".join(f"({word}:* | ({part}))" if part else f"{word}:*" for word, part in parts)

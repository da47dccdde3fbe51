"""A page of results, ready to show: titles and excerpts with what was found marked in them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db import connection
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from practica.search.languages import CONFIGURATIONS, configurations, plain
from practica.search.models import SearchEntry
from practica.search.registry import KINDS, Searchable, searchable_of
from practica.search.rights import readable_communities

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from practica.people.models import Person
    from practica.search.words import Question

BEGIN, END = "\x02", "\x03"
WINDOW = 230
OPTIONS = f"StartSel={BEGIN}, StopSel={END}, HighlightAll=true"
# A short note may carry a manual in the other language, and a title have a word of it: the stemmer that finds more to
# mark is right, and more marks make a longer text.
MARKED = """
(SELECT CASE WHEN length(other) > length(own) THEN other ELSE own END
    FROM (SELECT ts_headline(%s::regconfig, words, query, %s) AS own, ts_headline(%s::regconfig, words, query, %s) AS other
        FROM (SELECT %s AS words, %s::tsquery AS query) given) both_ways)
"""
# Without accents, letter for letter, so that a place in one text is the same place in the other.
LETTER_FOR_LETTER = {code: plain(chr(code)) for code in range(0x41, 0x250) if len(plain(chr(code))) == 1}
LEXEME = re.compile(r"'((?:[^']|'')+)'")


@dataclass(frozen=True)
class Result:
    """One line of the answer."""

    title: SafeString
    excerpt: SafeString
    url: str
    icon: str
    hue: str
    kind: str
    label: str
    community: Any
    details: Sequence[Any]
    at: Any
    language: str
    is_best: bool
    thing: Any


def results_of(ids: list[int], question: Question, person: Person) -> list[Result]:
    """In the order given, with a fixed number of queries: entries, words to mark, and one a kind for the things."""
    placed = SearchEntry.objects.placed_among(readable_communities(person))
    rows = placed.defer("document", "heading").in_bulk(ids)
    entries = [rows[pk] for pk in ids if pk in rows]
    things = things_of(entries)
    marked = highlighted(entries, question)
    shown = [
        result(entry, thing, *words)
        for entry, words in zip(entries, marked, strict=True)
        if (thing := things.get((entry.target_type, entry.target_id))) is not None
    ]
    # An answer that the community adopted comes first, the others in their order.
    best = next((one for one in shown[:3] if one.is_best), None)
    return [best, *(one for one in shown if one is not best)] if best else shown


def things_of(entries: list[SearchEntry]) -> dict[tuple[str, int], Any]:
    wanted: dict[str, list[int]] = {}
    for entry in entries:
        wanted.setdefault(entry.target_type, []).append(entry.target_id)
    found: dict[Any, Any] = {}
    for label, ids in wanted.items():
        searchable = searchable_of(label)
        if searchable is None:
            continue
        manager: Any = apps.get_model(label)._default_manager
        rows = searchable.rows() if searchable.rows else manager.all()
        found |= {(label, thing.pk): thing for thing in rows.filter(pk__in=ids)}
    return found


def result(entry: SearchEntry, thing: Any, title: SafeString, excerpt: SafeString) -> Result:
    searchable = searchable_of(entry.target_type)
    assert searchable is not None  # noqa: S101 -- `things_of` keeps no other
    return Result(
        title=title,
        excerpt=excerpt,
        url=searchable.url(thing),
        icon=said(searchable.icon, thing),
        hue=said(searchable.hue, thing),
        kind=entry.kind,
        label=str(KINDS[entry.kind]),
        community=entry.place,
        details=searchable.details(thing),
        at=searchable.next_at(thing) if searchable.next_at else entry.at,
        language=entry.language,
        is_best=is_best(searchable, thing),
        thing=thing,
    )


def said(value: Callable[[Any], str] | str, thing: Any) -> str:
    return value if isinstance(value, str) else value(thing)


def is_best(searchable: Searchable, thing: Any) -> bool:
    return searchable.is_best(thing)


def highlighted(entries: list[SearchEntry], question: Question) -> list[tuple[SafeString, SafeString]]:
    """Title and excerpt of each, by one query over short texts: a manual is not parsed for three lines of it."""
    stems = {plain(stem.replace("''", "'")) for stem in LEXEME.findall(question.query)}
    values: list[str] = []
    for entry in entries:
        own, *_others = configurations(entry.language)
        [other] = {*CONFIGURATIONS.values()} - {own}
        for text in (entry.title, window(entry.body, stems)):
            values += [own, OPTIONS, other, OPTIONS, text, question.query]
    if not values:
        return []
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join([MARKED] * len(entries) * 2)}", values)
        row = [marked(text) for text in cursor.fetchone() or ()]
    return list(zip(row[::2], row[1::2], strict=True))


def marked(text: str) -> SafeString:
    """Escaped, with <mark> where the database put its signs."""
    return mark_safe(escape(text).replace(BEGIN, "<mark>").replace(END, "</mark>"))  # noqa: S308 -- escaped before


def window(body: str, stems: set[str]) -> str:
    """The part of a text that has the most of the words looked for, cut at words."""
    if len(body) <= WINDOW:
        return body
    comparable = body.translate(LETTER_FOR_LETTER)
    # A stem is nearly always how the word begins; its last letter may differ (policy, polici).
    starts = [rf"\b{re.escape(stem[: max(3, len(stem) - 1)])}" for stem in stems]
    places = [match.start() for start in starts if (match := re.search(start, comparable))]
    if not places:
        return cut(body, 0)
    best = max(places, key=lambda place: (sum(place <= other < place + WINDOW for other in places), -place))
    return cut(body, max(0, best - 60))


def cut(body: str, start: int) -> str:
    begin = body.find(" ", start) + 1 if start else 0
    part = body[begin : begin + WINDOW]
    ended = part.rsplit(" ", 1)[0] if begin + WINDOW < len(body) else part
    return f"{'…' if begin else ''}{ended}{'…' if begin + WINDOW < len(body) else ''}"

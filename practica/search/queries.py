"""Finding: one query for what matches and may be seen, one for the words to show."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db import connection
from psycopg import ClientCursor

from practica.search.models import SearchEntry
from practica.search.narrowing import ALL, Filters
from practica.search.rights import names_shown_to, readable_communities, rights_of
from practica.search.words import ask, beginnings

if TYPE_CHECKING:
    from datetime import datetime

    from django.db.models import QuerySet

    from practica.people.models import Person
    from practica.search.rights import Condition
    from practica.search.words import Question

# The best are looked for among the newest that match and may be seen, and among the newest whose title matches:
# a word that half of everything has would otherwise be ranked half a million times.
NEWEST, NEWEST_TITLES = 200, 100
PAGE = 10


@dataclass(frozen=True)
class Found:
    """One page of what was found: (entry id, score) in order, and how many there are in all, by kind and so on."""

    ids: list[int]
    total: int
    is_more: bool
    kinds: dict[str, int] = field(default_factory=dict)
    communities: list[tuple[int, str, int]] = field(default_factory=list)
    authors: list[tuple[int, str, int]] = field(default_factory=list)
    languages: dict[str, int] = field(default_factory=dict)


RANKED = """
WITH scored AS MATERIALIZED (
    SELECT e.id, e.kind, coalesce(%s, e.community_id) AS community_id, e.author_id, e.language, e.at,
        coalesce(nullif(e.whole_type, ''), e.target_type) AS whole_type, coalesce(e.whole_id, e.target_id) AS whole_id,
        ts_rank('{{0.05, 0.2, 0.05, 1}}', e.document, %s::tsquery, 1)
            * (1 + 0.25 * exp(-extract(epoch FROM greatest(now() - e.at, interval '0')) / 15552000)) AS score
    FROM search_searchentry e WHERE e.id = ANY(%s)
), ranked AS MATERIALIZED (
    SELECT DISTINCT ON (whole_type, whole_id) * FROM scored ORDER BY whole_type, whole_id, score DESC, id
)
SELECT (SELECT count(*) FROM ranked), (SELECT array_agg(id) FROM (SELECT id FROM ranked ORDER BY {order} LIMIT %s OFFSET %s) page),
    (SELECT jsonb_object_agg(kind, n) FROM (SELECT kind, count(*) n FROM ranked GROUP BY 1) k),
    (SELECT jsonb_agg(jsonb_build_array(t.id, t.name, n) ORDER BY n DESC, t.name)
        FROM (SELECT community_id, count(*) n FROM ranked GROUP BY 1 ORDER BY 2 DESC LIMIT 8) c
        JOIN {communities} t ON t.id = community_id WHERE t.id IN ({readable})),
    (SELECT jsonb_agg(jsonb_build_array(t.id, t.name, n) ORDER BY n DESC, t.name)
        FROM (SELECT author_id, count(*) n FROM ranked GROUP BY 1 ORDER BY 2 DESC LIMIT 8) a
        JOIN {people} t ON t.id = author_id),
    (SELECT jsonb_object_agg(language, n) FROM (SELECT language, count(*) n FROM ranked GROUP BY 1) l)
"""
BEST, LATEST = "score DESC, at DESC, id DESC", "at DESC, id DESC"


def find(question: Question, person: Person, filters: Filters | None = None, page: int = 1, order: str = BEST) -> Found:
    """The page asked for; the rights of the person are part of the query that looks for the words."""
    if question.is_empty:
        return Found([], 0, is_more=False)
    filters = filters or Filters()
    seen = rights_of(person, filters.kind)
    ways = filters.ways_for(person)
    ids = set(matching("document", question.query, ways, seen, NEWEST))
    if is_more := len(ids) >= NEWEST:
        ids |= set(matching("heading", question.query, ways, seen, NEWEST_TITLES))
    if not ids:
        return Found([], 0, is_more=False)
    with connection.cursor() as cursor:
        readable, given = names_shown_to(person)
        values: list[Any] = [filters.community, question.query, list(ids), PAGE, (page - 1) * PAGE, *given]
        cursor.execute(RANKED.format(order=order, readable=readable, **tables()), values)
        row: Any = cursor.fetchone()
        total, shown, kinds, communities, authors, languages = row
    return Found(
        list(shown or []),
        total,
        is_more=is_more,
        kinds=_counts(kinds),
        communities=_named(communities),
        authors=_named(authors),
        languages=_counts(languages),
    )


# OFFSET 0 keeps the rights outside: they are asked one by one, newest first, until there are enough. A second ORDER BY
# would make PostgreSQL sort all matches before the first is looked at: right for a rare word only, and then asked for.
WALKED = "SELECT e.id, e.at FROM ({meant} ORDER BY at DESC OFFSET 0) e WHERE {seen} LIMIT %s"
SORTED = """
WITH matches AS MATERIALIZED ({meant})
SELECT e.id, e.at FROM (SELECT * FROM matches ORDER BY at DESC OFFSET 0) e WHERE {seen} LIMIT %s
"""
MEANT = """
SELECT e.id, e.at, e.target_type, e.target_id FROM search_searchentry e WHERE e.{column} @@ %s::tsquery AND {way}
"""
EXPECTED = """
EXPLAIN (FORMAT JSON) SELECT e.id FROM search_searchentry e WHERE e.{column} @@ %s::tsquery AND {way}
UNION ALL SELECT e.id FROM search_searchentry e WHERE {way}
"""


def matching(column: str, query: str, ways: list[Condition], seen: Condition, most: int) -> list[int]:
    """The newest entries that have the words in this column and are meant in one of the ways, if they may be seen.

    A walk goes along one index, so the first way is walked alone; beside it the others are little, and no entry is in two.
    """

    def newest(sql: str, ways: list[Condition]) -> list[tuple[int, datetime]]:
        meant = "UNION ALL".join(MEANT.format(column=column, way=way.sql) for way in ways)
        meant = _written(meant, [value for way in ways for value in (query, *way.values)]).replace("%", "%%")
        with connection.cursor() as cursor:
            cursor.execute(sql.format(meant=meant, seen=seen.sql), [*seen.values, most])
            found: list[tuple[int, datetime]] = cursor.fetchall()
            return found

    first, *others = ways
    if not _is_common(column, query, first, most):
        found = newest(SORTED, ways)
    else:
        found = [*newest(WALKED, [first]), *(newest(SORTED, others) if others else [])]
    return [pk for pk, _at in sorted(found, key=itemgetter(1), reverse=True)[:most]]


def _is_common(column: str, query: str, way: Condition, most: int) -> bool:
    """Whether walking from the newest entry back meets enough matches sooner than sorting all of them.

    Meeting `most` of m matches among n entries looks at n * most / m of them, sorting at m. PostgreSQL knows m and n
    well, but takes a look into a text for as cheap as comparing two numbers, and would walk where it should sort. Only
    the first way is priced: the others are what is listed or held besides, which is little.
    """
    with connection.cursor() as cursor:
        cursor.execute(_written(EXPECTED.format(column=column, way=way.sql), [query, *way.values, *way.values]))
        row: Any = cursor.fetchone()
    plan = (json.loads(row[0]) if isinstance(row[0], str) else row[0])[0]["Plan"]
    while "Append" not in plan["Node Type"]:
        plan = plan["Plans"][0]  # Above it stands who gathers from several workers.
    found, entries = (float(part["Plan Rows"]) for part in plan["Plans"])
    return found * found > entries * most


def _written(sql: str, values: list[Any]) -> str:
    """The question with its values quoted in it.

    A plan that is kept for any words whatever sorts all that match; how rare these are is what the plan hangs on.
    """
    return ClientCursor(connection.connection).mogrify(sql, values)


def is_there(question: Question, person: Person, filters: Filters | None = None) -> bool:
    """Whether the person would find anything at all."""
    filters = filters or Filters()
    seen = rights_of(person, filters.kind)
    return not question.is_empty and bool(matching("document", question.query, filters.ways_for(person), seen, 1))


def saying(words: str, label: str) -> QuerySet[SearchEntry, int]:
    """The things of one model that say this, for a list to be narrowed by: its own rights stay with the list."""
    question = ask(words)
    entries = SearchEntry.objects.filter(target_type=label.lower())
    found = entries.saying(question.query, beginnings(words) if question.is_plain else "")
    return found.values_list("target_id", flat=True)


def tables() -> dict[str, str]:
    """Where the names of communities and people are; their models are above."""
    named = {"communities": "communities.Community", "people": "people.Person"}
    return {name: connection.ops.quote_name(apps.get_model(label)._meta.db_table) for name, label in named.items()}


def _named(found: Any) -> list[tuple[int, str, int]]:
    rows = json.loads(found) if isinstance(found, str) else found or []
    return [(pk, name, n) for pk, name, n in rows]


def _counts(found: Any) -> dict[str, int]:
    if isinstance(found, str):
        found = json.loads(found)
    counted: dict[str, int] = found or {}
    return dict(sorted(counted.items(), key=lambda pair: -pair[1]))


def beginning_with(query: str, person: Person, most: int, only: str = "") -> list[SearchEntry]:
    """Things whose title has words that begin so, the newest first, at most `most` of a kind."""
    if not query:
        return []
    ids = matching("heading", query, [ALL], rights_of(person, only), most * 8)
    placed = SearchEntry.objects.placed_among(readable_communities(person))
    entries = placed.defer("body", "document", "heading").in_bulk(ids)
    rows = [entries[pk] for pk in ids if pk in entries]
    taken: dict[str, int] = {}
    kept = []
    for row in rows:
        taken[row.kind] = taken.get(row.kind, 0) + 1
        if taken[row.kind] <= most:
            kept.append(row)
    return kept

"""Finding: one query for what matches and may be seen, one for the words to show."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db import connection
from django.db.models import BooleanField, Exists, F, Func, OuterRef, Q, Value

from practica.search.models import SearchEntry
from practica.search.registry import searchables

if TYPE_CHECKING:
    from datetime import datetime

    from django.db.models import QuerySet

    from practica.people.models import Person
    from practica.search.words import Question

# The best are looked for among the newest that match and may be seen, and among the newest whose title matches:
# a word that half of everything has would otherwise be ranked half a million times.
NEWEST, NEWEST_TITLES = 600, 200
PAGE = 10


class Matches(Func):
    template = "%(expressions)s::tsquery"
    arg_joiner = " @@ "
    output_field = BooleanField()


@dataclass(frozen=True)
class Filters:
    """What narrows a search down; empty means everything."""

    kind: str = ""
    community: int | None = None
    author: int | None = None
    since: datetime | None = None
    until: datetime | None = None
    language: str = ""

    @property
    def any(self) -> bool:
        return self != Filters()

    def applied(self, entries: QuerySet[SearchEntry]) -> QuerySet[SearchEntry]:
        given = {
            "kind": self.kind,
            "community": self.community,
            "author": self.author,
            "at__gte": self.since,
            "at__lt": self.until,
            "language": self.language,
        }
        return entries.filter(**{name: value for name, value in given.items() if value})


@dataclass(frozen=True)
class Found:
    """One page of what was found: (entry id, score) in order, and how many there are in all, by kind and so on."""

    ids: list[int]
    total: int
    is_more: bool
    kinds: dict[str, int] = field(default_factory=dict)
    communities: dict[int, int] = field(default_factory=dict)
    authors: dict[int, int] = field(default_factory=dict)
    languages: dict[str, int] = field(default_factory=dict)


def visible_entries(person: Person) -> QuerySet[SearchEntry]:
    """Each kind through its own question "may this person see it?", asked of the thing as it is now."""
    seen = Q(pk__in=[])
    for searchable in searchables():
        things = visible_things(searchable.model, person).filter(pk=OuterRef("target_id")).order_by()
        seen |= Q(target_type=searchable.model) & Q(Exists(things))
    return SearchEntry.objects.filter(seen)


def visible_things(label: str, person: Person) -> QuerySet[Any]:
    declared = next(one for one in searchables() if one.model == label)
    if declared.visible_to:
        return declared.visible_to(person)
    manager: Any = apps.get_model(label)._default_manager
    found: QuerySet[Any] = manager.visible_to(person)
    return found


RANKED = """
WITH newest AS MATERIALIZED ({newest}), titled AS MATERIALIZED ({titled}),
candidates AS MATERIALIZED (SELECT id FROM newest UNION SELECT id FROM titled),
ranked AS MATERIALIZED (
    SELECT e.id, e.kind, e.community_id, e.author_id, e.language, e.at,
        ts_rank('{{0.05, 0.2, 0.4, 1}}', e.document, %s::tsquery, 1)
            * (1 + 0.25 * exp(-extract(epoch FROM greatest(now() - e.at, interval '0')) / 15552000)) AS score
    FROM candidates JOIN search_searchentry e USING (id)
)
SELECT (SELECT count(*) FROM ranked), (SELECT count(*) FROM newest),
    (SELECT array_agg(id) FROM (SELECT id FROM ranked ORDER BY {order} LIMIT %s OFFSET %s) page),
    (SELECT jsonb_object_agg(kind, n) FROM (SELECT kind, count(*) n FROM ranked GROUP BY 1) k),
    (SELECT jsonb_object_agg(community_id, n)
        FROM (SELECT community_id, count(*) n FROM ranked WHERE community_id IS NOT NULL GROUP BY 1) c),
    (SELECT jsonb_object_agg(author_id, n)
        FROM (SELECT author_id, count(*) n FROM ranked WHERE author_id IS NOT NULL GROUP BY 1
              ORDER BY 2 DESC LIMIT 12) a),
    (SELECT jsonb_object_agg(language, n) FROM (SELECT language, count(*) n FROM ranked GROUP BY 1) l)
"""
BEST, LATEST = "score DESC, at DESC, id DESC", "at DESC, id DESC"


def find(question: Question, person: Person, filters: Filters | None = None, page: int = 1, order: str = BEST) -> Found:
    """The page asked for; the rights of the person are part of the same query."""
    if question.is_empty:
        return Found([], 0, is_more=False)
    entries = (filters or Filters()).applied(visible_entries(person))
    newest, newest_values = candidates(entries, "document", question.query, NEWEST)
    titled, titled_values = candidates(entries, "heading", question.query, NEWEST_TITLES)
    values = [*newest_values, *titled_values, question.query, PAGE, (page - 1) * PAGE]
    with connection.cursor() as cursor:
        cursor.execute(RANKED.format(newest=newest, titled=titled, order=order), values)
        total, matched, ids, kinds, communities, authors, languages = cursor.fetchone() or ()
    return Found(
        list(ids or []),
        total,
        is_more=matched >= NEWEST,
        kinds=_counts(kinds),
        communities={int(pk): n for pk, n in _counts(communities).items()},
        authors={int(pk): n for pk, n in _counts(authors).items()},
        languages=_counts(languages),
    )


def candidates(entries: QuerySet[SearchEntry], column: str, query: str, most: int) -> tuple[str, tuple[Any, ...]]:
    rows = entries.filter(Matches(F(column), Value(query))).order_by("-at").values("id")[:most]
    sql, values = rows.query.sql_with_params()
    return sql, values


def _counts(found: Any) -> dict[str, int]:
    if isinstance(found, str):
        found = json.loads(found)
    counted: dict[str, int] = found or {}
    return dict(sorted(counted.items(), key=lambda pair: -pair[1]))


def beginning_with(query: str, person: Person, most: int, only: str = "") -> list[SearchEntry]:
    """Things whose title has words that begin so, the newest first, at most `most` of a kind."""
    if not query:
        return []
    entries = visible_entries(person).filter(Matches(F("heading"), Value(query)))
    if only:
        entries = entries.filter(kind=only)
    rows = list(entries.select_related("community").defer("body", "document", "heading").order_by("-at")[: most * 8])
    taken: dict[str, int] = {}
    kept = []
    for row in rows:
        taken[row.kind] = taken.get(row.kind, 0) + 1
        if taken[row.kind] <= most:
            kept.append(row)
    return kept

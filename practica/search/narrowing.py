"""What narrows a search down, as SQL: a community means all that it lists, a time also when something is held."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING, Any

from practica.search.registry import searchables
from practica.search.rights import Condition, readable_communities

if TYPE_CHECKING:
    from datetime import datetime

    from django.db.models import QuerySet

    from practica.people.models import Person
    from practica.search.registry import Searchable


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

    def ways_for(self, person: Person) -> list[Condition]:
        """Each is a way for an entry to be meant; no entry is meant in two ways.

        They are asked one beside the other, not joined by OR: then each finds its own way along an index.
        """
        given = {"e.kind = %s": self.kind, "e.author_id = %s": self.author, "e.language = %s": self.language}
        kept = {words: value for words, value in given.items() if value}
        plain = Condition(" AND ".join(kept) or "true", tuple(kept.values()))
        return [joined(plain, *way) for way in product(self._places(person), self._moments())]

    def _places(self, person: Person) -> list[Condition]:
        """A community narrows only for who may read it, or the count would tell what lives in it."""
        if not self.community:
            return [ALL]
        sql, values = readable_communities(person).filter(pk=self.community).values("pk").query.sql_with_params()
        is_readable = Condition(f"EXISTS ({sql})", values)
        ways = [Condition("e.community_id = %s", (self.community,))]
        for searchable in self._asked():
            if searchable.listed:
                listed = searchable.listed(self.community)
                ways += [among(what, searchable.model, listed) for what in ("target", "whole")]
        return [joined(is_readable, way) for way in ways]

    def _moments(self) -> list[Condition]:
        given = {"e.at >= %s": self.since, "e.at < %s": self.until}
        kept = {words: value for words, value in given.items() if value}
        if not kept:
            return [ALL]
        held = {one.model: one.held(self.since, self.until) for one in self._asked() if one.held}
        once = Condition(" AND ".join([*kept, "e.target_type <> ALL(%s)"]), (*kept.values(), list(held)))
        return [once, *(among("target", model, things) for model, things in held.items())]

    def _asked(self) -> list[Searchable]:
        return [one for one in searchables() if self.kind in {"", one.kind}]


ALL = Condition("true", ())


def joined(*conditions: Condition) -> Condition:
    parts = [one for one in conditions if one != ALL]
    sql = " AND ".join(one.sql for one in parts) or ALL.sql
    return Condition(sql, tuple(value for one in parts for value in one.values))


def among(what: str, model: str, things: QuerySet[Any]) -> Condition:
    sql, values = things.order_by().values("pk").query.sql_with_params()
    return Condition(f"e.{what}_type = %s AND e.{what}_id = ANY(ARRAY({sql}))", (model, *values))

"""Mentions: whom a writer may call by name, and where the name leads."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Q

from practica.people.models import Person
from practica.people.queries.words import matching_name, near

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.db.models import QuerySet

OFFERED = 8


def mentionable(writer: Person, community: Any = None) -> QuerySet[Person]:
    """Whom a text can call: those the writer sees, and of a private community only the people in it."""
    people: QuerySet[Person] = Person.objects.visible_to(writer)
    if community is not None and community.visibility == "private":
        people = people.filter(pk__in=community.memberships.current().values("person"))
    return people


def offered_mentions(writer: Person, typed: str, community: Any = None) -> list[Person]:
    """At most eight people whose name or handle begins a word with what was typed; the community's own come first."""
    found = mentionable(writer, community).filter(
        near(typed),
        matching_name(typed) | Q(handle__istartswith=typed.lower()),
    )
    if community is None:
        return list(found.order_by("name")[:OFFERED])
    own = Q(pk__in=community.memberships.current().values("person"))
    first = list(found.filter(own).order_by("name")[:OFFERED])
    return first + list(found.exclude(own).order_by("name")[: OFFERED - len(first)])


def mention_map(
    handles: Iterable[str],
    community: Any = None,
    *,
    writer: Person,
) -> dict[str, tuple[str, str]]:
    """What `richtext.render` asks for: handle to (name, address), for those of the handles that may be linked."""
    wanted = {handle.lower() for handle in handles}
    if not wanted:
        return {}
    people = mentionable(writer, community).filter(handle__in=wanted)
    return {person.handle: (person.name, person.get_absolute_url()) for person in people}

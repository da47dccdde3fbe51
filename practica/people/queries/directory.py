"""The directory: who is here, found by what one remembers of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db.models import Count, Exists, OuterRef, Prefetch, Q
from django.db.models.functions import Lower

from practica.foundation.plain_words import says
from practica.people.models import Expertise, Person
from practica.people.models.person import WORDS

if TYPE_CHECKING:
    from django.db.models import QuerySet

MOST_WORDS = 6
OFFERED_TAGS = 60


@dataclass(frozen=True)
class Wanted:
    """What the reader asks the directory for; empty means everybody they may see."""

    words: str = ""
    tag: str = ""
    level: str = ""
    unit: Any = None
    community: Any = None


def directory(reader: Person, wanted: Wanted) -> QuerySet[Person]:
    """People by name, with all that a row shows, in a fixed number of queries."""
    people = Person.objects.visible_to(reader).filter(matching(wanted.words))
    if wanted.tag or wanted.level:
        people = people.filter(Exists(_claims(wanted)))
    if wanted.unit is not None:
        people = people.filter(unit=wanted.unit)
    if wanted.community is not None:
        people = people.filter(pk__in=wanted.community.memberships.current().values("person"))
    tags = Prefetch("expertise", Expertise.objects.order_by(Lower("tag")), to_attr="tags")
    return people.select_related("unit").prefetch_related(tags).order_by(Lower("name"), "pk")


def matching(words: str) -> Q:
    """Each word stands somewhere in the name, the headline, the handle or a tag; accents and case aside."""
    condition = Q()
    for word in words.split()[:MOST_WORDS]:
        # Two indexes can't serve one OR over two tables, but each serves its half of a union.
        saying = Person.objects.filter(says(word, *WORDS)).order_by().values("pk")
        tagged = Expertise.objects.filter(says(word, "tag")).order_by().values("person")
        condition &= Q(pk__in=saying.union(tagged))
    return condition


def communities_to_choose(reader: Person) -> QuerySet[Any]:
    """The communities whose people the reader may look through. Communities lie above people, hence the name."""
    communities: Any = apps.get_model("communities", "Community")
    found: QuerySet[Any] = communities.objects.visible_to(reader).order_by(Lower("name"))
    return found


def tags_in_use(reader: Person) -> list[str]:
    """The tags that most people gave themselves, by name."""
    counted = (
        Expertise.objects.filter(person__in=Person.objects.visible_to(reader))
        .annotate(key=Lower("tag"))
        .values("key")
        .annotate(people=Count("pk"))
        .order_by("-people", "key")[:OFFERED_TAGS]
    )
    return sorted(row["key"] for row in counted)


def _claims(wanted: Wanted) -> QuerySet[Expertise]:
    claims = Expertise.objects.filter(person=OuterRef("pk"))
    if wanted.tag:
        claims = claims.filter(tag__unaccent__iexact=wanted.tag)
    if wanted.level:
        claims = claims.filter(level=wanted.level)
    return claims

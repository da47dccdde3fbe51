"""Finding communities: the directory, and those that sound like the one somebody has in mind."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.contrib.postgres.lookups import Unaccent
from django.contrib.postgres.search import TrigramSimilarity, TrigramWordSimilarity
from django.db.models import Q, TextField, Value
from django.db.models.functions import Greatest, Lower

from practica.communities.models import Community, Status

if TYPE_CHECKING:
    from practica.communities.models.community import CommunityQuerySet
    from practica.people.models import Person

# Above this share of common letter triples two names are worth a look; found by trying the cast's names.
ALIKE = 0.36
SHOWN = 3


@dataclass(frozen=True)
class DirectoryFilter:
    """What somebody looks for; empty values ask for nothing."""

    words: str = ""
    stage: str = ""
    unit: str = ""
    language: str = ""
    topic: str = ""
    mine: bool = False

    @property
    def is_empty(self) -> bool:
        return not any((self.words, self.stage, self.unit, self.language, self.topic, self.mine))


def directory(person: Person, wanted: DirectoryFilter) -> CommunityQuerySet:
    """The communities this person may know of, ready for the list; the texts of unreadable ones are not searched."""
    found = Community.objects.listed_to(person).with_readable(person).exclude(status=Status.POTENTIAL)
    if wanted.mine:
        found = found.of(person)
    found = found.filter(_chosen(wanted))
    for word in wanted.words.split()[:8]:
        found = found.saying(word)
    return found.for_listing()


def _chosen(wanted: DirectoryFilter) -> Q:
    """What was picked from the filters; a topic is a text, which only readable communities show."""
    chosen = Q()
    if wanted.stage:
        chosen &= Q(stage=wanted.stage)
    if wanted.unit.isdecimal():
        chosen &= Q(unit_id=int(wanted.unit))
    if wanted.language:
        chosen &= Q(languages__contains=[wanted.language])
    if wanted.topic:
        chosen &= Q(topics__contains=[wanted.topic], is_readable=True)
    return chosen


def topics_in_use(person: Person) -> list[str]:
    """Every topic a readable community names, for the filter."""
    lists = Community.objects.visible_to(person).living().values_list("topics", flat=True)
    return sorted({topic for topics in lists for topic in topics}, key=str.casefold)


def look_alikes(name: str, text: str, person: Person) -> list[Community]:
    """At most three living communities that sound like this name or this sentence, most alike first."""
    if len(name.strip()) < 3:  # noqa: PLR2004 -- a letter triple is what is compared
        return []
    # The framework's types know only names of fields here; it takes any expression.
    words: Any = Unaccent(Lower(Value(name, output_field=TextField())))
    sentence: Any = Unaccent(Lower(Value(text, output_field=TextField())))
    their_name: Any = Unaccent(Lower("name"))
    their_text: Any = Unaccent(Lower("tagline"))
    alike = Greatest(
        TrigramSimilarity(their_name, words),
        TrigramWordSimilarity(words, their_name) * 0.8,
        TrigramWordSimilarity(words, their_text) * 0.6,
        *([TrigramSimilarity(their_text, sentence)] if text else []),
    )
    found = Community.objects.listed_to(person).living().with_readable(person).with_member_count()
    return list(found.annotate(alikeness=alike).filter(alikeness__gte=ALIKE).order_by("-alikeness", "name")[:SHOWN])


def subcommunities(community: Community, person: Person) -> CommunityQuerySet:
    return community.parts.visible_to(person).living().order_by(Lower("name"))

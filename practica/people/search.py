"""How people are found: by name, and by what they say they know."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from practica.people.models import Person
from practica.search.registry import declare

if TYPE_CHECKING:
    from collections.abc import Sequence

TAGS_SHOWN = 3


def words(person: Person) -> str:
    tags = [one.tag for one in person.expertise.all()] if person.pk else []
    said = [person.headline, person.ask_me_about, *tags, person.passions, person.place, f"@{person.handle}"]
    # Read as a line under the name: what is shown of it are parts, no sentence.
    return " · ".join(part for part in said if part)


def facts(person: Person) -> Sequence[object]:
    """What they say they can, or what they do: no evidence is weighed, and nobody is ranked."""
    tags = [f"{one.tag}: {one.level_label}" for one in person.expertise.all()[:TAGS_SHOWN]]
    unclaimed = "" if person.has_account else _("No account yet")
    return [fact for fact in (*(tags or [person.headline]), unclaimed) if fact]


def is_found(person: Person) -> bool:
    return person.is_active and person.unconfirmed_since is None


declare(
    model="people.person",
    kind="people",
    title=lambda person: person.name,
    text=words,
    visible_to=Person.objects.visible_to,
    at=lambda person: person.joined_at,
    icon="user",
    hue=lambda person: person.hue,
    details=facts,
    is_found=is_found,
    rows=lambda: Person.objects.prefetch_related("expertise"),
)

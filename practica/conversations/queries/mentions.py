from __future__ import annotations

from typing import TYPE_CHECKING

from practica.foundation.richtext import mentioned_handles
from practica.people.models import Person

if TYPE_CHECKING:
    from collections.abc import Mapping


def mentions_in(source: str, by: Person) -> Mapping[str, tuple[str, str]]:
    """The people a text calls by @handle, as names and addresses; only those its author may see."""
    handles = mentioned_handles(source)
    if not handles:
        return {}
    people = Person.objects.visible_to(by).filter(handle__in=handles)
    return {person.handle: (person.name, person.get_absolute_url()) for person in people}

"""Who may change what belongs to everybody."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from practica.people.models import Person


def can_change_organisation(person: Person, _organisation: Any) -> bool:
    """Its name, its languages, who may join: the administrators' and programme managers' business."""
    return person.is_active and (person.is_administrator or person.is_programme_manager)


def can_change_units(person: Person, organisation: Any) -> bool:
    return can_change_organisation(person, organisation)

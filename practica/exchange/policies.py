"""Who may bring in an organisation."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from practica.people.models import Person


def can_import(by: Person, _thing: Any = None) -> bool:
    """Programme managers, who answer for the communities, and administrators, who set the installation up."""
    return by.is_active and (by.is_programme_manager or by.is_administrator)

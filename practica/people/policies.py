"""Who may do what to a person's account; seeing is a queryset, so it is not asked here."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from practica.people.models import AppToken, Person


def can_invite(by: Person, _thing: Any = None) -> bool:
    """Bring people in, and hand over what was imported for them."""
    return by.is_active and (by.is_programme_manager or by.is_administrator)


def can_manage_people(by: Person, _person: Any = None) -> bool:
    """Deactivate an account and open it again."""
    return can_invite(by)


def can_give_programme(by: Person, _person: Any = None) -> bool:
    """Say who runs the programme."""
    return can_invite(by)


def can_give_administration(by: Person, _person: Any = None) -> bool:
    """Say who administers the installation: only those who do."""
    return by.is_active and by.is_administrator


def can_change_profile(by: Person, person: Person) -> bool:
    """What is said of a person is theirs to say."""
    return by.is_active and by.pk == person.pk


def can_revoke_token(by: Person, token: AppToken) -> bool:
    """One's own programs."""
    return by.is_active and by.pk == token.person_id

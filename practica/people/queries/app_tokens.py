"""Which program asks, and what programs a person lets in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from practica.people.models import AppToken
from practica.people.models.app_token import digest_of

if TYPE_CHECKING:
    from practica.people.models import Person
    from practica.people.models.app_token import AppTokenQuerySet


def token_for(address: str, secret: str) -> AppToken | None:
    """The working token behind a user name, which is the person's e-mail address, and what was given as password."""
    rows = AppToken.objects.working().select_related("person")
    return rows.filter(digest=digest_of(secret), person__email__iexact=address.strip()).first()


def programs_of(person: Person) -> AppTokenQuerySet:
    return AppToken.objects.filter(person=person, revoked_at=None).order_by("-created_at", "-pk")

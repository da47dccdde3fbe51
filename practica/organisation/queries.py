"""Asking for the organisation: a page needs it always, and it changes once a year."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.cache import caches
from django.db.models import Count, Q

from practica.organisation.models import Joining, Organisation, Unit

if TYPE_CHECKING:
    from django.db.models import QuerySet


NAME = "organisation.name"


def the_organisation() -> Organisation | None:
    """The organisation, or None before the first-run wizard has ended."""
    return Organisation.objects.first()


def organisation_name() -> str:
    """Every page shows it and it changes once in years: other processes may show an old one for ten seconds."""
    return str(caches["memory"].get_or_set(NAME, _name))


def forget_name() -> None:
    caches["memory"].delete(NAME)


def _name() -> str:
    organisation = the_organisation()
    return organisation.name if organisation else "Práctica"


def known_places() -> list[str]:
    """The towns or sites the organisation has named; people may still write another one."""
    organisation = the_organisation()
    return list(organisation.places) if organisation else []


def may_join(organisation: Organisation, email: str) -> bool:
    """Whether this address may open an account without having been invited."""
    if organisation.joining == Joining.OPEN:
        return True
    domain = email.rpartition("@")[2].lower()
    return organisation.joining == Joining.DOMAIN and domain in {d.lower() for d in organisation.email_domains}


def units_with_people() -> QuerySet[Unit]:
    """Units by name, each with how many active people work in it."""
    active = Q(people__deactivated_at=None)
    return Unit.objects.select_related("parent").annotate(people_count=Count("people", filter=active))

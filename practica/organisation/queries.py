"""Asking for the organisation: a page needs it always, and it changes once a year."""

from practica.organisation.models import Organisation


def the_organisation() -> Organisation | None:
    """The organisation, or None before the first-run wizard has ended."""
    return Organisation.objects.first()

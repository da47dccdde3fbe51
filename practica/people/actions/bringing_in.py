"""People an import names: they have no account, get no mail, and may claim later what is theirs."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from practica.events.actions import record
from practica.foundation.access import Refused, require
from practica.foundation.text_fields import clean_line
from practica.people import policies
from practica.people.models import Person
from practica.people.queries.handles import free_handle
from practica.people.verbs import Verb

LONGEST_NAME, LONGEST_HEADLINE = 120, 160


@transaction.atomic
def bring_in_person(name: str, handle: str, headline: str, *, by: Person) -> Person:
    """Somebody without an account, called `handle` where that is free. 403 for who may not invite."""
    require(policies.can_invite, by, None)
    person = Person(name=_name(name, handle), headline=clean_line(headline)[:LONGEST_HEADLINE])
    person.handle = free_handle(handle)
    person.set_unusable_password()
    person.save()
    record(Verb.BROUGHT_IN, by=by, target=person)
    return person


@transaction.atomic
def rename_imported_person(person: Person, name: str, headline: str, *, by: Person) -> Person:
    """Follow what is said of them elsewhere. Refused once they have an account: what is said of them is theirs."""
    person = Person.objects.select_for_update().get(pk=person.pk)
    require(policies.can_invite, by, None)
    if person.has_account:
        raise Refused(_("%(name)s already has an account.") % {"name": person.name})
    person.name, person.headline = _name(name, person.handle), clean_line(headline)[:LONGEST_HEADLINE]
    person.save(update_fields=["name", "headline"])
    record(Verb.PROFILE_CHANGED, by=by, target=person)
    return person


def _name(name: str, handle: str) -> str:
    return clean_line(name)[:LONGEST_NAME] or handle

"""The first day: the organisation and the person who runs its programme."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from practica.events.actions import record
from practica.foundation.access import Refused
from practica.organisation.actions import fill, refuse_unusable
from practica.organisation.models import Organisation
from practica.organisation.verbs import Verb as OrganisationVerb
from practica.people.actions.accounts import open_account
from practica.people.verbs import Verb

if TYPE_CHECKING:
    from practica.organisation.actions import OrganisationChoices
    from practica.people.actions.accounts import NewAccount
    from practica.people.models import Person


@transaction.atomic
def found_organisation(choices: OrganisationChoices, manager: NewAccount) -> Person:
    """Make the organisation and its first programme manager, who is also its first administrator.

    Refuses when it exists already, when nothing of the choices would let people in, and an address in use.
    """
    refuse_unusable(choices)
    organisation = Organisation(pk=1)
    fill(organisation, choices)
    try:
        # Two people may end the wizard at once: there is one row, and the second is told.
        with transaction.atomic():
            organisation.save(force_insert=True)
    except IntegrityError as error:
        raise Refused(_("This installation already belongs to an organisation. Please sign in.")) from error

    person = open_account(manager)
    person.is_programme_manager = person.is_administrator = True
    person.save(update_fields=["is_programme_manager", "is_administrator"])
    record(OrganisationVerb.FOUNDED, by=person, target=organisation)
    record(Verb.PROGRAMME_MANAGER_MADE, by=person, target=person)
    record(Verb.ADMINISTRATOR_MADE, by=person, target=person)
    return person

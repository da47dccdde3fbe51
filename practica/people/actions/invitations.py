"""Bringing people in by letter, and handing over what was imported for them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from practica.events.actions import record
from practica.foundation.access import Refused, require
from practica.people import policies
from practica.people.actions.accounts import NewAccount, open_account, prove_address, refuse_taken
from practica.people.models import Invitation, Person
from practica.people.models.invitation import end_of_life
from practica.people.verbs import Verb


@transaction.atomic
def invite_person(email: str, *, by: Person) -> Invitation:
    """Send a letter with which a colleague opens an account; only programme managers and administrators (403).

    Refuses an address that somebody here has. Inviting again sends the letter again, for another fourteen days.
    """
    return _invite(email, as_guest=False, by=by)


@transaction.atomic
def invite_guest(email: str, *, by: Person) -> Invitation:
    """As `invite_person`, for somebody from outside, who sees only the communities they are a guest in."""
    return _invite(email, as_guest=True, by=by)


@transaction.atomic
def send_claim(person: Person, email: str, *, by: Person) -> Invitation:
    """Offer an imported person the account that holds what is theirs; refuses when they have one already."""
    person = Person.objects.select_for_update().get(pk=person.pk)
    require(policies.can_invite, by, person)
    if person.has_account:
        raise Refused(_("%(name)s already has an account.") % {"name": person.name})
    refuse_taken(email, but=person)
    Invitation.objects.waiting().filter(email__iexact=email, person=None).delete()

    Invitation.objects.waiting().filter(person=person).exclude(email__iexact=email).delete()
    invitation, _created = Invitation.objects.waiting().update_or_create(
        person=person,
        email=email.lower(),
        accepted_at=None,
        withdrawn_at=None,
        defaults={"invited_by": by, "expires_at": end_of_life()},
    )
    record(Verb.CLAIM_SENT, by=by, target=invitation)
    return invitation


@transaction.atomic
def withdraw_invitation(invitation: Invitation, *, by: Person) -> Invitation:
    """The letter's link stops working; refuses once it has been used."""
    invitation = Invitation.objects.select_for_update().get(pk=invitation.pk)
    require(policies.can_invite, by, invitation)
    if invitation.accepted_at or invitation.withdrawn_at:
        raise Refused(_("This invitation has already been used or withdrawn."))

    invitation.withdrawn_at, invitation.withdrawn_by = timezone.now(), by
    invitation.save(update_fields=["withdrawn_at", "withdrawn_by"])
    record(Verb.INVITATION_WITHDRAWN, by=by, target=invitation)
    return invitation


@transaction.atomic
def accept_invitation(invitation: Invitation, account: NewAccount) -> Person:
    """Open the account the letter offers; the letter proves the address. Refuses a link used, withdrawn or too old."""
    invitation = _locked(invitation)
    person = open_account(replace(account, email=invitation.email), as_guest=invitation.as_guest)
    _use(invitation, person)
    return person


@transaction.atomic
def claim_person(invitation: Invitation, account: NewAccount) -> Person:
    """An imported person takes over what is theirs: address, password and name; refuses as `accept_invitation`."""
    invitation = _locked(invitation)
    claimed: Any = invitation.person_id
    person = Person.objects.select_for_update().get(pk=claimed)
    if person.has_account:
        raise Refused(_("%(name)s already has an account.") % {"name": person.name})
    refuse_taken(invitation.email, but=person)

    person.name, person.email = account.name, invitation.email.lower()
    person.language, person.time_zone = account.language, account.time_zone
    person.set_password(account.password)
    person.claimed_at = timezone.now()
    person.save()
    prove_address(person)
    record(Verb.CLAIMED, by=person, target=person)
    _use(invitation, person)
    return person


def _invite(email: str, *, as_guest: bool, by: Person) -> Invitation:
    require(policies.can_invite, by, None)
    refuse_taken(email)
    invitation, _created = Invitation.objects.waiting().update_or_create(
        email=email.lower(),
        accepted_at=None,
        withdrawn_at=None,
        defaults={"invited_by": by, "as_guest": as_guest, "person": None, "expires_at": end_of_life()},
    )
    record(Verb.INVITED, by=by, target=invitation)
    return invitation


def _locked(invitation: Invitation) -> Invitation:
    found = Invitation.objects.select_for_update().usable().filter(pk=invitation.pk).first()
    if found is None:
        raise Refused(_("This invitation has been used or withdrawn, or is too old. Please ask for a new one."))
    return found


def _use(invitation: Invitation, person: Person) -> None:
    invitation.accepted_at, invitation.accepted_by = timezone.now(), person
    invitation.save(update_fields=["accepted_at", "accepted_by"])

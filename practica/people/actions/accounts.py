"""Accounts: how one comes to be, and is proved."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from allauth.account.models import EmailAddress
from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from practica.events.actions import moment_now, record
from practica.foundation.access import Refused
from practica.people.models import Invitation, Person
from practica.people.queries.handles import free_handle
from practica.people.verbs import Verb

if TYPE_CHECKING:
    from datetime import datetime


@dataclass(frozen=True)
class NewAccount:
    """What somebody says of themselves when they open an account."""

    name: str
    email: str
    password: str | None  # None: no password, this account is entered in another way
    language: str = "en"
    time_zone: str = "UTC"


@transaction.atomic
def sign_up(person: Person) -> Person:
    """Keep somebody who signed up; nobody sees them until they have proved their e-mail address."""
    give_handle(person)
    person.unconfirmed_since = timezone.now()
    person.save()
    return person


@transaction.atomic
def confirm_account(person: Person) -> Person:
    """The e-mail address is proved: from now on they are one of the organisation."""
    person = Person.objects.select_for_update().get(pk=person.pk)
    if person.unconfirmed_since is None:
        return person
    person.unconfirmed_since = None
    person.claimed_at = timezone.now()
    person.save(update_fields=["unconfirmed_since", "claimed_at"])
    end_waiting_invitations(person)
    record(Verb.JOINED, by=person, target=person)
    return person


@transaction.atomic
def forget_unconfirmed(before: datetime) -> int:
    """Take away sign-ups whose address nobody proved, so that the address is free again; says how many."""
    forgotten = Person.objects.filter(unconfirmed_since__lt=before, claimed_at=None)
    count: int = forgotten.count()
    forgotten.delete()
    return count


@transaction.atomic
def create_administrator(name: str, email: str, password: str) -> Person:
    """For the command line: an administrator's account; who has this address already becomes one, with this password."""
    person: Person | None = Person.objects.select_for_update().filter(email__iexact=email).first()
    if person is None:
        person = open_account(NewAccount(name, email, password))
    else:
        person.set_password(password)
        person.deactivated_at = person.unconfirmed_since = None
        person.claimed_at = person.claimed_at or timezone.now()
        person.save()
        prove_address(person)
    if not person.is_administrator:
        person.is_administrator = True
        person.save(update_fields=["is_administrator"])
        record(Verb.ADMINISTRATOR_MADE, by=None, target=person)
    return person


def open_account(new: NewAccount, *, as_guest: bool = False) -> Person:
    """A person with an account whose address needs no more proof; refuses an address somebody else has."""
    refuse_taken(new.email)
    person = Person(
        name=new.name,
        email=new.email.lower(),
        language=new.language,
        time_zone=new.time_zone,
        is_guest=as_guest,
        joined_at=moment_now(),
        claimed_at=moment_now(),
    )
    person.set_password(new.password)
    give_handle(person)
    person.save(force_insert=True)
    prove_address(person)
    record(Verb.JOINED, by=person, target=person)
    return person


def give_handle(person: Person) -> None:
    """A handle from the name; two namesakes at the same moment wait for one another."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('people.handle'))")
    person.handle = free_handle(person.name, but=person)


def prove_address(person: Person) -> None:
    """Tell the account library that this address is proved and the main one."""
    EmailAddress.objects.filter(user=person, primary=True).exclude(email__iexact=person.email).update(primary=False)
    EmailAddress.objects.update_or_create(
        user=person,
        email=(person.email or "").lower(),
        defaults={"verified": True, "primary": True},
    )


def refuse_taken(email: str, but: Person | None = None) -> None:
    taken = Person.objects.filter(email__iexact=email)
    addresses = EmailAddress.objects.filter(email__iexact=email, verified=True)
    if but is not None:
        taken, addresses = taken.exclude(pk=but.pk), addresses.exclude(user=but)
    if taken.exists() or addresses.exists():
        raise Refused(_("Somebody here already uses this e-mail address."))


def end_waiting_invitations(person: Person) -> None:
    """Somebody who came in by another door needs no invitation any more."""
    waiting = Invitation.objects.waiting().filter(email__iexact=person.email or "", person=None)
    waiting.update(accepted_at=timezone.now(), accepted_by=person)

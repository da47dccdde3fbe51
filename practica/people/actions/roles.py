"""Who runs the programme, who administers, and who is here at all."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from practica.events.actions import record
from practica.foundation.access import Refused, require
from practica.people import policies
from practica.people.models import Person
from practica.people.verbs import Verb


@transaction.atomic
def make_programme_manager(person: Person, *, by: Person) -> Person:
    """Let somebody run the programme; refuses people without an account and guests."""
    person = _locked(person)
    require(policies.can_give_programme, by, person)
    _refuse_unready(person)
    return _set(person, "is_programme_manager", Verb.PROGRAMME_MANAGER_MADE, by)


@transaction.atomic
def end_programme_manager(person: Person, *, by: Person) -> Person:
    """They no longer run the programme; refuses to leave it without anybody who does."""
    person = _locked(person)
    require(policies.can_give_programme, by, person)
    _refuse_last_manager(person)
    return _unset(person, "is_programme_manager", Verb.PROGRAMME_MANAGER_ENDED, by)


@transaction.atomic
def make_administrator(person: Person, *, by: Person) -> Person:
    """Let somebody administer the installation; only administrators may (403). Refuses as for programme managers."""
    person = _locked(person)
    require(policies.can_give_administration, by, person)
    _refuse_unready(person)
    return _set(person, "is_administrator", Verb.ADMINISTRATOR_MADE, by)


@transaction.atomic
def end_administrator(person: Person, *, by: Person) -> Person:
    """They no longer administer; refuses to leave the installation without anybody who does."""
    person = _locked(person)
    require(policies.can_give_administration, by, person)
    _refuse_last_administrator(person)
    return _unset(person, "is_administrator", Verb.ADMINISTRATOR_ENDED, by)


@transaction.atomic
def deactivate_person(person: Person, *, by: Person) -> Person:
    """Close an account: they are signed out and no longer listed; what they wrote stays.

    Refuses for the last programme manager and the last administrator, and when it is closed already. An
    administrator's account is closed by administrators only (403).
    """
    person = _locked(person)
    require(policies.can_give_administration if person.is_administrator else policies.can_manage_people, by, person)
    if not person.is_active:
        raise Refused(_("This account is already closed."))
    _refuse_last_manager(person)
    _refuse_last_administrator(person)

    person.deactivated_at = timezone.now()
    person.save(update_fields=["deactivated_at"])
    record(Verb.DEACTIVATED, by=by, target=person)
    return person


@transaction.atomic
def reactivate_person(person: Person, *, by: Person) -> Person:
    """Open a closed account again; refuses when it is open."""
    person = _locked(person)
    require(policies.can_give_administration if person.is_administrator else policies.can_manage_people, by, person)
    if person.is_active:
        raise Refused(_("This account is open."))

    person.deactivated_at = None
    person.save(update_fields=["deactivated_at"])
    record(Verb.REACTIVATED, by=by, target=person)
    return person


def _locked(person: Person) -> Person:
    """The person, with all who hold an office locked: two of the last two can't step down at once."""
    list(Person.objects.select_for_update().exclude(is_programme_manager=False, is_administrator=False).order_by("pk"))
    found: Person = Person.objects.select_for_update().get(pk=person.pk)
    return found


def _refuse_unready(person: Person) -> None:
    if not person.has_account or not person.is_active:
        raise Refused(_("%(name)s has no open account yet.") % {"name": person.name})
    if person.is_guest:
        raise Refused(_("A guest can't take on this role."))


def _refuse_last_manager(person: Person) -> None:
    others = Person.objects.active().filter(is_programme_manager=True).exclude(pk=person.pk)
    if person.is_programme_manager and not others.exists():
        raise Refused(_("%(name)s is the last programme manager. Name another one first.") % {"name": person.name})


def _refuse_last_administrator(person: Person) -> None:
    others = Person.objects.active().filter(is_administrator=True).exclude(pk=person.pk)
    if person.is_administrator and not others.exists():
        raise Refused(_("%(name)s is the last administrator. Name another one first.") % {"name": person.name})


def _set(person: Person, role: str, verb: Verb, by: Person) -> Person:
    if getattr(person, role):
        raise Refused(_("%(name)s already has this role.") % {"name": person.name})
    return _write(person, role, verb, by)


def _unset(person: Person, role: str, verb: Verb, by: Person) -> Person:
    if not getattr(person, role):
        raise Refused(_("%(name)s does not have this role.") % {"name": person.name})
    return _write(person, role, verb, by)


def _write(person: Person, role: str, verb: Verb, by: Person) -> Person:
    setattr(person, role, not getattr(person, role))
    person.save(update_fields=[role])
    record(verb, by=by, target=person)
    return person

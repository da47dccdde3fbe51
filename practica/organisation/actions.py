"""Changing what belongs to everybody."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext as _

from practica.events.actions import record
from practica.foundation.access import Refused, require
from practica.organisation import policies
from practica.organisation.models import Joining, Organisation, Unit
from practica.organisation.queries import forget_name
from practica.organisation.verbs import Verb

if TYPE_CHECKING:
    from practica.people.models import Person


@dataclass(frozen=True)
class OrganisationChoices:
    """What the organisation decides about itself."""

    name: str
    languages: list[str]
    time_zone: str
    joining: str = Joining.INVITATION
    email_domains: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    first_hue: str = ""


@transaction.atomic
def change_organisation(organisation: Organisation, choices: OrganisationChoices, *, by: Person) -> Organisation:
    """Set name, languages, zone and who may join; only administrators and programme managers (403).

    Refuses to let people join by e-mail domain without naming one.
    """
    organisation = Organisation.objects.select_for_update().get(pk=organisation.pk)
    require(policies.can_change_organisation, by, organisation)
    refuse_unusable(choices)

    fill(organisation, choices)
    organisation.save()
    record(Verb.CHANGED, by=by, target=organisation)
    return organisation


def refuse_unusable(choices: OrganisationChoices) -> None:
    """Refuses choices that would lock people out or leave the interface without a language."""
    if not choices.languages:
        raise Refused(_("Choose at least one language."))
    if choices.joining == Joining.DOMAIN and not choices.email_domains:
        raise Refused(_("Name at least one e-mail domain, or choose another way of joining."))


def fill(organisation: Organisation, choices: OrganisationChoices) -> None:
    organisation.name = choices.name
    organisation.languages = list(choices.languages)
    organisation.time_zone = choices.time_zone
    organisation.joining = choices.joining
    organisation.email_domains = list(choices.email_domains)
    transaction.on_commit(forget_name)
    organisation.places = list(choices.places)
    organisation.first_hue = choices.first_hue or organisation.first_hue


@transaction.atomic
def add_unit(name: str, *, parent: Unit | None, by: Person) -> Unit:
    """Name a part of the organisation; refuses a name that another unit has."""
    require(policies.can_change_units, by, None)
    _refuse_taken(name)

    unit = Unit.objects.create(name=name, parent=parent)
    record(Verb.UNIT_ADDED, by=by, target=unit, unit=unit)
    return unit


@transaction.atomic
def rename_unit(unit: Unit, name: str, *, by: Person) -> Unit:
    """Give a unit another name; refuses one that another unit has."""
    unit = Unit.objects.select_for_update().get(pk=unit.pk)
    require(policies.can_change_units, by, unit)
    _refuse_taken(name, but=unit)

    unit.name = name
    unit.save(update_fields=["name"])
    record(Verb.UNIT_RENAMED, by=by, target=unit, unit=unit)
    return unit


@transaction.atomic
def merge_unit(unit: Unit, *, into: Unit, by: Person) -> Unit:
    """Move the people, communities and parts of a unit to another one and end it.

    Refuses to merge a unit into itself or into one of its parts. What was recorded of the old unit stays recorded.
    """
    units = {one.pk: one for one in Unit.objects.select_for_update().order_by("pk")}
    require(policies.can_change_units, by, unit)
    if into.pk == unit.pk or _is_below(into, unit, units):
        raise Refused(_("A unit can't be merged into itself or into one of its own parts."))

    relations: Any = unit._meta.related_objects
    for relation in relations:
        name = relation.field.name
        relation.related_model._default_manager.filter(**{name: unit}).update(**{name: into})
    record(Verb.UNIT_MERGED, by=by, target=into, unit=into)
    unit.delete()
    return into


def _is_below(unit: Unit, above: Unit, units: dict[int, Unit]) -> bool:
    parent_id = units[unit.pk].parent_id
    while parent_id is not None:
        if parent_id == above.pk:
            return True
        parent_id = units[parent_id].parent_id
    return False


def _refuse_taken(name: str, but: Unit | None = None) -> None:
    taken = Unit.objects.filter(name__iexact=name)
    if but is not None:
        taken = taken.exclude(pk=but.pk)
    if taken.exists():
        raise Refused(_("There is already a unit called “%(name)s”.") % {"name": name})

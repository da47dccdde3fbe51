"""What a person says of themselves."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from django.db import transaction

from practica.events.actions import record
from practica.files.actions import store_photo
from practica.foundation.access import require
from practica.people import policies
from practica.people.models import Availability, Expertise, Person
from practica.people.verbs import Verb

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.core.files.base import File


@dataclass(frozen=True)
class Profile:
    """What colleagues read of a person; `expertise` maps a tag to a level."""

    name: str
    expertise: Mapping[str, str]
    headline: str = ""
    unit: Any = None
    place: str = ""
    ask_me_about: str = ""
    passions: str = ""
    availability: str = Availability.OPEN
    availability_note: str = ""


@dataclass(frozen=True)
class Preferences:
    """How the product speaks to a person."""

    language: str
    time_zone: str
    theme: str


@transaction.atomic
def change_profile(person: Person, profile: Profile, *, by: Person) -> Person:
    """Set what colleagues read; only of oneself (403). The handle stays: texts already mention it."""
    person = Person.objects.select_for_update().get(pk=person.pk)
    require(policies.can_change_profile, by, person)

    facts = asdict(profile)
    expertise = facts.pop("expertise")
    # asdict copies deeply, and a copied unit is another object than the one that was chosen.
    facts["unit"] = profile.unit
    for field, value in facts.items():
        setattr(person, field, value)
    person.save(update_fields=list(facts))
    _set_expertise(person, expertise)
    record(Verb.PROFILE_CHANGED, by=by, target=person)
    return person


@transaction.atomic
def change_preferences(person: Person, preferences: Preferences, *, by: Person) -> Person:
    """Set language, time zone and theme; only of oneself (403)."""
    person = Person.objects.select_for_update().get(pk=person.pk)
    require(policies.can_change_profile, by, person)

    facts = asdict(preferences)
    for field, value in facts.items():
        setattr(person, field, value)
    person.save(update_fields=list(facts))
    return person


@transaction.atomic
def change_photo(person: Person, upload: File[bytes], *, by: Person) -> Person:
    """Show another photo: cut square and written anew, so that nothing hidden in the file is kept; only one's own (403).

    Refuses what is not a picture.
    """
    person = Person.objects.select_for_update().get(pk=person.pk)
    require(policies.can_change_profile, by, person)

    person.photo = store_photo(upload, by=person)
    person.save(update_fields=["photo"])
    record(Verb.PROFILE_CHANGED, by=by, target=person)
    return person


@transaction.atomic
def remove_photo(person: Person, *, by: Person) -> Person:
    """Show initials again; only one's own (403)."""
    person = Person.objects.select_for_update().get(pk=person.pk)
    require(policies.can_change_profile, by, person)

    person.photo = None
    person.save(update_fields=["photo"])
    record(Verb.PROFILE_CHANGED, by=by, target=person)
    return person


def _set_expertise(person: Person, wanted: Mapping[str, str]) -> None:
    """Tags are the same whatever their case; the last level said of a tag counts."""
    levels = {tag.lower(): (tag, level) for tag, level in wanted.items()}
    kept = {one.tag.lower(): one for one in person.expertise.all()}
    person.expertise.filter(pk__in=[one.pk for tag, one in kept.items() if tag not in levels]).delete()
    for key, (tag, level) in levels.items():
        row = kept.get(key) or Expertise(person=person)
        row.tag, row.level = tag, level
        row.save()

"""What the takers share: who is who, what is where, and which number a thing will have before it exists."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db import connection
from django.urls import reverse

from practica.communities.models import Community
from practica.exchange.governance.groups import Position
from practica.exchange.governance.links import Rewriter
from practica.exchange.governance.wanted import ASSETS, Part, Places, Wanted, roles_of
from practica.exchange.intake.facts import fingerprints, words_of
from practica.exchange.intake.plan import SOURCE, Change
from practica.exchange.models import ImportedRecord
from practica.files.models import StoredFile
from practica.library.models import Asset
from practica.people.models import Person

if TYPE_CHECKING:
    from django.db.models import Model

    from practica.exchange.governance.folder import Folder
    from practica.exchange.intake.plan import Plan, Step
    from practica.exchange.models import ImportRun

ASSET = Asset._meta.label_lower


class Desk:
    """The work in hand: one folder, one plan, one person who answers for it."""

    def __init__(self, plan: Plan, folder: Folder, run: ImportRun) -> None:
        self.plan, self.folder, self.run = plan, folder, run
        self.by: Person = run.started_by
        self.records = {record.key: record for record in ImportedRecord.objects.filter(source=SOURCE)}
        self.groups = {group.folder: group for group in plan.wish.groups}
        self.places = Places(plan.wish.groups, plan.wish.inventory)
        self.rewriter = Rewriter(self.address_of, plan.wish.origin)
        self.charters = {thing.key: thing.group for thing in plan.wish.of(Part.CHARTER)}
        self._things: dict[str, Any] = {}

    def note(self, wanted: Wanted, thing: Model) -> None:
        """Keep what a wanted thing became."""
        record = self.records.get(wanted.key)
        if record is None:
            record = ImportedRecord(source=SOURCE, key=wanted.key)
        record.target_type, record.target_id = thing._meta.label_lower, thing.pk
        record.content_hash, record.run = wanted.digest, self.run
        if wanted.part is Part.COMMUNITY:
            record.facts = fingerprints(words_of(wanted.subject))
        if wanted.part is Part.PERSON:
            # For whoever offers them an account; it is no address of an account, so that no letter can go there.
            record.facts = {"email": wanted.subject.email}
        record.save()
        self.records[wanted.key] = record
        self._things[wanted.key] = thing

    def forget(self) -> None:
        """After a rollback: read again what is there."""
        self._things.clear()
        self.records = {record.key: record for record in ImportedRecord.objects.filter(source=SOURCE)}

    def thing(self, key: str) -> Any:
        """What the key became, read once."""
        if key not in self._things:
            record = self.records[key]
            self._things[key] = apps.get_model(record.target_type)._default_manager.get(pk=record.target_id)
        return self._things[key]

    def has(self, key: str) -> bool:
        record = self.records.get(key)
        return record is not None and not record.is_reserved

    def community(self, group: str) -> Community:
        community: Community = self.thing(group)
        return community

    def person(self, key: str) -> Person:
        person: Person = self.thing(f"people/{key}")
        return person

    def host(self, group: str) -> Person:
        """Who answers for what is brought into the group: its first facilitator who belongs to it."""
        key = f"host of {group}"
        if key not in self._things:
            self._things[key] = self.hosts(group)[0]
        found: Person = self._things[key]
        return found

    def hosts(self, group: str) -> list[Person]:
        """Its facilitators as they are now, the chairs of the folder first."""
        chairs = [role.person.key for role in roles_of(self.groups[group]) if role.position is Position.CHAIR]
        numbers = {self.person(chair).pk: place for place, chair in enumerate(chairs) if self.has(f"people/{chair}")}
        found = [membership.person for membership in self.community(group).facilitators]
        return sorted(found, key=lambda person: numbers.get(person.pk, len(numbers)))

    def reserve_numbers(self) -> None:
        """Give every asset that will be added its number now, so that texts can link to each other in one go."""
        fresh = [step for step in self.plan.work if self._needs_number(step)]
        with connection.cursor() as cursor:
            sequence = "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)"
            cursor.execute(sequence, [Asset._meta.db_table, len(fresh)])
            numbers = [row[0] for row in cursor.fetchall()]
        for step, number in zip(fresh, numbers, strict=True):
            key = step.wanted.key
            self.records[key] = ImportedRecord(
                source=SOURCE, key=key, target_type=ASSET, target_id=number, run=self.run
            )
        ImportedRecord.objects.bulk_create([self.records[step.wanted.key] for step in fresh], batch_size=1000)

    def _needs_number(self, step: Step) -> bool:
        return step.change is Change.TAKEN and step.wanted.part in ASSETS and step.wanted.key not in self.records

    def number_of(self, key: str) -> int:
        return self.records[key].target_id

    def address_of(self, path: str) -> str | None:
        """Where a file or folder of the folder is to be seen now; None when it was not taken in."""
        key = self.places.key_of(path)
        if key is None:
            return None
        if key in self.groups:
            return self.community(key).get_absolute_url() if self.has(key) else None
        if key in self.charters:
            group = self.charters[key]
            return reverse("communities:about", args=[self.community(group).slug]) if self.has(group) else None
        record = self.records.get(key)
        if record is None:
            return None
        if record.target_type == ASSET:
            return reverse("library:asset", args=[record.target_id])
        return self.thing(key).get_absolute_url() if isinstance(self.thing(key), StoredFile) else None

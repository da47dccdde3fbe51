"""All that a folder asks to be kept, each thing with a key that stays and a digest that changes with its content."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_noop as _

from practica.exchange.governance.documents import file_title, read_document
from practica.exchange.governance.groups import Contact, Group, Individual, Position, Section, Skipped
from practica.exchange.governance.html import without_html
from practica.exchange.governance.inventory import Entry, Inventory, Treatment, take_inventory
from practica.exchange.governance.links import Rewriter
from practica.exchange.governance.origin import Origin, origin_of
from practica.exchange.governance.reader import read_governance
from practica.exchange.governance.series import series_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from practica.exchange.governance.documents import Document
    from practica.exchange.governance.folder import Folder


class Part(StrEnum):
    """The kinds of things that are taken in, in the order in which each needs those before it."""

    PERSON = "people"
    COMMUNITY = "communities"
    MEMBERSHIP = "memberships"
    SPONSOR = "sponsors"
    SERIES = "series"
    PICTURE = "pictures"
    CHARTER = "charters"
    DIRECTORY = "directories"
    DOCUMENT = "documents"
    FILE = "files"


# What is an asset of the library, with an address that others link to.
ASSETS = (Part.DIRECTORY, Part.DOCUMENT, Part.FILE)
# A person with several positions in one group has the first of these that fits.
STANDING = (Position.CHAIR, Position.TECHNICAL_LEAD, Position.SUBPROJECT_LEAD, Position.EMERITUS)
TITLES = {Section.SPECIAL_INTEREST: "SIG {}", Section.WORKING: "WG {}", Section.USER: "UG {}"}


@dataclass(frozen=True)
class Wanted:
    """One thing the folder asks for; `group` is the folder of the group it belongs to."""

    part: Part
    key: str
    name: str
    group: str
    digest: str
    subject: Any = field(repr=False)


@dataclass(frozen=True)
class Role:
    """The one position of a person in a group that counts."""

    person: Individual
    position: Position


@dataclass(frozen=True)
class Wish:
    """All wanted things of a folder, and all that is not wanted, with the reason."""

    groups: tuple[Group, ...]
    things: tuple[Wanted, ...]
    skipped: tuple[Skipped, ...]
    inventory: Inventory
    origin: Origin

    def of(self, part: Part) -> list[Wanted]:
        return [thing for thing in self.things if thing.part is part]


def name_of(group: Group) -> str:
    """As people say it: “SIG Network”, “WG Batch”, “Steering Committee”."""
    if group.section is Section.COMMITTEE:
        return group.name if "committee" in group.name.casefold() else f"{group.name} Committee"
    return TITLES[group.section].format(group.name)


def digest(*facts: object) -> str:
    return sha256(repr(facts).encode()).hexdigest()


def read_wish(folder: Folder, *, since: date) -> Wish:
    """What the folder asks for. Raises UnreadableFolder; series without a written start begin on or after `since`."""
    governance = read_governance(folder.root)
    inventory = take_inventory(folder, governance)
    origin = origin_of(folder, governance)
    reading = _Reading(folder, governance.groups, inventory, origin)
    things = [
        *(_person(person) for person in governance.people),
        *(_community(group) for group in governance.groups),
        *(thing for group in governance.groups for thing in _roles(group)),
        *(thing for group in governance.groups for thing in _series(group, since)),
        *reading.files(),
    ]
    order = list(Part)
    things.sort(key=lambda thing: order.index(thing.part))
    skipped = (
        *governance.skipped,
        *inventory.skipped(),
        *_not_here(governance.groups),
        *_own_liaisons(governance.groups),
    )
    return Wish(governance.groups, tuple(things), skipped, inventory, origin)


def _person(person: Individual) -> Wanted:
    facts = digest(person.name, person.company, person.email)
    return Wanted(Part.PERSON, f"people/{person.key}", person.name, "", facts, person)


def _community(group: Group) -> Wanted:
    facts = digest(
        name_of(group), group.mission, group.contact, group.stakeholders, [p.name for p in group.subprojects]
    )
    return Wanted(Part.COMMUNITY, group.folder, name_of(group), group.folder, facts, group)


def roles_of(group: Group) -> list[Role]:
    """Each person of the group once, with the position that counts most."""
    found: dict[str, Role] = {}
    for position in STANDING:
        for person in group.held_by(position):
            found.setdefault(person.key, Role(person, position))
    return list(found.values())


def sponsor_of(group: Group) -> Individual | None:
    """The liaison, unless they chair the group themselves: nobody sponsors what they facilitate."""
    liaisons = group.held_by(Position.LIAISON)
    chairs = {person.key for person in group.held_by(Position.CHAIR)}
    return liaisons[0] if liaisons and liaisons[0].key not in chairs else None


def _roles(group: Group) -> Iterator[Wanted]:
    for role in roles_of(group):
        key = f"{group.folder}/roles/{role.person.key}"
        yield Wanted(Part.MEMBERSHIP, key, role.person.name, group.folder, digest(str(role.position)), role)
    if sponsor := sponsor_of(group):
        key = f"{group.folder}/sponsor"
        yield Wanted(Part.SPONSOR, key, sponsor.name, group.folder, digest(sponsor.key), sponsor)


def _series(group: Group, since: date) -> Iterator[Wanted]:
    for series in series_of(group, since=since):
        facts = digest(series.title, series.rhythm.words, series.meeting.url)
        yield Wanted(Part.SERIES, series.key, series.title, group.folder, facts, series)


def _not_here(groups: tuple[Group, ...]) -> list[Skipped]:
    return [
        Skipped(
            f"{group.folder}: charter {group.charter}", _("The charter is kept elsewhere; its address is kept here.")
        )
        for group in groups
        if "://" in group.charter
    ]


def _own_liaisons(groups: tuple[Group, ...]) -> list[Skipped]:
    return [
        Skipped(f"{group.folder}: liaison", _("The liaison chairs the group; nobody sponsors what they facilitate."))
        for group in groups
        if group.held_by(Position.LIAISON) and not sponsor_of(group)
    ]


@dataclass(frozen=True)
class Page:
    """A document with the place it came from; its links still lead to paths."""

    document: Document
    entry: Entry


@dataclass(frozen=True)
class Directory:
    """A page made from what the list of groups says: where a group is found, or what it owns."""

    group: Group
    is_of_subprojects: bool


class _Reading:
    """Reads each file once."""

    def __init__(self, folder: Folder, groups: tuple[Group, ...], inventory: Inventory, origin: Origin) -> None:
        self.folder, self.groups, self.inventory, self.origin = folder, groups, inventory, origin
        self.names = {group.folder: group.name for group in groups}
        self.places = Places(groups, inventory)
        self.rewriter = Rewriter(self.places.key_of, origin)

    def files(self) -> Iterator[Wanted]:
        for group in self.groups:
            yield from self._directories(group)
        for entry in self.inventory.of(Treatment.CHARTER, Treatment.DOCUMENT):
            yield self._page(entry)
        for entry in self.inventory.of(Treatment.FILE, Treatment.PICTURE):
            part = Part.PICTURE if entry.treatment is Treatment.PICTURE else Part.FILE
            octets = sha256(self.folder.octets(entry.path)).hexdigest()
            yield Wanted(part, entry.path, file_title(entry.path), entry.folder, octets, entry)

    def _page(self, entry: Entry) -> Wanted:
        document = read_document(entry.path, without_html(self.folder.text(entry.path)), group=self.names[entry.folder])
        # With links to keys, not to addresses: those are only known once everything has been taken in.
        body = self.rewriter.rewrite(document.body, at=entry.path).text
        facts = digest(document.title, str(document.kind), document.tags, document.dated, body)
        part = Part.CHARTER if entry.treatment is Treatment.CHARTER else Part.DOCUMENT
        return Wanted(part, entry.path, document.title, entry.folder, facts, Page(document, entry))

    def _directories(self, group: Group) -> Iterator[Wanted]:
        name, liaisons = name_of(group), group.held_by(Position.LIAISON)
        if group.contact != Contact() or group.meetings or group.stakeholders or liaisons or "://" in group.charter:
            facts = digest(group.contact, group.meetings, group.stakeholders, group.charter, liaisons)
            page = Directory(group, is_of_subprojects=False)
            yield Wanted(Part.DIRECTORY, f"{group.folder}/where", f"Where to find {name}", group.folder, facts, page)
        if group.subprojects:
            leads = [each for each in group.appointments if each.position is Position.SUBPROJECT_LEAD]
            facts = digest(group.subprojects, leads)
            page = Directory(group, is_of_subprojects=True)
            yield Wanted(
                Part.DIRECTORY, f"{group.folder}/subprojects", f"Subprojects of {name}", group.folder, facts, page
            )


class Places:
    """From a path in a link to the key of what is kept for it: a file, a folder's page, or a community."""

    def __init__(self, groups: tuple[Group, ...], inventory: Inventory) -> None:
        kept = (Treatment.CHARTER, Treatment.DOCUMENT, Treatment.FILE, Treatment.PICTURE)
        self.files = {entry.path for entry in inventory.of(*kept)}
        self.groups = {group.folder for group in groups}

    def key_of(self, path: str) -> str | None:
        if path in self.files or path in self.groups:
            return path
        if f"{path}/README.md" in self.files:
            return f"{path}/README.md"
        folder = path.removesuffix("/README.md")
        return folder if folder in self.groups else None

"""Reads `sigs.yaml` into groups and people; whatever it does not know is named, not lost."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from practica.exchange.governance.groups import (
    Appointment,
    Contact,
    Governance,
    Group,
    Individual,
    Meeting,
    Position,
    Section,
    Skipped,
    Subproject,
    Team,
)
from practica.foundation.text_fields import clean_line, clean_text

FILE = "sigs.yaml"
# A year of every group's facts is far smaller; a larger file is a mistake or an attack.
LARGEST = 5 * 1024 * 1024
LEADERSHIP = (Position.CHAIR, Position.TECHNICAL_LEAD, Position.EMERITUS)
KNOWN = {
    "dir", "name", "mission_statement", "charter_link", "label", "leadership", "meetings", "contact", "subprojects",
    "stakeholder_sigs",
}  # fmt: skip

Mapping = dict[str, Any]


class UnreadableFolder(ValueError):
    """The folder is not laid out as one this can read; the text says what to do."""


def read_governance(folder: Path) -> Governance:
    """All of `sigs.yaml`. Raises UnreadableFolder when it is absent or not a list of groups."""
    document = _document(folder / FILE)
    groups: list[Group] = []
    skipped: list[Skipped] = []
    for heading, entries in document.items():
        if heading not in set(Section):
            skipped.append(Skipped(f"{FILE}: {heading}", _("It belongs to no group, so no community can hold it.")))
            continue
        for entry in _mappings(entries, f"“{heading}”"):
            groups.append(_group(Section(heading), entry))
            skipped.extend(
                Skipped(f"{FILE}: {entry['dir']}: {key}", _("This heading is not known."))
                for key in entry.keys() - KNOWN
            )
    if not groups:
        raise UnreadableFolder(gettext("%(file)s names no group.") % {"file": FILE})
    return Governance(tuple(groups), _merged(groups), tuple(skipped))


def _document(path: Path) -> Mapping:
    if not path.is_file():
        raise UnreadableFolder(
            gettext("There is no %(file)s in %(folder)s. Choose the folder it lies in.")
            % {"file": FILE, "folder": path.parent.name or path.parent}
        )
    if path.stat().st_size > LARGEST:
        raise UnreadableFolder(
            gettext("%(file)s is larger than %(limit)s MB.") % {"file": FILE, "limit": LARGEST // 1024 // 1024}
        )
    try:
        document = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (yaml.YAMLError, UnicodeDecodeError, RecursionError) as error:
        raise UnreadableFolder(
            gettext("%(file)s is not readable YAML: %(error)s") % {"file": FILE, "error": error}
        ) from error
    if not isinstance(document, dict):
        raise UnreadableFolder(gettext("%(file)s has no headings; it should begin with “sigs:”.") % {"file": FILE})
    return document


def _mappings(entries: object, where: str) -> list[Mapping]:
    if entries is None:
        return []
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise UnreadableFolder(
            gettext("%(file)s: %(where)s should be a list of entries.") % {"file": FILE, "where": where}
        )
    return entries


def _text(entry: Mapping, key: str) -> str:
    value = entry.get(key)
    if isinstance(value, list | dict):
        # Written out, a list of lists that names itself a few times over would fill the machine.
        raise UnreadableFolder(
            gettext("%(file)s: %(where)s should be words, not a list.") % {"file": FILE, "where": key[:60]}
        )
    words = "" if value is None else str(value).strip()
    return clean_text(words) if "\n" in words else clean_line(words)


def _required(entry: Mapping, key: str, where: str) -> str:
    if text := _text(entry, key):
        return text
    raise UnreadableFolder(
        gettext("%(file)s: %(where)s has no “%(key)s”.") % {"file": FILE, "where": where, "key": key}
    )


def _group(section: Section, entry: Mapping) -> Group:
    name = _required(entry, "name", f"a group under “{section}”")
    folder = _required(entry, "dir", name)
    subprojects = _mappings(entry.get("subprojects"), f"subprojects of {name}")
    return Group(
        section=section,
        folder=folder.strip("/"),
        name=name,
        mission=_text(entry, "mission_statement"),
        charter=_text(entry, "charter_link"),
        label=_text(entry, "label"),
        contact=_contact(entry),
        appointments=tuple(_appointments(entry, subprojects, name)),
        meetings=tuple(_meetings(entry, subprojects, name)),
        subprojects=tuple(_subproject(each, name) for each in subprojects),
        stakeholders=tuple(str(each) for each in entry.get("stakeholder_sigs") or ()),
    )


def _appointments(entry: Mapping, subprojects: list[Mapping], name: str) -> Iterator[Appointment]:
    leadership = entry.get("leadership") or {}
    for position in LEADERSHIP:
        for person in _mappings(leadership.get(position), f"{position} of {name}"):
            yield Appointment(_individual(person, name), position)
    if liaison := (entry.get("contact") or {}).get("liaison"):
        yield Appointment(_individual(liaison, name), Position.LIAISON)
    for subproject in subprojects:
        for person in _mappings(subproject.get("leads"), f"leads of {name}"):
            yield Appointment(_individual(person, name), Position.SUBPROJECT_LEAD, _text(subproject, "name"))


def _individual(entry: Mapping, where: str) -> Individual:
    github = _required(entry, "github", f"a person of {where}").removeprefix("@")
    return Individual(github, _text(entry, "name") or github, _text(entry, "company"), _text(entry, "email"))


def _meetings(entry: Mapping, subprojects: list[Mapping], name: str) -> Iterator[Meeting]:
    for meeting in _mappings(entry.get("meetings"), f"meetings of {name}"):
        yield _meeting(meeting, "")
    for subproject in subprojects:
        for meeting in _mappings(subproject.get("meetings"), f"meetings of {name}"):
            yield _meeting(meeting, _text(subproject, "name"))


def _meeting(entry: Mapping, subproject: str) -> Meeting:
    words = ("description", "day", "time", "tz", "frequency", "url", "archive_url", "recordings_url", "calendar_url")
    return Meeting(subproject=subproject, **{word: _text(entry, word) for word in words})


def _subproject(entry: Mapping, where: str) -> Subproject:
    return Subproject(
        name=_required(entry, "name", f"a subproject of {where}"),
        description=_text(entry, "description"),
        owners=tuple(str(each) for each in entry.get("owners") or ()),
        contact=_contact(entry),
    )


def _contact(entry: Mapping) -> Contact:
    contact = entry.get("contact") or {}
    return Contact(
        slack=_text(contact, "slack"),
        mailing_list=_text(contact, "mailing_list"),
        private_mailing_list=_text(contact, "private_mailing_list"),
        teams=tuple(
            Team(_text(team, "name"), _text(team, "description"))
            for team in _mappings(contact.get("teams"), "teams")
            if _text(team, "name")
        ),
    )


def _merged(groups: list[Group]) -> tuple[Individual, ...]:
    """Each person once, with the first name and every other fact found anywhere."""
    people: dict[str, Individual] = {}
    for person in (appointment.person for group in groups for appointment in group.appointments):
        known = people.get(person.key)
        if known is None:
            people[person.key] = person
        else:
            people[person.key] = Individual(
                known.github, known.name, known.company or person.company, known.email or person.email
            )
    return tuple(people.values())

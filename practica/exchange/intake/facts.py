"""What the list of groups says of a group, in the fields of a community."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING, Any

from practica.communities.models import Formality, Visibility
from practica.exchange.governance.groups import Section
from practica.exchange.governance.wanted import name_of
from practica.foundation.richtext import excerpt

if TYPE_CHECKING:
    from practica.communities.models import Community
    from practica.exchange.governance.groups import Group

LONGEST_TAGLINE, LONGEST_TEXT, LONGEST_SCOPE, LONGEST_CONTACT, LONGEST_RHYTHM = 240, 4000, 2000, 300, 200


def words_of(group: Group) -> dict[str, Any]:
    mission = " ".join(group.mission.split())
    stakeholders = ", ".join(f"SIG {name}" for name in group.stakeholders)
    return {
        "name": name_of(group),
        "tagline": excerpt(mission, LONGEST_TAGLINE - 1),
        "domain": excerpt(group.mission.strip(), LONGEST_TEXT - 1),
        "community": stakeholders[:LONGEST_TEXT],
        "scope_in": excerpt(", ".join(each.name for each in group.subprojects), LONGEST_SCOPE - 1),
        "rhythm": _rhythm(group),
        "contact": _contact(group),
        "languages": ["en"],
        "topics": [group.label] if group.label else [],
        "visibility": Visibility.REQUEST if group.section is Section.COMMITTEE else Visibility.OPEN,
        "formality": Formality.CHARTERED if group.charter else Formality.INFORMAL,
    }


def _rhythm(group: Group) -> str:
    regular = [each for each in group.meetings if not each.subproject]
    words = [f"{each.description}: {each.frequency}, {each.day} {each.time} {each.tz}" for each in regular[:2]]
    return excerpt("; ".join(words), LONGEST_RHYTHM - 1)


def _contact(group: Group) -> str:
    slack = f"Slack #{group.contact.slack}" if group.contact.slack else ""
    return " · ".join(part for part in (slack, group.contact.mailing_list) if part)[:LONGEST_CONTACT]


def fingerprints(words: dict[str, Any]) -> dict[str, str]:
    """What was written, so that later it can be told whether somebody has changed it here."""
    return {name: _fingerprint(value) for name, value in words.items()}


def _fingerprint(value: object) -> str:
    return sha256(repr(str(value)).encode()).hexdigest()[:16]


def untouched(community: Community, words: dict[str, Any], facts: dict[str, str]) -> dict[str, Any]:
    """Only what nobody has changed here since: what people wrote stays."""
    return {
        name: value
        for name, value in words.items()
        if _fingerprint(getattr(community, name)) == facts.get(name) and name not in {"formality", "visibility"}
    }

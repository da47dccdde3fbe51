"""When we write to you: a choice a community, one for what is yours by name, one for the weekly letter."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from practica.notices.models import How
from practica.notices.preferences import (
    belongings,
    prefer,
    prefer_digest,
    preferences_of,
    wants_digest,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

PERSONAL, DIGEST = "personal", "digest"


@dataclass(frozen=True)
class Choice:
    """One line of the form; `community` is None for what is not about one."""

    name: str
    label: str
    value: str
    options: list[tuple[str, str]]
    community: Any = None


def choices_of(person: Any) -> list[Choice]:
    chosen = preferences_of(person)
    hows = [(how.value, str(how.label)) for how in How]
    weekly = [("on", _("On Fridays")), ("off", _("Never"))]
    first = [
        Choice(PERSONAL, _("For you by name"), chosen.get(None, How.NOW), hows),
        Choice(DIGEST, _("Weekly digest"), "on" if wants_digest(person) else "off", weekly),
    ]
    return first + [
        Choice(f"community-{one.pk}", one.name, chosen.get(one.pk, How.DIGEST), hows, one) for one in belongings(person)
    ]


def save_choices(person: Any, given: Mapping[str, str]) -> None:
    """Takes what is offered and nothing else; what is missing or unknown stays as it was."""
    for choice in choices_of(person):
        value = given.get(choice.name, "")
        if value == choice.value or value not in dict(choice.options):
            continue
        if choice.name == DIGEST:
            prefer_digest(person, is_wanted=value == "on")
        else:
            prefer(person, choice.community.pk if choice.community else None, How(value))

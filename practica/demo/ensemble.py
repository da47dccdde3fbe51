"""The organisation and its eighty people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from practica.demo.script import Part, cast
from practica.organisation.actions import OrganisationChoices, add_unit
from practica.people.actions.accounts import NewAccount, open_account
from practica.people.actions.founding import found_organisation
from practica.people.actions.profile import Profile, change_profile

if TYPE_CHECKING:
    from practica.demo.stage import Stage
    from practica.organisation.models import Unit
    from practica.people.models import Person

PEOPLE, JOINED_OVER = 80, 330


def make_organisation(stage: Stage) -> None:
    """Inés founds it a year ago; the others arrive over the year, Marta last."""
    script = cast()
    facts = script["organisation"]
    choices = OrganisationChoices(facts["name"], ["es", "en"], facts["time_zone"], places=tuple(script["towns"]))
    with stage.at(stage.moment(364)):
        manager = found_organisation(choices, _account("ines", script["people"]["ines"], facts["time_zone"]))
        units = {name: add_unit(name, parent=None, by=manager) for name in script["units"]}
    stage.people["ines"] = manager
    _describe(manager, script["people"]["ines"], units, stage, 363)
    for key, facts_of in {**script["people"], **_others(stage, script)}.items():
        if key != "ines":
            days = 38 if key == "marta" else stage.chance.uniform(352, 362)
            _arrive(stage, key, facts_of, units, days)


def _arrive(stage: Stage, key: str, facts: Part, units: dict[str, Unit], days: float) -> None:
    with stage.at(stage.moment(days)):
        person = open_account(_account(key, facts, str(stage.zone)))
    stage.people[key] = person
    _describe(person, facts, units, stage, days - 0.5)


def welcome_guest(stage: Stage, facts: Part, days: float) -> Person:
    """Somebody from another organisation, who sees only the community they are invited to."""
    with stage.at(stage.moment(days)):
        guest = open_account(_account(facts["email"], facts, str(stage.zone)), as_guest=True)
    stage.people[facts["email"]] = guest
    _describe(guest, facts, {}, stage, days - 0.2)
    return guest


def _describe(person: Person, facts: Part, units: dict[str, Unit], stage: Stage, days: float) -> None:
    profile = Profile(
        name=person.name,
        expertise=facts.get("expertise", {}),
        headline=facts["headline"],
        unit=units.get(facts.get("unit", "")),
        place=facts["place"],
        ask_me_about=facts.get("ask", ""),
        passions=facts.get("passions", ""),
        availability=facts.get("availability", "open"),
        availability_note=facts.get("note", ""),
    )
    with stage.at(stage.moment(days)):
        change_profile(person, profile, by=person)


def _account(key: str, facts: Part, zone: str) -> NewAccount:
    return NewAccount(facts["name"], f"{key}@litoral.example", None, facts["language"], facts.get("zone", zone))


def _others(stage: Stage, script: Part) -> dict[str, Part]:
    """The rest of the eighty: names from two lists, and what somebody of their unit does, knows and likes."""
    names = [f"{first} {last}" for first in script["first_names"] for last in script["last_names"]]
    stage.chance.shuffle(names)
    # The guest, who comes later, is one of the eighty too.
    wanted = PEOPLE - len(script["people"]) - 1
    units = list(script["units"])
    return {
        f"person{number}": _somebody(stage, script, name, units[number % len(units)], number)
        for number, name in enumerate(names[:wanted])
    }


def _somebody(stage: Stage, script: Part, name: str, unit: str, number: int) -> Part:
    chance, folk = stage.chance, script["units"][unit]
    headlines = folk["headlines"]
    levels = chance.choices(["learning", "practising", "can_help", "can_teach"], [2, 4, 3, 1], k=3)
    tags = chance.sample(folk["tags"], chance.randint(1, 3))
    availability = chance.choices(["open", "busy", "away"], [8, 2, 1])[0]
    return {
        "name": name,
        "unit": unit,
        "place": chance.choice(script["towns"]),
        "language": chance.choice(["es", "es", "en"]),
        "headline": headlines[number // len(script["units"]) % len(headlines)],
        "expertise": dict(zip(tags, levels, strict=False)),
        "ask": chance.choice([*folk["asks"], ""]),
        "passions": chance.choice(script["passions"]),
        "availability": availability,
        "note": "" if availability == "open" else chance.choice(script[f"{availability}_notes"]),
    }

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
    choices = OrganisationChoices(name=facts["name"], languages=["es", "en"], time_zone=facts["time_zone"])
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


def _describe(person: Person, facts: Part, units: dict[str, Unit], stage: Stage, days: float) -> None:
    profile = Profile(
        name=person.name,
        expertise=facts.get("expertise", {}),
        headline=facts["headline"],
        unit=units[facts["unit"]],
        place=facts["place"],
        ask_me_about=facts.get("ask", ""),
        passions=facts.get("passions", ""),
    )
    with stage.at(stage.moment(days)):
        change_profile(person, profile, by=person)


def _account(key: str, facts: Part, zone: str) -> NewAccount:
    return NewAccount(facts["name"], f"{key}@litoral.example", None, facts["language"], zone)


def _others(stage: Stage, script: Part) -> dict[str, Part]:
    """The rest of the eighty: names from two lists, a unit and a town each."""
    names = [f"{first} {last}" for first in script["first_names"] for last in script["last_names"]]
    stage.chance.shuffle(names)
    people: dict[str, Part] = {}
    for number, name in enumerate(names[: PEOPLE - len(script["people"])]):
        unit = script["units"][number % len(script["units"])]
        people[f"person{number}"] = {
            "name": name,
            "unit": unit,
            "place": stage.chance.choice(script["towns"]),
            "language": stage.chance.choice(["es", "es", "en"]),
            "headline": script["headlines"][unit],
        }
    return people

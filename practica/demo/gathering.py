"""Communities: how each was founded, who came, and what it said it wants to learn."""

from __future__ import annotations

from typing import TYPE_CHECKING

from practica.communities.actions import (
    accept_invitation,
    appoint_core,
    choose_month_question,
    edit_community,
    found_community,
    invite_person,
    join_community,
    name_sponsor,
    save_founding,
    set_stage,
    start_founding,
)
from practica.communities.models import Membership, Visibility
from practica.communities.models import Stage as Maturity
from practica.demo.script import PERSONAS, speakers
from practica.organisation.models import Unit

if TYPE_CHECKING:
    from practica.communities.models import Community
    from practica.demo.script import Part
    from practica.demo.stage import Stage
    from practica.people.models import Person

EVIDENCE = {
    "coalescing": "The rhythm holds, and the same people come back with new questions.",
    "maturing": "A core group, adopted ways of working, and newcomers who stay.",
    "stewardship": "Units outside use what we made, and sessions are hosted by others.",
    "transformation": "Everything depends on one person; we ask ourselves what this is still for.",
}
FOUNDED = {"stewardship": 350, "maturing": 340, "transformation": 345, "coalescing": 120}
# Days between the arrivals of those who speak in the script.
EARLY = 0.3


def gather(stage: Stage, script: Part) -> Community:
    """Found it, bring its people in over the months, and write what the facilitator would."""
    founder = stage.people[script["facilitators"][0]]
    days = FOUNDED[script["stage"]]
    community = _found(stage, script, founder, days)
    for person, joined in _arrivals(stage, script, days - 6):
        with stage.at(stage.moment(joined)):
            _bring_in(community, person, founder)
    _settle(stage, script, community, founder, days)
    return community


def _found(stage: Stage, script: Part, founder: Person, days: float) -> Community:
    first_two = [person for person in _first(stage, script) if person != founder][:2]
    answers = {
        name: script.get(name, "") for name in ("name", "tagline", "domain", "community", "practice", "scope_out")
    }
    answers |= {
        "house_rules": script["rules"],
        "rhythm": script["rhythm"],
        "languages": script["languages"],
        "topics": script["topics"],
        "questions": script["questions"],
        "visibility": script.get("visibility", Visibility.OPEN),
        "unit": Unit.objects.get(name=script["unit"]).pk,
        "people": [person.pk for person in first_two],
        "difference": "We begin where the others end.",
        "message": "Shall we?",
    }
    with stage.at(stage.moment(days)):
        draft = start_founding(by=founder)
        community = found_community(save_founding(draft, answers, by=founder, step=5), by=founder)
    with stage.at(stage.moment(days - 2)):
        for person in first_two:
            accept_invitation(Membership.objects.get(community=community, person=person), by=person)
    community.refresh_from_db()
    return community


def _first(stage: Stage, script: Part) -> list[Person]:
    """Those the script names come first: founders are people one meets elsewhere in it."""
    keys = [
        *script["core"],
        *script.get("members", []),
        *script.get("also", []),
        *speakers(script),
        *script["personas"],
    ]
    known = [key for key in dict.fromkeys([*keys, "rosa", "omar"]) if key in stage.people]
    return [stage.people[key] for key in known if key not in PERSONAS or key in script["personas"]]


def _arrivals(stage: Stage, script: Part, days: float) -> list[tuple[Person, float]]:
    """Who speaks came early, the others over the months, Marta three weeks ago."""
    named, wanted = _first(stage, script), script["size"]
    early = [(person, days - number * EARLY) for number, person in enumerate(named)]
    absent = {stage.people[key] for key in (*PERSONAS, *script.get("never", []))}
    rest = [person for person in stage.people.values() if person not in absent and person not in named]
    stage.chance.shuffle(rest)
    rest = [] if script.get("members") else rest[: max(0, wanted - len(named))]
    steps = max(1, len(rest))
    later = [(person, max(1.5, (days - 12) * (1 - number / steps))) for number, person in enumerate(rest)]
    late = stage.people["marta"]
    arrivals = [(person, 21 if person == late else joined) for person, joined in [*early, *later]]
    return sorted(arrivals, key=lambda pair: -pair[1])


def _bring_in(community: Community, person: Person, founder: Person) -> None:
    if Membership.objects.active().filter(community=community, person=person).exists():
        return
    if community.memberships.active().count() >= _size_limit(community):
        return
    if community.visibility == Visibility.OPEN:
        join_community(community, by=person)
        return
    accept_invitation(invite_person(community, person, by=founder), by=person)


def _size_limit(community: Community) -> int:
    return {"Facilitators' circle": 9}.get(community.name, 64)


def _settle(stage: Stage, script: Part, community: Community, founder: Person, days: float) -> None:
    with stage.at(stage.moment(days - 8)):
        for key in script["core"]:
            row = Membership.objects.active().filter(community=community, person=stage.people[key]).first()
            if row is not None and row.role == "member":
                appoint_core(row, by=founder)
        changes = {"scope_in": script.get("scope_in", ""), "contact": script.get("contact", "")}
        edit_community(community, changes, by=founder)
        if script.get("sponsor"):
            name_sponsor(community, stage.people[script["sponsor"]], by=stage.people["ines"])
    with stage.at(stage.moment(min(60, days - 10))):
        set_stage(community, Maturity(script["stage"]), by=founder, evidence=EVIDENCE[script["stage"]])
    if "month_question" in script:
        with stage.at(stage.begin_of_month()):
            questions = list(community.questions.order_by("position"))
            choose_month_question(questions[script["month_question"]], by=founder)

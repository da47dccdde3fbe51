"""Meetings: the series of each community, who came, and what was kept of it."""

from __future__ import annotations

from datetime import date, time, timedelta
from typing import TYPE_CHECKING

from practica.demo.script import PERSONAS
from practica.meetings.actions import (
    answer,
    cancel_occurrence,
    mark_attendance,
    move_occurrence,
    publish_minutes,
    start_series,
    write_agenda,
)
from practica.meetings.models import Details, Timing
from practica.meetings.queries.listing import waiting_for

if TYPE_CHECKING:
    from practica.communities.models import Community, Membership
    from practica.demo.script import Part
    from practica.demo.stage import Stage
    from practica.meetings.models import Occurrence, Series

BEGAN = {"coalescing": 100}
DAYS_AHEAD = 40
# How many more people want to come than there are places, where the script says that it is full.
TOO_MANY = 3
# One in so many meetings leaves nothing written behind.
UNWRITTEN = 7
# Meetings that still wait for an answer of each person one can step into.
LEFT_OPEN = {"lucia": 1, "marta": 2, "amina": 1, "sofia": 1, "jorge": 2, "ines": 1, "elena": 1}


def hold_meetings(stage: Stage, script: Part, community: Community, members: list[Membership]) -> None:
    for told in script["series"]:
        series = _start(stage, script, community, told)
        occurrences = list(series.occurrences.order_by("starts_at"))
        held = [one for one in occurrences if one.starts_at < stage.now - timedelta(hours=3)]
        for number, occurrence in enumerate(held):
            _held(stage, told, occurrence, members, len(held) - 1 - number)
        coming = [one for one in occurrences if one.starts_at >= stage.now + timedelta(minutes=30)]
        horizon = stage.now + timedelta(days=told.get("ahead", DAYS_AHEAD))
        _upset(stage, told, coming)
        for occurrence in coming:
            occurrence.refresh_from_db()
            if occurrence.starts_at < horizon and not occurrence.is_cancelled:
                _awaited(stage, told, occurrence, members)


def answer_invitations(stage: Stage) -> None:
    """Those one can step into have answered nearly everything; a little waits for them."""
    for key in PERSONAS:
        person = stage.people[key]
        meetings = list(waiting_for(person, stage.now + timedelta(days=DAYS_AHEAD)))
        soon = [one for one in meetings if one.starts_at < stage.now + timedelta(days=13)]
        left = soon[-LEFT_OPEN[key] :]
        for occurrence in meetings:
            if occurrence not in left:
                choice = stage.chance.choices(["yes", "maybe", "no"], [1, 1, 6] if key == "jorge" else [6, 2, 1])[0]
                with stage.at(stage.moment(stage.chance.uniform(1, 5))):
                    answer(occurrence, choice, by=person)


def _start(stage: Stage, script: Part, community: Community, told: Part) -> Series:
    began = stage.moment(BEGAN.get(script["stage"], 300))
    hour, minute = told["at"].split(":")
    details = Details(
        title=told["title"],
        place=told.get("place", ""),
        link=told.get("link", ""),
        host=stage.people[told["host"]],
        capacity=told.get("capacity"),
        confidentiality=told.get("confidentiality", "members"),
    )
    timing = Timing(
        first_on=date.fromordinal(began.date().toordinal()),
        at=time(int(hour), int(minute)),
        zone=str(stage.zone),
        length=told["length"],
        rule=told["rule"],
    )
    with stage.at(began):
        return start_series(community, details, timing, by=stage.people[script["facilitators"][0]])


def _held(stage: Stage, told: Part, occurrence: Occurrence, members: list[Membership], ago: int) -> None:
    host = stage.people[told["host"]]
    there = stage.here(members, occurrence.starts_at)
    limit = told.get("capacity") or max(1, len(there))
    wanted = max(2, round(told["turnout"] * stage.chance.uniform(0.7, 1.2) * len(there)))
    came = list(dict.fromkeys([host, *stage.some(there, min(limit, wanted))]))[:limit]
    with stage.at(occurrence.starts_at + timedelta(hours=3)):
        mark_attendance(occurrence, came, by=host)
    if words := _minutes(stage, told, ago):
        who = stage.chance.choice([person for person in came if person != host] or [host]).name
        written = stage.after(occurrence.starts_at, stage.chance.uniform(5, 60))
        with stage.at(written):
            publish_minutes(occurrence, words.replace("{who}", who), by=host)


def _minutes(stage: Stage, told: Part, ago: int) -> str:
    """The latest ones have a text of their own, older ones are put together; now and then nobody wrote."""
    kept = told["minutes"]
    if not kept:
        return ""
    if ago < len(kept["texts"]):
        text: str = kept["texts"][ago]
        return text
    if ago % UNWRITTEN == 0:
        return ""
    return " ".join(stage.chance.choice(choices) for choices in kept["parts"]).replace(" \n", "\n")


def _upset(stage: Stage, told: Part, coming: list[Occurrence]) -> None:
    """One is moved, one is cancelled, as happens."""
    host = stage.people[told["host"]]
    with stage.at(stage.moment(3)):
        if (moved := told.get("move")) and len(coming) > moved["next"]:
            one = coming[moved["next"]]
            move_occurrence(one, one.starts_at + timedelta(days=moved["days"]), told["length"], by=host)
        if (struck := told.get("cancel")) and len(coming) > struck["next"]:
            cancel_occurrence(coming[struck["next"]], struck["because"], by=host)


def _awaited(stage: Stage, told: Part, occurrence: Occurrence, members: list[Membership]) -> None:
    host = stage.people[told["host"]]
    later = {stage.people[key] for key in PERSONAS}
    asked = [person for person in stage.here(members, stage.now) if person not in later]
    full = told.get("full", False)
    number = told["capacity"] + TOO_MANY if full else max(3, round(told["turnout"] * len(members)))
    # The facilitator writes the agenda when the meeting before is over.
    with stage.at(stage.moment(stage.chance.uniform(4, 18))):
        if told.get("about"):
            write_agenda(occurrence, told["about"], by=host)
        answer(occurrence, "yes", by=host)
    with stage.at(stage.moment(1.5)):
        for person in stage.some([one for one in asked if one != host], number):
            choice = "yes" if full else stage.chance.choices(["yes", "maybe", "no", "writing"], [8, 2, 1, 1])[0]
            answer(occurrence, choice, by=person)

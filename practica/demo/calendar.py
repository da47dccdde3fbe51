"""Meetings: the series of each community, who came, and what was kept of it."""

from __future__ import annotations

from datetime import date, time, timedelta
from typing import TYPE_CHECKING

from practica.meetings.actions import answer, mark_attendance, publish_minutes, start_series, write_agenda
from practica.meetings.models import Details, Timing

if TYPE_CHECKING:
    from practica.communities.models import Community, Membership
    from practica.demo.script import Part
    from practica.demo.stage import Stage
    from practica.meetings.models import Occurrence, Series

BEGAN = {"coalescing": 100}
DAYS_AHEAD = 40


def hold_meetings(stage: Stage, script: Part, community: Community, members: list[Membership]) -> None:
    for told in script["series"]:
        series = _start(stage, script, community, told)
        for occurrence in series.occurrences.order_by("starts_at"):
            if occurrence.starts_at < stage.now - timedelta(hours=3):
                _held(stage, script, told, occurrence, members)
            elif occurrence.starts_at < stage.now + timedelta(days=DAYS_AHEAD):
                _awaited(stage, told, occurrence, members)


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


def _held(stage: Stage, script: Part, told: Part, occurrence: Occurrence, members: list[Membership]) -> None:
    host = stage.people[told["host"]]
    there = stage.here(members, occurrence.starts_at)
    limit = told.get("capacity") or max(1, len(there))
    came = stage.some(there, min(limit, max(2, round(told["turnout"] * len(there)))))
    came = list(dict.fromkeys([host, *came]))[:limit]
    with stage.at(occurrence.starts_at + timedelta(hours=3)):
        mark_attendance(occurrence, came, by=host)
    if words := told.get("minutes"):
        case = stage.chance.choice([talk["title"] for talk in script["conversations"]])
        with stage.at(occurrence.starts_at + timedelta(hours=stage.chance.uniform(5, 60))):
            publish_minutes(occurrence, words.format(case=case, who=stage.chance.choice(came).name), by=host)


def _awaited(stage: Stage, told: Part, occurrence: Occurrence, members: list[Membership]) -> None:
    host = stage.people[told["host"]]
    with stage.at(stage.moment(1.5)):
        if told.get("about"):
            write_agenda(occurrence, told["about"], by=host)
        for person in stage.some(stage.here(members, stage.now), max(3, round(told["turnout"] * len(members)))):
            choice = stage.chance.choices(["yes", "maybe", "no", "writing"], [8, 2, 1, 1])[0]
            answer(occurrence, choice, by=person)

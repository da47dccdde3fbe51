"""Conversations: those the script tells in full, and the short ones that fill a year."""

from __future__ import annotations

from typing import TYPE_CHECKING

from practica.conversations.actions import (
    Writing,
    accept_answer,
    open_conversation,
    reflect,
    reply,
    share_question,
    thank_for_reply,
)

if TYPE_CHECKING:
    from datetime import datetime

    from practica.communities.models import Community, Membership
    from practica.conversations.models import Conversation, Reply
    from practica.demo.script import Part
    from practica.demo.stage import Stage
    from practica.people.models import Person

YEAR_OF_TALK, FIRST_ANSWER, LATER = 330, (0.7, 20.0), (3.0, 30.0)
ROUNDS = 3


def talk(stage: Stage, script: Part, community: Community, members: list[Membership]) -> list[Conversation]:
    """The short ones over the year, then the told ones; returned in the order of the script."""
    # In the community that leans on one person, the facilitator answers everything, and quickly.
    alone = [stage.people[script["facilitators"][0]]] if script.get("alone") else []
    for told, days in _spread(stage, script):
        opened = stage.moment(days)
        here = stage.here(members, opened)
        _short(stage, _open(stage, community, stage.chance.choice(here), told, opened), told, alone or here)
    return [_told(stage, community, members, told) for told in sorted(script["conversations"], key=lambda t: -t["day"])]


def _spread(stage: Stage, script: Part) -> list[tuple[Part, float]]:
    """Every short one once a season, a little apart: questions come back, which is what a desk should notice."""
    shorts = script["shorts"]
    span = YEAR_OF_TALK if script["stage"] != "coalescing" else 100
    wanted = min(len(shorts) * ROUNDS, round(script["spread"] * span / 30))
    days = sorted((stage.chance.uniform(7, span) for _ in range(wanted)), reverse=True)
    return [(shorts[number % len(shorts)], day) for number, day in enumerate(days)]


def _short(stage: Stage, conversation: Conversation, told: Part, answering: list[Person]) -> None:
    others = [person for person in answering if person.pk != conversation.author_id]
    moment, written = conversation.opened_at, []
    for number, text in enumerate(told["replies"] if others else []):
        moment = stage.after(moment, stage.chance.uniform(*(LATER if number else FIRST_ANSWER)))
        with stage.at(moment):
            written.append(reply(conversation, Writing(source=text), by=stage.chance.choice(others)))
    _accept(stage, conversation, told, written, moment)


def _told(stage: Stage, community: Community, members: list[Membership], told: Part) -> Conversation:
    opened = stage.moment(told["day"])
    conversation = _open(stage, community, stage.people[told["by"]], told, opened)
    written: list[Reply] = []
    for number, key in enumerate(told.get("me_too", [])):
        with stage.at(stage.after(opened, 1 + number * 3)):
            share_question(conversation, by=stage.people[key])
    for line in told["replies"]:
        written.append(_line(stage, conversation, line, opened, written))
        _thank(stage, members, written[-1], line.get("thanks", 0), stage.after(opened, line["hours"] + 2))
    _accept(stage, conversation, told, written, stage.after(opened, told["replies"][-1]["hours"] if written else 0))
    return conversation


def _open(stage: Stage, community: Community, by: Person, told: Part, moment: datetime) -> Conversation:
    writing = Writing(
        source=told["text"],
        title=told["title"],
        kind=told["kind"],
        language=told["lang"],
        tags=tuple(told.get("tags", ())),
    )
    with stage.at(moment):
        return open_conversation(community, writing, by=by)


def _line(stage: Stage, conversation: Conversation, line: Part, opened: datetime, written: list[Reply]) -> Reply:
    person = stage.people[line["by"]]
    writing = Writing(source=line["text"])
    with stage.at(stage.after(opened, line["hours"])):
        if part := line.get("part"):
            return reflect(conversation, part, writing, by=person)
        quote = written[line["quotes"]] if "quotes" in line else None
        return reply(conversation, writing, by=person, quote=quote)


def _thank(stage: Stage, members: list[Membership], written: Reply, number: int, moment: datetime) -> None:
    others = [row.person for row in members if row.person_id != written.author_id]
    for person in stage.some(others, number):
        with stage.at(moment):
            thank_for_reply(written, by=person)


def _accept(stage: Stage, conversation: Conversation, told: Part, written: list[Reply], moment: datetime) -> None:
    chosen = told.get("accepted")
    if chosen is None or chosen >= len(written):
        return
    with stage.at(stage.after(moment, 5)):
        accept_answer(conversation, written[chosen], by=conversation.author)

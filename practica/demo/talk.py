"""Conversations: those the script tells in full, and the short ones that fill a year."""

from __future__ import annotations

from typing import TYPE_CHECKING

from practica.conversations.actions import (
    Writing,
    accept_answer,
    answer,
    open_conversation,
    reflect,
    reply,
    share_question,
    thank_for_reply,
)
from practica.conversations.models import Kind
from practica.demo.gathering import FOUNDED
from practica.demo.script import ASKER, line_of

if TYPE_CHECKING:
    from datetime import datetime

    from practica.communities.models import Community, Membership
    from practica.conversations.models import Conversation, Reply
    from practica.demo.script import Line, Part
    from practica.demo.stage import Stage
    from practica.people.models import Person

FIRST_ANSWER, LATER = (0.7, 20.0), (3.0, 30.0)
# Days until those who speak have arrived.
SETTLING = 25


def talk(stage: Stage, script: Part, community: Community, members: list[Membership]) -> list[Conversation]:
    """The short ones over the year, then the told ones; returned in the order of the script."""
    # In the community that leans on one person, the facilitator answers everything, and quickly.
    alone = stage.people[script["facilitators"][0]] if script.get("alone") else None
    for told, days in _spread(stage, script):
        opened = stage.moment(days)
        here = stage.here(members, opened)
        author = author_of(stage, here, told, but=alone)
        conversation = open_told(stage, community, author, told, opened)
        _share(stage, conversation, here, opened)
        answer_short(stage, conversation, told, [alone] if alone else here)
    return [_told(stage, community, members, told) for told in sorted(script["conversations"], key=lambda t: -t["day"])]


def _spread(stage: Stage, script: Part) -> list[tuple[Part, float]]:
    """Each short one once, in the order of the script, and more of them lately."""
    span = FOUNDED[script["stage"]] - SETTLING
    days = sorted((7 + (span - 7) * stage.chance.random() ** 2 for _ in script["shorts"]), reverse=True)
    return list(zip(script["shorts"], days, strict=True))


def author_of(stage: Stage, here: list[Person], told: Part, but: Person | None = None) -> Person:
    if "by" in told:
        return stage.people[told["by"]]
    others = {stage.people[key] for key in told.get("me_too", [])} | {
        stage.people[line["by"]] for line in told["replies"] if isinstance(line, dict)
    }
    return stage.anybody(here, told["lang"], {but, *others})


def answer_short(
    stage: Stage, conversation: Conversation, told: Part, answering: list[Person], since: datetime | None = None
) -> None:
    moment, written = since or conversation.opened_at, []
    said: set[Person | None] = {conversation.author}
    for number, words in enumerate(told["replies"]):
        line = line_of(words)
        moment = stage.after(moment, stage.chance.uniform(*(LATER if number else FIRST_ANSWER)))
        person = _voice(stage, conversation, line, answering, said)
        said.add(person)
        with stage.at(moment):
            written.append(_say(conversation, line.part, Writing(source=line.text), person))
        _thank(stage, answering, written[-1], stage.chance.choices(range(4), [5, 3, 2, 1])[0], moment)
    _accept(stage, conversation, told, written, moment)


def _voice(
    stage: Stage, conversation: Conversation, line: Line, answering: list[Person], said: set[Person | None]
) -> Person:
    if line.by:
        return conversation.author if line.by == ASKER else stage.people[line.by]
    return answering[0] if len(answering) == 1 else stage.anybody(answering, conversation.language, said)


def _say(conversation: Conversation, part: str, writing: Writing, by: Person) -> Reply:
    return reflect(conversation, {part: writing.source}, by=by) if part else reply(conversation, writing, by=by)


def _share(stage: Stage, conversation: Conversation, here: list[Person], opened: datetime) -> None:
    """Some questions are other people's too."""
    if conversation.kind != Kind.QUESTION:
        return
    others = [person for person in here if person != conversation.author]
    for person in stage.some(others, stage.chance.choices(range(5), [5, 3, 2, 1, 1])[0]):
        with stage.at(stage.after(opened, stage.chance.uniform(1, 40))):
            share_question(conversation, by=person)


def _told(stage: Stage, community: Community, members: list[Membership], told: Part) -> Conversation:
    opened = stage.moment(told["day"])
    here = [row.person for row in members]
    conversation = open_told(stage, community, author_of(stage, here, told), told, opened)
    written: list[Reply] = []
    for number, key in enumerate(told.get("me_too", [])):
        with stage.at(stage.after(opened, 1 + number * 3)):
            share_question(conversation, by=stage.people[key])
    for number, line in enumerate(told["replies"]):
        is_answer = line.get("answers", told.get("accepted") == number)
        written.append(_line(stage, conversation, line | {"answers": is_answer}, opened, written))
        _thank(stage, here, written[-1], line.get("thanks", 0), stage.after(opened, line["hours"] + 2))
    _accept(stage, conversation, told, written, stage.after(opened, told["replies"][-1]["hours"] if written else 0))
    return conversation


def open_told(stage: Stage, community: Community, by: Person, told: Part, moment: datetime) -> Conversation:
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
    writing = Writing(source=line.get("text", ""))
    with stage.at(stage.after(opened, line["hours"])):
        if parts := line.get("parts") or ({line["part"]: line["text"]} if "part" in line else {}):
            return reflect(conversation, parts, by=person)
        quote = written[line["quotes"]] if "quotes" in line else None
        say = answer if line["answers"] and conversation.is_question else reply
        return say(conversation, writing, by=person, quote=quote)


def _thank(stage: Stage, people: list[Person], written: Reply, number: int, moment: datetime) -> None:
    others = [person for person in people if person.pk != written.author_id]
    for person in stage.some(others, number):
        with stage.at(moment):
            thank_for_reply(written, by=person)


def _accept(stage: Stage, conversation: Conversation, told: Part, written: list[Reply], moment: datetime) -> None:
    chosen = told.get("accepted")
    if chosen is None or chosen >= len(written):
        return
    with stage.at(stage.after(moment, 5)):
        accept_answer(conversation, written[chosen], by=conversation.author)

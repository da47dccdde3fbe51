"""Joint work: what people do together, and what they said they would do."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from practica.demo.script import joint_work
from practica.pathways.actions import add_task_from, propose_from
from practica.topics.models import Topic
from practica.work.actions import (
    Aim,
    TaskWords,
    add_task,
    ask_for_task,
    close_initiative,
    commit,
    deliver_initiative,
    finish_task,
    join_initiative,
    keep_commitment,
    lead_initiative,
    let_go_of_commitment,
    propose_initiative,
    renegotiate_commitment,
    review_initiative,
    set_out,
    start_task,
    take_task,
)
from practica.work.models import Initiative

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from practica.communities.models import Community
    from practica.demo.script import Part
    from practica.demo.stage import Stage


def work_together(stage: Stage, communities: dict[str, Community]) -> None:
    for part, act in (("promises", _promise), ("initiatives", _take_on), ("tasks", _share)):
        for key, told in _each(joint_work()[part]):
            act(stage, communities[key], told)


def _each(part: Part) -> Iterator[tuple[str, Part]]:
    for key, rows in part.items():
        for told in rows:
            yield key, told


def _share(stage: Stage, community: Community, told: Part) -> None:
    by, on = stage.people[told["by"]], [stage.people[key] for key in told.get("hands", [])]
    words = TaskWords(
        text=told["text"],
        details=told.get("details", ""),
        due_on=_day(stage, told["due"]) if "due" in told else None,
        is_help_wanted=told.get("help", False),
        is_good_first=told.get("first", False),
        initiative=Initiative.objects.get(community=community, title=told["part"]) if "part" in told else None,
    )
    with stage.at(stage.moment(told["day"])):
        task = (
            add_task_from(_topic(community, told), words, by=by)
            if "from" in told
            else add_task(community, words, by=by)
        )
    for number, person in enumerate(on):
        with stage.at(stage.moment(told["day"] - 1 - number)):
            take_task(task, by=person)
    for key in told.get("asked", []):
        with stage.at(stage.moment(1.5)):
            ask_for_task(task, stage.people[key], note=told["note"], by=on[0])
    if "begun" in told:
        with stage.at(stage.moment(told["begun"])):
            start_task(task, by=on[0])
    if "done" in told:
        with stage.at(stage.moment(told["done"])):
            finish_task(task, by=on[-1])


def _take_on(stage: Stage, community: Community, told: Part) -> None:
    by = stage.people[told["by"]]
    days: dict[str, Any] = {
        name: _day(stage, told[key]) for name, key in (("begins_on", "begins"), ("due_on", "due")) if key in told
    }
    words: dict[str, Any] = {name: told.get(name, "") for name in ("title", "goal", "client")}
    aim = Aim(**words, **days, output=told["output"], horizon=told["horizon"])
    with stage.at(stage.moment(told["day"])):
        one = (
            propose_from(_topic(community, told), aim, by=by)
            if "from" in told
            else propose_initiative(community, aim, by=by)
        )
    for number, key in enumerate([*told.get("leads", []), *told["partners"]]):
        with stage.at(stage.moment(told["day"] - 0.2 * (number + 1))):
            join_initiative(one, by=stage.people[key])
            if key in told.get("leads", []):
                lead_initiative(one, by=stage.people[key])
    for act, key in ((set_out, "set_out"), (deliver_initiative, "delivered")):
        if key in told:
            with stage.at(stage.moment(told[key])):
                act(one, by=by)
    if "closed" in told:
        with stage.at(stage.moment(told["closed"])):
            review_initiative(one, told["learned"], by=by)
            close_initiative(one, by=by)


def _topic(community: Community, told: Part) -> Topic:
    return Topic.objects.select_related("community").get(community=community, title=told["from"])


def _promise(stage: Stage, community: Community, told: Part) -> None:
    by, moved = stage.people[told["by"]], told.get("moved")
    with stage.at(stage.moment(told["day"])):
        first = _day(stage, moved["was"] if moved else told["due"])
        promise = commit(community, text=told["text"], due_on=first, by=by)
    if moved:
        with stage.at(stage.moment(moved["day"])):
            renegotiate_commitment(promise, due_on=_day(stage, told["due"]), reason=moved["reason"], by=by)
    if "kept" in told:
        with stage.at(stage.moment(told["kept"])):
            keep_commitment(promise, by=by)
    if end := told.get("let_go"):
        with stage.at(stage.moment(end["day"])):
            let_go_of_commitment(promise, because=end["because"], by=by)


def _day(stage: Stage, ahead: float) -> date:
    """So many days from today, where the play is set."""
    return (stage.now + timedelta(days=ahead)).astimezone(stage.zone).date()

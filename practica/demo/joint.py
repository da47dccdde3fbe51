"""Joint work: what people do together, and what they said they would do."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from practica.demo.script import joint_work
from practica.pathways.actions import add_task_from
from practica.topics.models import Topic
from practica.work.actions import (
    TaskWords,
    add_task,
    ask_for_task,
    commit,
    finish_task,
    keep_commitment,
    let_go_of_commitment,
    renegotiate_commitment,
    start_task,
    take_task,
)

if TYPE_CHECKING:
    from datetime import date

    from practica.communities.models import Community
    from practica.demo.script import Part
    from practica.demo.stage import Stage


def work_together(stage: Stage, communities: dict[str, Community]) -> None:
    for key, promises in joint_work()["promises"].items():
        for told in promises:
            _promise(stage, communities[key], told)
    for key, tasks in joint_work()["tasks"].items():
        for told in tasks:
            _share(stage, communities[key], told)


def _share(stage: Stage, community: Community, told: Part) -> None:
    by, on = stage.people[told["by"]], [stage.people[key] for key in told.get("hands", [])]
    words = TaskWords(
        text=told["text"],
        details=told.get("details", ""),
        due_on=_day(stage, told["due"]) if "due" in told else None,
        is_help_wanted=told.get("help", False),
        is_good_first=told.get("first", False),
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

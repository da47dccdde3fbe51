"""Joint work: what people said they would do."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from practica.demo.script import joint_work
from practica.work.actions import commit, keep_commitment, let_go_of_commitment, renegotiate_commitment

if TYPE_CHECKING:
    from datetime import date

    from practica.communities.models import Community
    from practica.demo.script import Part
    from practica.demo.stage import Stage


def work_together(stage: Stage, communities: dict[str, Community]) -> None:
    for key, promises in joint_work()["promises"].items():
        for told in promises:
            _promise(stage, communities[key], told)


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

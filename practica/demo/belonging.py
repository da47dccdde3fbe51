"""Charters that changed, questions that advanced, one community in the making, a guest, and who waits at which door."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from practica.communities.actions import (
    CharterWords,
    accept_invitation,
    advance_question,
    comment_on_charter,
    draft_charter,
    found_community,
    invite_guest,
    invite_person,
    open_charter,
    put_charter_in_force,
    request_membership,
    save_charter,
    save_founding,
    start_founding,
)
from practica.communities.models import Membership, QuestionState
from practica.demo.ensemble import welcome_guest
from practica.demo.script import community_script, happenings

if TYPE_CHECKING:
    from practica.communities.models import Community
    from practica.demo.script import Part
    from practica.demo.stage import Stage

VISIT = timedelta(days=45)


def settle_belonging(stage: Stage, communities: dict[str, Community]) -> None:
    script = happenings()
    for key, told in script["charters"].items():
        _new_charter(stage, key, communities[key], told)
    for told in script["questions"]:
        question = communities[told["community"]].questions.order_by("position")[told["number"]]
        with stage.at(stage.moment(told["day"])):
            advance_question(question, QuestionState(told["state"]), by=stage.people[told["by"]], note=told["note"])
    _let_guest_in(stage, communities, script["guest"])
    _begin_another(stage, script["forming"])
    for number, told in enumerate(script["requests"]):
        with stage.at(stage.moment(1.2 + number)):
            request_membership(communities[told["community"]], by=stage.people[told["by"]], message=told["message"])
    for told in script["invitations"]:
        with stage.at(stage.moment(1.6)):
            invite_person(
                communities[told["community"]],
                stage.people[told["to"]],
                by=stage.people[told["by"]],
                message=told["message"],
            )


def _new_charter(stage: Stage, key: str, community: Community, told: Part) -> None:
    """Drafted, heard for some days, then in force."""
    host = stage.people[community_script(key)["facilitators"][0]]
    with stage.at(stage.moment(told["day"] + 12)):
        charter = draft_charter(community, by=host)
        words = CharterWords({**charter.sections, **told["swap"]}, charter.questions, told["what_changed"])
        charter = open_charter(save_charter(charter, words, by=host), by=host)
    with stage.at(stage.moment(told["day"] + 10)):
        comment = told["comment"]
        comment_on_charter(charter, by=stage.people[comment["by"]], text=comment["text"])
    with stage.at(stage.moment(told["day"])):
        put_charter_in_force(charter, by=host)


def _let_guest_in(stage: Stage, communities: dict[str, Community], told: Part) -> None:
    guest, host = welcome_guest(stage, told, 24), stage.people[told["by"]]
    until = (stage.now + VISIT).date()
    with stage.at(stage.moment(23)):
        asked = invite_guest(communities[told["community"]], guest, by=host, until=until, message=told["message"])
    with stage.at(stage.moment(22)):
        accept_invitation(asked, by=guest)


def _begin_another(stage: Stage, told: Part) -> None:
    """Founded four days ago: one has said yes, one has not answered yet."""
    founder, first = stage.people[told["founder"]], stage.people[told["accepted"]]
    answers = {key: value for key, value in told.items() if key not in {"founder", "accepted", "invited"}}
    answers["people"] = [first.pk, stage.people[told["invited"]].pk]
    with stage.at(stage.moment(4)):
        draft = start_founding(by=founder)
        community = found_community(save_founding(draft, answers, by=founder, step=5), by=founder)
    with stage.at(stage.moment(3)):
        accept_invitation(Membership.objects.get(community=community, person=first), by=first)

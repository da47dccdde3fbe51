"""The whole play: an organisation, its communities, and a year of their life."""

from __future__ import annotations

from typing import TYPE_CHECKING

from practica.demo.agendas import prepare_agendas
from practica.demo.belonging import settle_belonging
from practica.demo.calendar import answer_invitations, hold_meetings
from practica.demo.deciding import decide
from practica.demo.ensemble import make_organisation
from practica.demo.finding import find_dates
from practica.demo.gathering import FOUNDED, gather
from practica.demo.happenings import answer_question_of_the_month, let_happen, read_up, welcome
from practica.demo.joint import work_together
from practica.demo.script import COMMUNITIES, cast, community_script
from practica.demo.shelves import fill_shelves
from practica.demo.stage import Stage
from practica.demo.suggestions import suggest
from practica.demo.talk import talk

if TYPE_CHECKING:
    from collections.abc import Callable

    from practica.communities.models import Community, Membership


def play(tell: Callable[[str], None]) -> None:
    """Fill an empty installation; `tell` hears what is being done."""
    stage = Stage(cast()["organisation"]["time_zone"])
    tell("people")
    make_organisation(stage)
    communities: dict[str, Community] = {}
    for name in COMMUNITIES:
        tell(community_script(name)["name"])
        communities[name] = _play_community(stage, name)
    tell("what happens between them")
    stage.begin_scene("between")
    let_happen(stage, communities)
    settle_belonging(stage, communities)
    answer_question_of_the_month(stage, communities)
    stage.begin_scene("work")
    work_together(stage, communities)
    answer_invitations(stage)
    stage.begin_scene("polls")
    decide(stage)
    stage.begin_scene("dates")
    find_dates(stage, communities)
    read_up(stage)


def _play_community(stage: Stage, name: str) -> Community:
    script = community_script(name)
    stage.begin_scene(f"{name}: people")
    community = gather(stage, script)
    members = members_of(community)
    stage.begin_scene(f"{name}: talk")
    welcome(stage, script, community, FOUNDED[script["stage"]] - 10)
    talk(stage, script, community, members)
    hold_meetings(stage, script, community, members)
    stage.begin_scene(f"{name}: library")
    fill_shelves(stage, script, community)
    stage.begin_scene(f"{name}: topics")
    suggest(stage, script, community, members)
    stage.begin_scene(f"{name}: agendas")
    prepare_agendas(stage, script, community)
    return community


def members_of(community: Community) -> list[Membership]:
    return list(community.memberships.active().select_related("person").order_by("pk"))

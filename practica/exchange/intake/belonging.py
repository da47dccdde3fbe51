"""People, communities, and who is what in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from practica.communities.actions import (
    bring_in_community,
    bring_in_former_member,
    bring_in_member,
    bring_in_sponsor,
    edit_community,
    own_words,
    record_charter,
)
from practica.communities.models import Role
from practica.exchange.governance.groups import Position
from practica.exchange.governance.wanted import Page
from practica.exchange.intake.facts import untouched, words_of
from practica.exchange.intake.plan import Change
from practica.people.actions import bring_in_person, rename_imported_person

if TYPE_CHECKING:
    from django.db.models import Model

    from practica.communities.models import Community
    from practica.exchange.governance.groups import Group, Individual
    from practica.exchange.governance.wanted import Role as Standing
    from practica.exchange.intake.desk import Desk
    from practica.exchange.intake.plan import Step
    from practica.people.models import Person

ROLES = {
    Position.CHAIR: Role.FACILITATOR,
    Position.TECHNICAL_LEAD: Role.CORE,
    Position.SUBPROJECT_LEAD: Role.MEMBER,
}


def take_person(step: Step, desk: Desk) -> Person:
    individual: Individual = step.wanted.subject
    if step.change is Change.CHANGED:
        return rename_imported_person(desk.thing(step.wanted.key), individual.name, individual.company, by=desk.by)
    return bring_in_person(individual.name, individual.github, individual.company, by=desk.by)


def take_community(step: Step, desk: Desk) -> Community:
    group: Group = step.wanted.subject
    words = words_of(group)
    if step.change is Change.TAKEN:
        return bring_in_community(words, address=group.folder, by=desk.by)
    community = desk.community(group.folder)
    return edit_community(
        community, untouched(community, words, desk.records[group.folder].facts), by=desk.host(group.folder)
    )


def take_membership(step: Step, desk: Desk) -> Model:
    standing: Standing = step.wanted.subject
    community, person = desk.community(step.wanted.group), desk.person(standing.person.key)
    if standing.position is Position.EMERITUS:
        return bring_in_former_member(community, person, by=desk.by)
    return bring_in_member(community, person, ROLES[standing.position], by=desk.by)


def take_sponsor(step: Step, desk: Desk) -> Community:
    sponsor: Individual = step.wanted.subject
    return bring_in_sponsor(desk.community(step.wanted.group), desk.person(sponsor.key), by=desk.by)


def take_charter(step: Step, desk: Desk) -> Model:
    page: Page = step.wanted.subject
    community = desk.community(step.wanted.group)
    body = desk.rewriter.rewrite(page.document.body, at=page.entry.path).text
    return record_charter(community, own_words(community), by=desk.by, body=body)

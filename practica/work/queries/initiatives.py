"""Initiatives as lists and pages show them: a fixed number of queries, however many there are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from practica.work.models import Initiative

if TYPE_CHECKING:
    from practica.communities.models import Community
    from practica.people.models import Person
    from practica.work.models.initiative import InitiativeQuerySet

FIRST = 3


def initiatives_of(community: Community, person: Person) -> InitiativeQuerySet:
    return Initiative.objects.visible_to(person).filter(community=community)


def first_of(community: Community, person: Person) -> list[Initiative]:
    """What a community's page of work begins with: one query."""
    return list(initiatives_of(community, person).standing().for_listing()[:FIRST])

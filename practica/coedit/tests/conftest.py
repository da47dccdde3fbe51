"""A kind of text that any community has, so that the engine is tried without a feature above it."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest
from django.apps import apps

from practica.coedit import registry
from practica.coedit.registry import Kind, Rights, Standing

LONGEST = 2000


@dataclass
class Board:
    """Texts by the number of their community: members write, everybody else who sees it reads."""

    kept: dict[int, str] = field(default_factory=dict)
    is_open: bool = True
    hides_who: bool = False
    is_there: bool = True
    fails: bool = False

    def rights(self, person, number):
        seen = apps.get_model("communities.Community").objects.visible_to(person).filter(pk=number).first()
        if seen is None:
            return None
        memberships = apps.get_model("communities.Membership").objects.filter(community=seen, person=person)
        return Rights(may_write=memberships.filter(left_at=None).exists())

    def standing(self, number):
        if self.fails:
            raise OSError
        if not self.is_there:
            return None
        return Standing(number, self.is_open, self.hides_who, self.kept.get(number, ""))

    def keep(self, number, text):
        self.kept[number] = text


@pytest.fixture
def board(monkeypatch):
    one = Board()
    monkeypatch.setattr(registry, "_kinds", {})
    registry.declare(Kind("board", LONGEST, rights=one.rights, standing=one.standing, keep=one.keep))
    return one

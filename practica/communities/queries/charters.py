"""What changed between two versions of a charter, heading by heading."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from practica.communities.models import SECTIONS, Charter
from practica.foundation.difference import difference

if TYPE_CHECKING:
    from django.utils.functional import Promise

    from practica.foundation.difference import Piece


@dataclass(frozen=True)
class Heading:
    """One part of a charter, ready to read."""

    name: str
    title: str | Promise
    html: str


@dataclass(frozen=True)
class Change:
    """One heading with its words of both versions."""

    title: str | Promise
    pieces: list[Piece]

    @property
    def has_changed(self) -> bool:
        return any(piece.kind != "same" for piece in self.pieces)


def headings(charter: Charter) -> list[Heading]:
    """The written parts in their order; empty ones are left out."""
    return [
        Heading(name, title, charter.sections_html[name])
        for name, (title, _prompt) in SECTIONS.items()
        if charter.sections_html.get(name)
    ]


def changes(old: Charter, new: Charter) -> list[Change]:
    """Every heading that one of the two has words for, in the order of the charter."""
    texts = [(title, old.sections.get(name, ""), new.sections.get(name, "")) for name, (title, _p) in SECTIONS.items()]
    texts.insert(4, (_("Questions we want to answer"), "\n".join(old.questions), "\n".join(new.questions)))
    texts.append((_("In its own words"), old.body, new.body))
    texts.append((_("Review on"), str(old.review_on or ""), str(new.review_on or "")))
    return [Change(title, difference(before, after)) for title, before, after in texts if before or after]

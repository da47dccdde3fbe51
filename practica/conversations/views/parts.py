"""A reflection as its page shows it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from practica.conversations.models import Reflection

if TYPE_CHECKING:
    from practica.conversations.models import Reply

ICONS = {
    Reflection.STRIKES: "sparkles",
    Reflection.CONTEXT: "map-pin",
    Reflection.ASK: "message-square",
    Reflection.TRY: "footprints",
}


@dataclass(frozen=True)
class Part:
    """A part under its name."""

    label: str
    icon: str
    html: str


def parts_of(reply: Reply) -> list[Part]:
    """In the order in which they are asked for."""
    written = reply.parts
    return [Part(str(part.label), ICONS[part], written[part]["html"]) for part in Reflection if part in written]

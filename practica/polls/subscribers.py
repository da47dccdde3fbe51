"""What follows for polls from what happens to the things they stand on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from practica.events.subscribers import subscribe
from practica.polls.actions import move_polls
from practica.search.actions import index

if TYPE_CHECKING:
    from practica.events.models import Event


# By its word: conversations are another feature's.
@subscribe("conversations.moved")
def come_along(event: Event) -> None:
    """In the new community its members answer."""
    if event.target is not None:
        for poll in move_polls(event.target):
            index(poll)

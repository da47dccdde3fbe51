"""When somebody goes, what they held is open again, and they take part in nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from practica.communities.verbs import Verb as CommunityVerb
from practica.events.subscribers import subscribe
from practica.people.verbs import Verb as PeopleVerb
from practica.work.actions import give_back_what_was_left_behind, let_go_of_parts_left_behind

if TYPE_CHECKING:
    from practica.events.models import Event


@subscribe(PeopleVerb.DEACTIVATED, CommunityVerb.LEFT, CommunityVerb.MEMBERSHIP_ENDED, CommunityVerb.GUEST_ENDED)
def open_what_they_held(_event: Event) -> None:
    give_back_what_was_left_behind()
    let_go_of_parts_left_behind()

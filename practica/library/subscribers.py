"""When somebody goes, what they looked after goes on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from practica.communities.verbs import Verb as CommunityVerb
from practica.events.subscribers import subscribe
from practica.library.actions import pass_on_what_was_left, tell_nobody_to_ask
from practica.people.verbs import Verb as PeopleVerb

if TYPE_CHECKING:
    from practica.events.models import Event


@subscribe(
    PeopleVerb.DEACTIVATED,
    CommunityVerb.LEFT,
    CommunityVerb.MEMBERSHIP_ENDED,
    CommunityVerb.GUEST_ENDED,
    CommunityVerb.FACILITATION_ACCEPTED,
)
def keep_in_good_hands(_event: Event) -> None:
    """Somebody is gone, or somebody answers at last for what waited."""
    pass_on_what_was_left()
    tell_nobody_to_ask()

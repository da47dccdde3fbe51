from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction

from practica.polls.models import Answer, Ballot, Participation, Poll

if TYPE_CHECKING:
    from collections.abc import Sequence


@transaction.atomic
def move_polls(about: Any) -> Sequence[Poll]:
    """Polls live where what they stand on lives; says which came along. Twice is once."""
    rows = Poll.objects.on(about).exclude(community=about.community)
    moved = list(rows.select_for_update(of=("self",)))
    for poll in moved:
        poll.community = about.community
        poll.save(update_fields=["community"])
        for part in (Answer, Participation, Ballot):
            part.objects.filter(poll=poll).update(community=about.community)
    return moved

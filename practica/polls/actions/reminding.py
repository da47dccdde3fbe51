from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from practica.events.actions import record
from practica.polls.actions.locks import locked
from practica.polls.verbs import Verb

if TYPE_CHECKING:
    from practica.polls.models import Poll


@transaction.atomic
def remind_of_poll(poll: Poll) -> bool:
    """Once, while it is open, those who have not answered hear that it closes soon; says whether it was now."""
    poll = locked(poll)
    if poll.reminded_at is not None or not poll.is_open:
        return False
    poll.reminded_at = timezone.now()
    poll.save(update_fields=["reminded_at"])
    record(Verb.REMINDED, by=None, target=poll, community=poll.community, by_itself=True)
    return True

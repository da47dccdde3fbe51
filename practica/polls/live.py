"""Open pages that show a poll hear of whatever changes in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from practica.live.registry import declare
from practica.polls.models import Poll

if TYPE_CHECKING:
    from django.db.models import Model

    from practica.events.models import Event


def changed_poll(_event: Event, target: Model) -> int | None:
    return target.pk if isinstance(target, Poll) else None


declare("poll", visible_to=Poll.objects.visible_to, of=changed_poll)

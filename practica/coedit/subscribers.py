"""Whatever happens in a community may have changed who may write there: they are looked at again at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from practica.coedit.actions import look_again
from practica.events.models import Source
from practica.events.subscribers import hear

if TYPE_CHECKING:
    from django.db import models

    from practica.events.models import Event


@hear
def look_at_writers_again(event: Event, _target: models.Model) -> None:
    if event.source != Source.IMPORT:
        look_again(event.community_id)

"""Every event tells the pages that show what it changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from practica.events.models import Source
from practica.events.subscribers import hear
from practica.live.actions import notify
from practica.live.registry import topics

if TYPE_CHECKING:
    from django.db import models

    from practica.events.models import Event


@hear
def tell_pages(event: Event, target: models.Model) -> None:
    # Nobody looks at what an import brings in, ten thousand events at a time.
    if event.source == Source.IMPORT:
        return
    for topic in topics():
        if topic.of and (pk := topic.of(event, target)):
            notify(f"{topic.name}:{pk}", event.pk)

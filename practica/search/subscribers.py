"""The index hears of every event inside its transaction, and of every file whose words are known."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.apps import apps

from practica.events.subscribers import hear
from practica.files.registry import when_read
from practica.search.actions import index
from practica.search.registry import searchable_of

if TYPE_CHECKING:
    from django.db import models

    from practica.events.models import Event


@hear
def index_what_changed(_event: Event, target: models.Model) -> None:
    index(target)


def index_what_holds(file: Any) -> None:
    for use in file.uses.all():
        if searchable_of(use.target_type):
            index(*apps.get_model(use.target_type)._default_manager.filter(pk=use.target_id))


when_read(index_what_holds)

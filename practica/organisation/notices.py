"""What is said of changes to the organisation: a record for those who look after it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from practica.notices.registry import declare
from practica.organisation.verbs import Verb

if TYPE_CHECKING:
    from practica.organisation.models import Organisation, Unit


def settings(_organisation: Organisation) -> str:
    return reverse("organisation:settings")


def units(_unit: Unit) -> str:
    return reverse("organisation:units")


declare(Verb.FOUNDED, words=_("{who} founded this home"), icon="sprout", hue="pine", url=settings)
declare(Verb.CHANGED, words=_("{who} changed the organisation's settings"), icon="settings", url=settings)
declare(Verb.UNIT_ADDED, words=_("{who} added a unit"), icon="building-2", url=units)
declare(Verb.UNIT_RENAMED, words=_("{who} renamed a unit"), icon="building-2", url=units)
declare(Verb.UNIT_MERGED, words=_("{who} merged two units"), icon="building-2", url=units)

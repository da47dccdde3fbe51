"""What one saves is one's own business: nothing of it is recorded as an event."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from practica.events.actions import moment_now
from practica.foundation.access import Refused
from practica.saved.models import Saved

if TYPE_CHECKING:
    from django.db.models import Model

    from practica.people.models import Person


@transaction.atomic
def save(thing: Model, *, by: Person) -> Saved:
    """Put it aside to come back to; refused when it is saved already."""
    saved, is_new = Saved.objects.get_or_create(
        person=by, target_type=thing._meta.label_lower, target_id=thing.pk, defaults={"saved_at": moment_now()}
    )
    if not is_new:
        raise Refused(_("You have saved this already."))
    return saved


@transaction.atomic
def unsave(thing: Model, *, by: Person) -> None:
    """Take it off one's list; refused when it is not on it."""
    mine = Saved.objects.of(by).filter(target_type=thing._meta.label_lower, target_id=thing.pk)
    if not mine.delete()[0]:
        raise Refused(_("You have not saved this."))

"""What is noted on an item while the meeting goes on: many write at once, and nobody is kept as its author."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from practica.coedit.actions import merge_text
from practica.coedit.registry import Kind, Rights
from practica.events.actions import moment_now
from practica.foundation.access import Refused, require
from practica.foundation.richtext import render
from practica.meetings import policies
from practica.meetings.actions.locks import locked, refuse_unless
from practica.meetings.models import LONGEST_NOTES, AgendaItem, Deed, Notes
from practica.meetings.queries.notes import KIND, standing_of

if TYPE_CHECKING:
    from practica.people.models import Person


@transaction.atomic
def write_notes(item: AgendaItem, *, base: str, text: str, by: Person) -> Notes:
    """Bring in what somebody made of the notes from `base`, beside what others wrote meanwhile. No event says who it was.

    Refused: the meeting is not in progress, or the notes would be too long. 403: who is not asked to the meeting.
    """
    if item.occurrence is None or item.is_section:
        raise Refused(_("This is part of a template, not of a meeting."))
    occurrence = locked(item.occurrence)
    require(policies.can_note, by, occurrence)
    refuse_unless(occurrence, Deed.NOTE)
    merge_text(NOTES, item.pk, base=base, text=text)
    return Notes.objects.filter(item=item).first() or keep_notes(item.pk, "")


def keep_notes(number: int, text: str) -> Notes:
    """The text as it is now, from the editor: source and page."""
    item = AgendaItem.objects.get(pk=number)
    written = {"text": text, "html": render(text).html, "changed_at": moment_now()}
    notes, _is_new = Notes.objects.update_or_create(item=item, defaults=written | {"community_id": item.community_id})
    return notes


def rights_of(person: Person, number: int) -> Rights | None:
    """Nobody reads what they do not see; whoever is asked to the meeting writes."""
    rows = AgendaItem.objects.in_the_room_with(person).select_related("occurrence__community")
    item = rows.filter(pk=number).first()
    if item is None or item.occurrence is None:
        return None
    return Rights(may_write=policies.can_note(person, item.occurrence))


def _keep(number: int, text: str) -> None:
    keep_notes(number, text)


NOTES = Kind(KIND, LONGEST_NOTES, rights=rights_of, standing=standing_of, keep=_keep)

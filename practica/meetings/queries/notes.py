"""The notes on an item as they stand, and as they were."""

from __future__ import annotations

from typing import TYPE_CHECKING

from practica.coedit.models import Version
from practica.coedit.registry import Standing
from practica.meetings.models import AgendaItem, Deed

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from practica.meetings.models import Occurrence

KIND = "notes"


def standing_of(number: int) -> Standing | None:
    """Open while its meeting is in progress; nothing for what is on no meeting's agenda any more."""
    rows = AgendaItem.objects.filter(pk=number, is_section=False).exclude(occurrence=None)
    item = rows.select_related("occurrence", "notes").first()
    if item is None or item.occurrence is None:
        return None
    meeting = item.occurrence
    return Standing(item.community_id, meeting.allows(Deed.NOTE), meeting.is_chatham_house, text_of(item))


def text_of(item: AgendaItem) -> str:
    return item.notes.text if hasattr(item, "notes") else ""


def versions_of(item: AgendaItem) -> QuerySet[Version]:
    """Newest first; whoever asks has seen to it that the item may be read."""
    return Version.objects.filter(document__kind=KIND, document__number=item.pk).order_by("-pk")


def is_noting(occurrence: Occurrence) -> bool:
    return occurrence.allows(Deed.NOTE)

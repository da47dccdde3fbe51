from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.utils import timezone

from practica.meetings.models.agenda import AgendaItem

if TYPE_CHECKING:
    from practica.meetings.models.occurrence import Occurrence
    from practica.people.models import Person

LONGEST_NOTES = 20_000


class NotesQuerySet(models.QuerySet["Notes"]):
    def visible_to(self, person: Person) -> NotesQuerySet:
        """Whoever sees the meeting may read what was noted there, on what it talked about."""
        return self.filter(item__in=AgendaItem.objects.in_the_room_with(person))

    def of(self, occurrence: Occurrence) -> NotesQuerySet:
        return self.filter(community=occurrence.community_id, item__occurrence=occurrence)


class Notes(models.Model):
    """What was noted together on one item of a meeting: Markdown, and what became of it on the page. It has no authors."""

    community = models.ForeignKey("communities.Community", models.CASCADE, related_name="+")
    item = models.OneToOneField(AgendaItem, models.CASCADE, related_name="notes")
    text = models.TextField(blank=True, max_length=LONGEST_NOTES)
    html = models.TextField(blank=True, editable=False)
    changed_at = models.DateTimeField(default=timezone.now, editable=False)
    objects = NotesQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["community", "item"], name="notes_by_community")]

    def __str__(self) -> str:
        return f"notes on {self.item_id}"

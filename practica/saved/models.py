"""What people put aside to come back to: anything that can be found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from practica.people.models import Person


class SavedQuerySet(models.QuerySet["Saved"]):
    def of(self, person: Person) -> SavedQuerySet:
        return self.filter(person=person)


class Saved(models.Model):
    """Somebody wants to find this thing again; nobody else knows, and it stays only as long as they may see it."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", db_index=False)
    target_type = models.CharField(max_length=60)
    target_id = models.BigIntegerField()
    saved_at = models.DateTimeField()
    objects = SavedQuerySet.as_manager()

    class Meta:
        verbose_name = _("saved")
        constraints = [
            models.UniqueConstraint(fields=["person", "target_type", "target_id"], name="saved_once_a_person"),
        ]
        indexes = [models.Index(fields=["person", "-saved_at"], name="saved_by_moment")]

    def __str__(self) -> str:
        return f"{self.person_id} saved {self.target_type}:{self.target_id}"

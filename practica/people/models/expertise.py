from __future__ import annotations

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from practica.foundation.hues import tag_hue
from practica.foundation.plain_words import plain_words
from practica.people.models.person import Person


class Level(models.TextChoices):
    """What a person says of themselves; there is no score."""

    LEARNING = "learning", pgettext_lazy("level", "Learning")
    PRACTISING = "practising", _("Practising")
    CAN_HELP = "can_help", _("Can help")
    CAN_TEACH = "can_teach", _("Can teach")


class Expertise(models.Model):
    """A tag a person gives themselves, with the level they claim."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="expertise")
    tag = models.CharField(max_length=60)
    level = models.CharField(max_length=12, choices=Level, default=Level.PRACTISING)

    class Meta:
        constraints = [
            models.UniqueConstraint("person", Lower("tag"), name="expertise_once_a_tag"),
            models.CheckConstraint(name="expertise_has_a_tag", condition=~Q(tag="")),
            models.CheckConstraint(name="expertise_level_is_known", condition=Q(level__in=Level.values)),
        ]
        indexes = [
            models.Index(Lower("tag"), name="expertise_by_tag"),
            GinIndex(OpClass(plain_words("tag"), name="gin_trgm_ops"), name="expertise_by_words"),
        ]

    def __str__(self) -> str:
        return self.tag

    @property
    def level_label(self) -> str:
        """`get_level_display` looks through all names each time, and a list asks in every row."""
        return str(Level(self.level).label)

    @property
    def hue(self) -> str:
        return tag_hue(self.tag)

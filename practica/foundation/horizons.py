"""How far ahead something looks: the word that topics and the items of an agenda share."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Horizon(models.TextChoices):
    """How far ahead it looks."""

    URGENT = "urgent", _("Urgent: within four weeks")
    YEAR = "year", _("This year")
    CAPABILITY = "capability", _("A capability: half a year or more")

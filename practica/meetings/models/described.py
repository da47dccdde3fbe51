from __future__ import annotations

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from practica.meetings.models.terms import Confidentiality, Details

DETAILS = ("title", "aim", "place", "link", "host", "confidentiality", "capacity")


class Described(models.Model):
    """What a series and each of its meetings say about themselves; a meeting starts with its series' words."""

    title = models.CharField(_("title"), max_length=200)
    aim = models.CharField(_("by the end we will have"), max_length=400, blank=True)
    place = models.CharField(_("place"), max_length=200, blank=True)
    link = models.URLField(_("video link"), max_length=500, blank=True)
    host = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    confidentiality = models.CharField(
        _("confidentiality"),
        max_length=13,
        choices=Confidentiality,
        default=Confidentiality.MEMBERS,
    )
    capacity = models.PositiveIntegerField(_("places"), null=True, blank=True, validators=[MinValueValidator(1)])

    class Meta:
        abstract = True

    @property
    def details(self) -> Details:
        return Details(**{name: getattr(self, name) for name in DETAILS})

    @details.setter
    def details(self, details: Details) -> None:
        for name in DETAILS:
            setattr(self, name, getattr(details, name))

    @property
    def is_open(self) -> bool:
        return self.confidentiality == Confidentiality.OPEN

    @property
    def is_chatham_house(self) -> bool:
        return self.confidentiality == Confidentiality.CHATHAM_HOUSE

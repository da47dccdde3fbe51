"""The organisation this installation belongs to, and its units."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from practica.foundation.calendar_time import is_zone
from practica.foundation.hues import HUES


class Joining(models.TextChoices):
    """Who may make an account."""

    INVITATION = "invitation", _("People who are invited")
    DOMAIN = "domain", _("People with an e-mail address of ours")
    OPEN = "open", _("Anyone who finds the page")


class Organisation(models.Model):
    """The one organisation of this installation; it exists once the first-run wizard has ended."""

    name = models.CharField(_("name"), max_length=120)
    languages = models.JSONField(default=list)
    time_zone = models.CharField(_("time zone"), max_length=60, default="UTC")
    joining = models.CharField(_("who may join"), max_length=12, choices=Joining, default=Joining.INVITATION)
    email_domains = models.JSONField(default=list, blank=True)
    places = models.JSONField(_("towns or sites"), default=list, blank=True)
    # Chosen in the first run, before there is a community that could keep it.
    first_hue = models.CharField(max_length=8, blank=True)
    founded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.CheckConstraint(name="organisation_is_the_only_one", condition=Q(pk=1)),
            models.CheckConstraint(name="organisation_has_a_name", condition=~Q(name="")),
            models.CheckConstraint(
                name="organisation_joining_is_known",
                condition=Q(joining__in=Joining.values),
            ),
            models.CheckConstraint(name="organisation_first_hue_is_known", condition=Q(first_hue__in=["", *HUES])),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def default_language(self) -> str:
        return str(self.languages[0]) if self.languages else "en"

    def knows_zone(self) -> bool:
        return is_zone(self.time_zone)


class Unit(models.Model):
    """A part of the organisation that people work in."""

    name = models.CharField(_("name"), max_length=120)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="parts")

    class Meta:
        ordering = [Lower("name")]
        constraints = [
            models.UniqueConstraint(Lower("name"), name="unit_name_is_unique"),
            models.CheckConstraint(name="unit_has_a_name", condition=~Q(name="")),
            models.CheckConstraint(name="unit_is_not_its_own_parent", condition=~Q(parent=F("pk"))),
        ]

    def __str__(self) -> str:
        return self.name

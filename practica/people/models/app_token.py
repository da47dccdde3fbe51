from __future__ import annotations

import secrets
from datetime import timedelta
from hashlib import sha256

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

# Letters and digits that no one mistakes for others on a small screen: five bits each.
ALPHABET = "abcdefghijkmnpqrstuvwxyz23456789"
GROUPS, IN_A_GROUP = 5, 5
NOTED_EVERY = timedelta(minutes=15)


def new_secret() -> str:
    """`k7qxm-…`: 125 bits, in groups one can type on a phone."""
    groups = ["".join(secrets.choice(ALPHABET) for _letter in range(IN_A_GROUP)) for _group in range(GROUPS)]
    return "-".join(groups)


def digest_of(secret: str) -> str:
    """What is kept of a token. It is long and drawn by chance, so a slow hash would protect nothing more."""
    return sha256(secret.strip().lower().encode()).hexdigest()


class AppTokenQuerySet(models.QuerySet["AppToken"]):
    def working(self) -> AppTokenQuerySet:
        alive = Q(person__deactivated_at=None, person__unconfirmed_since=None, person__claimed_at__isnull=False)
        return self.filter(alive, revoked_at=None)

    def unnoted(self) -> AppTokenQuerySet:
        """Not noted as used in the last quarter of an hour."""
        return self.filter(Q(used_at=None) | Q(used_at__lt=timezone.now() - NOTED_EVERY))


class AppToken(models.Model):
    """What a program of a person signs in with instead of their password; shown once, kept as its digest."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="app_tokens")
    name = models.CharField(_("name"), max_length=60)
    digest = models.CharField(max_length=64, unique=True, editable=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    used_at = models.DateTimeField(null=True, editable=False)
    refused_at = models.DateTimeField(null=True, editable=False)
    refused_because = models.CharField(max_length=300, blank=True, editable=False)
    revoked_at = models.DateTimeField(null=True, editable=False)
    objects = AppTokenQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(name="app_token_has_a_name", condition=~Q(name="")),
            models.CheckConstraint(
                name="app_token_refused_at_and_why_together",
                condition=Q(refused_at__isnull=True, refused_because="")
                | (Q(refused_at__isnull=False) & ~Q(refused_because="")),
            ),
        ]
        indexes = [models.Index(fields=["person", "revoked_at"], name="app_token_by_person")]

    def __str__(self) -> str:
        return f"{self.pk} of {self.person_id}"

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.core import signing
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

LIFE = timedelta(days=14)
SALT = "people.invitation"


def end_of_life() -> datetime:
    return timezone.now() + LIFE


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def waiting(self) -> InvitationQuerySet:
        """Neither used nor withdrawn; it may have expired."""
        return self.filter(accepted_at=None, withdrawn_at=None)

    def usable(self) -> InvitationQuerySet:
        return self.waiting().filter(expires_at__gt=timezone.now())

    def by_token(self, token: str) -> InvitationQuerySet:
        """The invitation a letter's link stands for; none for a link that nobody here signed."""
        try:
            return self.filter(pk=signing.loads(token, salt=SALT))
        except signing.BadSignature:
            return self.none()


class Invitation(models.Model):
    """A letter that lets its reader open an account; with `person` it hands over what was imported for them.

    Usable once, for fourteen days, until withdrawn. The link carries a signed number, not a secret that is stored.
    """

    email = models.EmailField(_("e-mail address"))
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, null=True, blank=True, related_name="invitations"
    )
    as_guest = models.BooleanField(default=False)
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    invited_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField(default=end_of_life)
    accepted_at = models.DateTimeField(null=True, editable=False)
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, null=True, editable=False, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True, editable=False)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+"
    )
    objects = InvitationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                condition=Q(accepted_at=None, withdrawn_at=None),
                name="invitation_waits_once_an_address",
            ),
            models.CheckConstraint(
                name="invitation_accepted_at_and_by_together",
                condition=Q(accepted_at__isnull=True, accepted_by__isnull=True)
                | Q(accepted_at__isnull=False, accepted_by__isnull=False),
            ),
            models.CheckConstraint(
                name="invitation_withdrawn_at_and_by_together",
                condition=Q(withdrawn_at__isnull=True, withdrawn_by__isnull=True)
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False),
            ),
            models.CheckConstraint(
                name="invitation_expires_after_it_was_sent", condition=Q(expires_at__gt=F("invited_at"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pk} to {self.person_id or 'a new person'}"

    @property
    def token(self) -> str:
        return signing.dumps(self.pk, salt=SALT)

    @property
    def has_expired(self) -> bool:
        return self.expires_at <= timezone.now()

    def get_absolute_url(self) -> str:
        """Where the letter's link leads."""
        return reverse("people:join", args=[self.token])

from __future__ import annotations

import secrets

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Scope(models.TextChoices):
    ALL = "all", _("All meetings of my communities")
    ANSWERED = "answered", _("Only those I answered with yes or maybe")
    COMMUNITY = "community", _("One community")


class FeedQuerySet(models.QuerySet["Feed"]):
    def working(self) -> FeedQuerySet:
        return self.filter(revoked_at=None, person__deactivated_at=None)


class Feed(models.Model):
    """A secret address under which a person's own calendar program reads meetings; it sees what the person may see."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="meeting_feeds")
    community = models.ForeignKey("communities.Community", models.CASCADE, null=True, related_name="+")
    scope = models.CharField(max_length=9, choices=Scope, default=Scope.ALL)
    name = models.CharField(_("name"), max_length=60, blank=True)
    token = models.CharField(max_length=50, unique=True, default=secrets.token_urlsafe, editable=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    read_at = models.DateTimeField(null=True, editable=False)
    revoked_at = models.DateTimeField(null=True, editable=False)
    objects = FeedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(name="feed_scope_is_known", condition=Q(scope__in=Scope.values)),
            models.CheckConstraint(
                name="feed_names_a_community_when_it_is_of_one",
                condition=Q(scope="community", community__isnull=False) | (~Q(scope="community") & Q(community=None)),
            ),
        ]
        indexes = [models.Index(fields=["person", "revoked_at"], name="feed_by_person")]

    def __str__(self) -> str:
        return f"{self.scope} of {self.person_id}"

    @property
    def path(self) -> str:
        return reverse("meetings:feed", args=[self.token])

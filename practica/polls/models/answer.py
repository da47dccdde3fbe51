from __future__ import annotations

import uuid

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from practica.polls.models.poll import Poll


class Answer(models.Model):
    """What somebody answered, under their name; it may be changed until the poll closes."""

    community = models.ForeignKey("communities.Community", models.CASCADE, related_name="+", db_index=False)
    poll = models.ForeignKey(Poll, models.CASCADE, related_name="answers", db_index=False)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    marks = ArrayField(models.PositiveSmallIntegerField())
    reason = models.TextField(blank=True, max_length=2000)
    answered_at = models.DateTimeField()

    class Meta:
        verbose_name = _("answer to a poll")
        constraints = [models.UniqueConstraint(fields=["poll", "person"], name="poll_answered_once_a_person")]

    def __str__(self) -> str:
        return f"{self.person_id} to poll {self.poll_id}"


class Participation(models.Model):
    """Somebody took part in an anonymous poll. Neither when nor how: that is what keeps it anonymous."""

    community = models.ForeignKey("communities.Community", models.CASCADE, related_name="+", db_index=False)
    poll = models.ForeignKey(Poll, models.CASCADE, related_name="participations", db_index=False)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("participation")
        constraints = [models.UniqueConstraint(fields=["poll", "person"], name="poll_participation_once_a_person")]

    def __str__(self) -> str:
        return f"{self.person_id} in poll {self.poll_id}"


class Ballot(models.Model):
    """An anonymous answer: no person, no time, and a number by chance, so that no order tells who came when."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    community = models.ForeignKey("communities.Community", models.CASCADE, related_name="+", db_index=False)
    poll = models.ForeignKey(Poll, models.CASCADE, related_name="ballots")
    marks = ArrayField(models.PositiveSmallIntegerField())
    reason = models.TextField(blank=True, max_length=2000)

    class Meta:
        verbose_name = _("ballot")

    def __str__(self) -> str:
        return f"a ballot of poll {self.poll_id}"

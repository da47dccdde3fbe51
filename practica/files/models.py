"""Files people keep here: the bytes lie in the store, what is known of them in this row."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class TextState(models.TextChoices):
    """How far the words inside are known."""

    PENDING = "pending", _("Being read")
    DONE = "done", _("Read")
    NONE = "none", _("Holds no text")
    FAILED = "failed", _("Could not be read")


class StoredFile(models.Model):
    """One uploaded file; never changed, a new upload is a new file."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    community = models.ForeignKey("communities.Community", models.CASCADE, null=True, related_name="+")
    name = models.CharField(max_length=200)
    content_type = models.CharField(max_length=120)
    size = models.PositiveBigIntegerField(help_text="bytes")
    sha256 = models.CharField(max_length=64)
    content = models.FileField(upload_to="%Y/%m/", max_length=300)
    width = models.PositiveIntegerField(null=True)
    height = models.PositiveIntegerField(null=True)
    text = models.TextField(blank=True)
    text_state = models.CharField(max_length=8, choices=TextState, default=TextState.PENDING)
    text_note = models.CharField(max_length=200, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.CheckConstraint(name="file_has_a_name", condition=~Q(name="")),
            models.CheckConstraint(
                name="file_text_state_is_known",
                condition=Q(text_state__in=TextState.values),
            ),
        ]
        indexes = [models.Index(fields=["community", "-created_at"], name="file_by_community")]

    def __str__(self) -> str:
        return self.name

"""Texts while they are being written together. No row says who wrote: not an update, not a version."""

from __future__ import annotations

from uuid import UUID, uuid4

from django.db import models
from django.utils import timezone


class Document(models.Model):
    """One text that is open, as the editors of browsers know it.

    `state` has all updates up to the one of number `through`; what came after are rows of their own until they are settled.
    Without a state it is closed, and begins anew, with another `born`, from the text that the feature has.
    """

    kind = models.CharField(max_length=40)
    number = models.BigIntegerField()
    community = models.ForeignKey("communities.Community", models.CASCADE, related_name="+")
    born = models.UUIDField(default=uuid4)
    state = models.BinaryField(null=True)
    through = models.BigIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "number"], name="document_once")]
        indexes = [
            models.Index(
                fields=["community", "kind", "number"],
                condition=models.Q(state__isnull=False),
                name="document_open_by_community",
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind}:{self.number}"

    @property
    def is_open(self) -> bool:
        return self.state is not None

    @property
    def whole(self) -> bytes:
        return bytes(self.state or b"")

    def begin(self, state: bytes) -> None:
        self.born, self.state = new_birth(), state


class Update(models.Model):
    """What was written at one moment, for the other servers; it goes as soon as it is part of the state."""

    document = models.ForeignKey(Document, models.CASCADE, related_name="updates")
    body = models.BinaryField()

    def __str__(self) -> str:
        return f"update {self.pk} of {self.document_id}"


class Version(models.Model):
    """The text as it was when the last one who wrote went away."""

    document = models.ForeignKey(Document, models.CASCADE, related_name="versions")
    text = models.TextField(blank=True)
    kept_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        indexes = [models.Index(fields=["document", "-id"], name="version_newest")]

    def __str__(self) -> str:
        return f"version {self.pk} of {self.document_id}"


def new_birth() -> UUID:
    return uuid4()

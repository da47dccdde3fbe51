from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from practica.files.models import StoredFile
from practica.library.models.asset import Asset


class AssetVersion(models.Model):
    """All that an asset said at one time, with its files; never changed."""

    asset = models.ForeignKey(Asset, models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=200)
    summary = models.CharField(max_length=600, blank=True)
    source = models.TextField(blank=True)
    address = models.URLField(max_length=1000, blank=True)
    works_when = models.TextField(blank=True)
    works_not_when = models.TextField(blank=True)
    note = models.CharField(max_length=300, blank=True)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    files: models.ManyToManyField[StoredFile, AssetFile] = models.ManyToManyField(
        StoredFile, through="AssetFile", related_name="+"
    )

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["asset", "number"], name="asset_version_once"),
            models.CheckConstraint(name="asset_version_counts_from_one", condition=Q(number__gte=1)),
        ]

    def __str__(self) -> str:
        return f"{self.title} v{self.number}"


class AssetFile(models.Model):
    """A file of a version; the same stored file may serve many versions."""

    version = models.ForeignKey(AssetVersion, models.CASCADE, related_name="file_links")
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="asset_links")
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(fields=["version", "file"], name="asset_file_once_a_version")]

    def __str__(self) -> str:
        return self.file.name

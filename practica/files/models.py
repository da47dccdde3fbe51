"""Files people keep here: the bytes lie in the store, what is known of them in these rows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.text import get_valid_filename
from django.utils.translation import gettext_lazy as _

from practica.files.kinds import PICTURES
from practica.files.registry import holders, visible_holders

if TYPE_CHECKING:
    from practica.people.models import Person

TEXT_SHOWN = 20_000


class TextState(models.TextChoices):
    """How far the words inside are known."""

    PENDING = "pending", _("Being read")
    DONE = "done", _("Read")
    NONE = "none", _("Holds no text")
    FAILED = "failed", _("Could not be read")


def pointers_to_files() -> list[Any]:
    """The columns of other tables that point to a file, its own parts apart."""
    fields: Any = StoredFile._meta.get_fields(include_hidden=True)
    rows = [field for field in fields if field.auto_created and (field.one_to_many or field.one_to_one)]
    return [field for field in rows if field.related_model not in (FileUse, PagePicture)]


class StoredFileQuerySet(models.QuerySet["StoredFile"]):
    def visible_to(self, person: Person) -> StoredFileQuerySet:
        """One's own uploads, and what something one may see holds."""
        if not person.is_active:
            return self.none()
        seen = Q(owner=person)
        for label in holders():
            things = visible_holders(label, person).filter(pk=OuterRef("target_id")).order_by()
            uses = FileUse.objects.filter(Exists(things), file=OuterRef("pk"), target_type=label)
            seen |= Q(Exists(uses))
        return self.filter(seen)

    def forsaken(self) -> StoredFileQuerySet:
        """What nothing holds: no thing that still exists, and no row that points to it."""
        uses = FileUse.objects.filter(file=OuterRef("pk"))
        # What nobody declares any more is spared: its feature may be switched off for a day.
        held = Q(Exists(uses.exclude(target_type__in=holders())))
        for label in holders():
            things = apps.get_model(label)._base_manager.filter(pk=OuterRef("target_id"))
            held |= Q(Exists(uses.filter(Exists(things), target_type=label)))
        for pointer in pointers_to_files():
            rows = pointer.related_model._base_manager.filter(**{pointer.field.name: OuterRef("pk")})
            held |= Q(Exists(rows))
        return self.filter(~held)

    def held_by(self, thing: models.Model) -> StoredFileQuerySet:
        """The files of one thing, in the order they were added."""
        return self.filter(uses__target_type=thing._meta.label_lower, uses__target_id=thing.pk).order_by("uses__pk")


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
    pages = models.PositiveIntegerField(null=True)
    text = models.TextField(blank=True)
    text_state = models.CharField(max_length=8, choices=TextState, default=TextState.PENDING)
    text_note = models.CharField(max_length=200, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    objects = StoredFileQuerySet.as_manager()

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

    def get_absolute_url(self) -> str:
        return reverse("files:download", args=[self.pk, self.address_name])

    @property
    def address_name(self) -> str:
        """The name as it stands in an address: no spaces, no brackets, so that Markdown can hold it."""
        try:
            return get_valid_filename(self.name)
        except ValueError:  # nothing of the name is left
            return "file"

    @property
    def is_picture(self) -> bool:
        return self.content_type in PICTURES

    @property
    def is_pdf(self) -> bool:
        return self.content_type == "application/pdf"

    @property
    def is_plain_text(self) -> bool:
        return self.content_type.startswith("text/") or self.content_type == "application/json"

    @property
    def markdown(self) -> str:
        """What the composer puts where the file was dropped."""
        label = self.name.translate({ord(letter): None for letter in "[]\\`<>"})
        return f"{'!' if self.is_picture else ''}[{label}]({self.get_absolute_url()})"

    @property
    def text_beginning(self) -> str:
        return self.text[:TEXT_SHOWN]

    @property
    def has_more_text(self) -> bool:
        return len(self.text) > TEXT_SHOWN


class FileUse(models.Model):
    """Something that holds a file: whoever may see it may read the file."""

    file = models.ForeignKey(StoredFile, models.CASCADE, related_name="uses")
    community = models.ForeignKey("communities.Community", models.CASCADE, null=True, related_name="+")
    target_type = models.CharField(max_length=60)
    target_id = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["file", "target_type", "target_id"], name="file_use_once_a_thing"),
        ]
        indexes = [models.Index(fields=["target_type", "target_id"], name="file_use_by_target")]

    def __str__(self) -> str:
        return f"{self.file_id} in {self.target_type}:{self.target_id}"


class PagePicture(models.Model):
    """A page of a document, drawn by the worker so that the browser need not open the document itself."""

    file = models.ForeignKey(StoredFile, models.CASCADE, related_name="page_pictures")
    number = models.PositiveSmallIntegerField()
    content = models.FileField(upload_to="%Y/%m/", max_length=300)
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["file", "number"], name="page_picture_once_a_page")]

    def __str__(self) -> str:
        return f"{self.file_id}, page {self.number}"

    def get_absolute_url(self) -> str:
        return reverse("files:page", args=[self.file_id, self.number])

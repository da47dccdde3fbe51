"""Files that nothing holds: an upload that was never sent, a photo that was replaced, a file taken out of a text."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from practica.files.models import StoredFile

if TYPE_CHECKING:
    from django.db.models.fields.files import FieldFile

# A draft waits thirty days in its writer's browser, and the pictures dropped into it must be there when it is sent.
PATIENCE = timedelta(days=31)


def forget_forsaken() -> int:
    """Delete what was uploaded longer ago than a draft lives and nothing holds, the bytes too; says how many."""
    found = StoredFile.objects.forsaken().filter(created_at__lt=timezone.now() - PATIENCE)
    return sum(_forget(pk) for pk in found.values_list("pk", flat=True))


@transaction.atomic
def _forget(pk: int) -> bool:
    # Somebody may be sending the draft just now: whoever holds the file first, keeps it, so it is asked again.
    list(StoredFile.objects.select_for_update().filter(pk=pk).values_list("pk"))
    file = StoredFile.objects.forsaken().filter(pk=pk).first()
    if file is None:
        return False
    contents = [file.content, *(picture.content for picture in file.page_pictures.all())]
    file.delete()
    # Bytes don't come back with a transaction that fails, so they go after it.
    transaction.on_commit(lambda: _remove(contents))
    return True


def _remove(contents: list[FieldFile]) -> None:
    for content in contents:
        content.storage.delete(str(content.name))

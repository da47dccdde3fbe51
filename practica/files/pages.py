"""Pictures of a document's first pages, so that it can be read in the page without opening it."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from django.core.files import File
from django.db import transaction

from practica.files.child import Unreadable, opened_by
from practica.files.models import PagePicture
from practica.files.pictures import open_picture

if TYPE_CHECKING:
    from pathlib import Path

    from practica.files.models import StoredFile


def draw(file: StoredFile) -> None:
    """Keep the pictures of the first pages; a document that can't be drawn has none, and is not tried again."""
    try:
        with opened_by("practica.files.drawer", file, "pdf") as folder:
            keep(file, folder)
    except Unreadable:
        file.pages = 0
        file.save(update_fields=["pages"])


@transaction.atomic
def keep(file: StoredFile, folder: Path) -> None:
    file.pages = int((folder / "pages.txt").read_text())
    file.save(update_fields=["pages"])
    for number, drawn in enumerate(sorted(folder.glob("page-*.png")), start=1):
        with drawn.open("rb") as content:
            picture = open_picture(content)
            row = PagePicture(file=file, number=number, width=picture.width, height=picture.height)
            content.seek(0)
            row.content.save(f"{secrets.token_hex(16)}.png", File(content), save=True)

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.urls import reverse

from practica.foundation.hues import hue_of, initials_of

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True)
class Face:
    """As much of a person as an avatar shows, read together with the row it stands in."""

    pk: int
    name: str
    handle: str
    photo_id: int | None = None

    @property
    def hue(self) -> str:
        return hue_of(self.pk)

    @property
    def initials(self) -> str:
        return initials_of(self.name)

    @property
    def photo_url(self) -> str:
        return reverse("people:photo", args=[self.handle, self.photo_id]) if self.photo_id else ""


def faces(rows: Iterable[dict[str, Any]]) -> list[Face]:
    return [Face(**row) for row in rows]

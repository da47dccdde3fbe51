"""The letters the product writes: a module a feature, a function a letter; the list is the specification.

    @letter("meetings.moved")
    def meeting_moved(reader, *, title: str, url: str) -> Draft: ...

Calling `meeting_moved(person, title=…)` keeps the letter in the reader's language and queues it; `at=` sends it later.
"""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone, translation

from practica.mail.actions import Stranger, cancel_letters, send_letter
from practica.mail.addresses import absolute
from practica.mail.parts import Attachment, Draft, Facts, Heading, Line, Lines, Link, Paragraph, Quote

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from practica.mail.models import Letter

__all__ = [
    "Attachment", "Draft", "Facts", "Heading", "Line", "Lines", "Link", "Paragraph", "Quote", "Stranger",
    "absolute", "cancel_letters", "letter", "send_letter",
]  # fmt: skip


def letter(kind: str) -> Callable[[Callable[..., Draft]], Callable[..., Letter | None]]:
    """The function writes in the language and the time zone of its reader, and what it writes is sent."""

    def decorate(write: Callable[..., Draft]) -> Callable[..., Letter | None]:
        @wraps(write)
        def written(reader: Any, *, at: datetime | None = None, **facts: Any) -> Letter | None:
            language = reader.language if reader.language in dict(settings.LANGUAGES) else "en"
            with translation.override(language), timezone.override(ZoneInfo(reader.time_zone)):
                return send_letter(reader, kind, write(reader, **facts), at=at)

        return written

    return decorate

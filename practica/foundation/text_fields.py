"""Columns for what people write."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _


def no_control_characters(value: str) -> None:
    """PostgreSQL stores no NUL, and other control characters only hide things from readers."""
    if any(ord(letter) < 32 and letter not in "\n\r\t" for letter in value):  # noqa: PLR2004 -- below the space
        raise ValidationError(_("This text holds characters that can't be shown. Please type it again."))


def clean_line(value: Any) -> str:
    """One line: control characters gone, spaces single."""
    return " ".join("".join(c if ord(c) >= 32 else " " for c in str(value)).split())  # noqa: PLR2004

"""What people write in a form: one line or several, kept from what can't be stored, fed on or shown."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

# No NUL goes into PostgreSQL, and none of these into XML: one of them in a title would break a whole feed.
_UNSHOWABLE = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff"
UNSHOWABLE = re.compile(f"[{_UNSHOWABLE}]")
# In one line the other breaks would begin a header or a property; the rest of the controls are of old alphabets.
_BREAKING = re.compile(f"[{_UNSHOWABLE}\x80-\x9f\u2028\u2029]")
# These turn the direction of what stands beside them: “exe.photo” would read as “otohp.exe”.
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
REASON_LENGTH = 300


def no_control_characters(value: str) -> None:
    """Control characters only hide things from readers."""
    if UNSHOWABLE.search(value):
        raise ValidationError(_("This text holds characters that can't be shown. Please type it again."))


def clean_line(value: Any) -> str:
    """One line: control characters gone, spaces single."""
    return " ".join(_TURNING.sub("", _BREAKING.sub(" ", str(value))).split())


def clean_reason(value: Any) -> str:
    """Why somebody does something: one line, and no more of it than is kept."""
    return clean_line(value)[:REASON_LENGTH]


def clean_text(value: Any) -> str:
    """Some lines: control characters gone, a line's end is one letter."""
    return UNSHOWABLE.sub("", str(value).replace("\r\n", "\n"))


class LineField(forms.CharField):
    """One line of words: single spaces, no control characters."""

    def to_python(self, value: Any) -> str:
        return clean_line(super().to_python(value) or "")


class TextField(forms.CharField):
    """Some lines of words, refused with control characters; a line's end counts as one letter, as in the browser."""

    widget: type[forms.Widget] | forms.Widget = forms.Textarea
    default_validators = [no_control_characters]

    def to_python(self, value: Any) -> str:
        return str(super().to_python(value)).replace("\r\n", "\n")

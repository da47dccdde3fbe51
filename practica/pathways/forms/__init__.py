"""What somebody says when one thing becomes another."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from practica.foundation.text_fields import LineField


class MeetingForm(forms.Form):
    title = LineField(label=_("What the agenda says"), max_length=200)
    meeting = forms.TypedChoiceField(label=_("Which meeting?"), coerce=int, widget=forms.RadioSelect)

    def __init__(self, *given: Any, meetings: list[tuple[int, str]], **more: Any) -> None:
        super().__init__(*given, **more)
        self.fields["meeting"].choices = meetings  # type: ignore[attr-defined] # a field of choices


class ThingForm(forms.Form):
    """Which topic or task, by its number."""

    thing = forms.IntegerField(min_value=1, max_value=2**62)

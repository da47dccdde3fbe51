"""What somebody says when one thing becomes another."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from practica.foundation.text_fields import LineField, TextField


class DiscussForm(forms.Form):
    title = LineField(label=_("Title"), max_length=200)
    text = TextField(label=_("How do you begin?"), max_length=20_000, widget=forms.Textarea(attrs={"rows": 8}))


class MeetingForm(forms.Form):
    meeting = forms.TypedChoiceField(label=_("Which meeting?"), coerce=int, widget=forms.RadioSelect)

    def __init__(self, *given: Any, meetings: list[tuple[int, str]], **more: Any) -> None:
        super().__init__(*given, **more)
        self.fields["meeting"].choices = meetings  # type: ignore[attr-defined] # a field of choices


class ThingForm(forms.Form):
    """Which topic or task, by its number."""

    thing = forms.IntegerField(min_value=1, max_value=2**62)

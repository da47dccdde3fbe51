"""What people type about joint work; shape is checked here, state by the actions."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from practica.foundation.text_fields import LineField


class DayInput(forms.DateInput):
    """The browser's own calendar, from today on."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")

    def build_attrs(self, base_attrs: dict[str, Any], extra_attrs: dict[str, Any] | None = None) -> dict[str, Any]:
        today = timezone.localdate().isoformat()
        return {**super().build_attrs(base_attrs, extra_attrs), "min": today}


class DayField(forms.DateField):
    """A day still to come."""

    widget = DayInput

    def clean(self, value: Any) -> Any:
        day = super().clean(value)
        if day and day < timezone.localdate():
            raise forms.ValidationError(_("That day has passed: choose one that is still to come."))
        return day


class CommitForm(forms.Form):
    text = LineField(
        label=_("I will…"),
        max_length=200,
        help_text=_("One thing that others can see is done: “bring the grease results”."),
    )
    due_on = DayField(label=_("By"))


class RenegotiateForm(forms.Form):
    due_on = DayField(label=_("New date"))
    reason = LineField(label=_("What changed?"), max_length=300)


class LetGoForm(forms.Form):
    because = LineField(
        label=_("Why"), max_length=300, required=False, help_text=_("A line helps whoever counted on it.")
    )

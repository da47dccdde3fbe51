from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from practica.foundation.text_fields import LineField, TextField


class TellForm(forms.Form):
    """A story that a meeting asked for, by whoever tells it."""

    title = LineField(label=_("Title"), max_length=200)
    text = TextField(
        label=_("What happened, and what would you tell a colleague?"),
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 10}),
    )

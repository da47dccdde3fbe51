from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from practica.foundation.text_fields import TextField
from practica.meetings.models import LONGEST_NOTES


class NotesForm(forms.Form):
    """The notes as somebody had them before them, and as they would have them."""

    base = TextField(required=False, strip=False, max_length=LONGEST_NOTES, widget=forms.HiddenInput)
    text = TextField(label=_("Shared notes"), required=False, strip=False, max_length=LONGEST_NOTES)

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from practica.foundation.text_fields import LineField, TextField


class GoalForm(forms.Form):
    learning_goal = LineField(
        label=_("What would you like to learn here?"),
        max_length=300,
        required=False,
        help_text=_("One sentence. Members see it and can offer help."),
        widget=forms.TextInput(attrs={"placeholder": _("For example: how to hear that a bearing is going to fail")}),
    )


class AskForm(forms.Form):
    message = TextField(
        label=_("A few words for the facilitator"),
        max_length=500,
        required=False,
        help_text=_("Who you are and what brings you here."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )

"""Inviting people and answering them."""

from __future__ import annotations

from datetime import timedelta

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from practica.communities.actions.invitations import LONGEST_VISIT
from practica.foundation.text_fields import LineField, TextField
from practica.people.models import Person


class InviteForm(forms.Form):
    """Whom to invite; the search beside it says who can be picked."""

    person = forms.ModelChoiceField(queryset=Person.objects.none(), widget=forms.HiddenInput)
    message = TextField(
        label=_("A few words with it"),
        max_length=500,
        required=False,
        help_text=_("Why you thought of them. A sentence of your own works better than any invitation."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    until = forms.DateField(
        label=_("As a guest until"),
        required=False,
        help_text=_("Leave it empty to invite a member. A guest stays 90 days at the most."),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def __init__(self, *given: object, by: Person, may_invite_guests: bool, **more: object) -> None:
        super().__init__(*given, **more)  # type: ignore[arg-type]
        self.fields["person"].queryset = Person.objects.visible_to(by)  # type: ignore[attr-defined]
        if not may_invite_guests:
            del self.fields["until"]


class ExtendForm(forms.Form):
    until = forms.DateField(label=_("Guest until"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))

    @staticmethod
    def longest() -> str:
        return (timezone.localdate() + LONGEST_VISIT).isoformat()

    @staticmethod
    def shortest() -> str:
        return (timezone.localdate() + timedelta(days=1)).isoformat()


class AnswerForm(forms.Form):
    answer = LineField(label=_("A word with it"), max_length=500, required=False)

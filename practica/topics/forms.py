"""What people type about topics; shape is checked here, state by the actions."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from practica.foundation.text_fields import LineField, TextField
from practica.topics.actions import Suggestion
from practica.topics.models import SHORTEST_REASON, Horizon, Lane, Source

DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class SuggestionForm(forms.Form):
    """A suggestion; `seen` are the look-alikes that whoever writes it was shown."""

    title = LineField(label=_("What should we take up?"), max_length=160, widget=forms.TextInput())
    why = TextField(
        label=_("Why?"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("What happens today, and what would be better."),
    )
    benefits = LineField(label=_("Who benefits?"), max_length=300, required=False)
    horizon = forms.ChoiceField(
        label=_("How far ahead does it look?"), choices=Horizon.choices, initial=Horizon.YEAR, widget=forms.RadioSelect
    )
    lane = forms.ChoiceField(
        label=_("What would we do with it?"), choices=Lane.choices, initial=Lane.LEARN, widget=forms.RadioSelect
    )
    source = forms.ChoiceField(choices=Source.choices, required=False, widget=forms.HiddenInput())
    seen = forms.CharField(required=False, max_length=200, widget=forms.HiddenInput())

    def suggestion(self) -> Suggestion:
        given = {name: value for name, value in self.cleaned_data.items() if name != "seen"}
        given["source"] = given["source"] or Source.BACKLOG
        return Suggestion(**given, language=(get_language() or "en")[:2])

    def seen_topics(self) -> set[int]:
        words: list[str] = self.data.getlist("seen") if hasattr(self.data, "getlist") else []
        return {int(word) for word in words if word.isdecimal() and len(word) < 10}  # noqa: PLR2004 -- numbers of rows


class DeclineForm(forms.Form):
    reason = TextField(
        label=_("Your reason"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4, "data-counted": SHORTEST_REASON}),
        help_text=_("At least 20 characters."),
        error_messages={"required": _("Say why: without a reason nothing is declined here.")},
    )

    def clean_reason(self) -> str:
        reason: str = self.cleaned_data["reason"].strip()
        if len(reason) < SHORTEST_REASON:
            raise forms.ValidationError(
                _("Give your reason in at least 20 characters: they would want to understand."), code="min_length"
            )
        return reason


class ParkForm(forms.Form):
    until = forms.DateField(label=_("Until"), widget=DAY)
    reason = TextField(
        label=_("What are we waiting for?"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def clean_until(self) -> Any:
        day = self.cleaned_data["until"]
        if not timezone.localdate() < day <= timezone.localdate() + timedelta(days=730):
            raise forms.ValidationError(_("Choose a day between tomorrow and two years from now."))
        return day


class FinishForm(forms.Form):
    outcome = TextField(
        label=_("What came of it?"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("A line is enough: what we can do now, or where it is written."),
    )


class HideForm(forms.Form):
    reason = LineField(label=_("Reason"), max_length=300)


class MergeForm(forms.Form):
    into = forms.IntegerField(min_value=1, max_value=2**62)


class MoveForm(forms.Form):
    """Where to: a place counted from 1."""

    lane = forms.ChoiceField(choices=Lane.choices)
    place = forms.IntegerField(min_value=-1, max_value=1_000_000)

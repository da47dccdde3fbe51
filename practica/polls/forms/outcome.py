from __future__ import annotations

from typing import Any

from django import forms
from django.db import models
from django.utils.translation import gettext_lazy as _

from practica.foundation.text_fields import TextField
from practica.polls.actions import Outcome
from practica.polls.forms.dates import ComingDayField
from practica.polls.models import Rule

TOMORROW_ON = {"invalid": _("Choose tomorrow or a later day, within five years.")}


class OutcomeForm(forms.Form):
    """What came of a poll."""

    outcome = TextField(label=_("What came of it?"), max_length=4000, widget=forms.Textarea(attrs={"rows": 4}))
    rule = forms.ChoiceField(label=_("Decided by"), choices=Rule, widget=forms.RadioSelect, initial=Rule.CONSENT)
    review_on = ComingDayField(
        label=_("Look at it again on"),
        first=1,
        required=False,
        error_messages=TOMORROW_ON,
        help_text=_("On that day you are asked whether it is still right."),
    )

    @property
    def given(self) -> Outcome:
        kept = self.cleaned_data
        return Outcome(kept["outcome"], kept["rule"], kept["review_on"])


class Verdict(models.TextChoices):
    """What one says when an outcome comes back."""

    CONFIRM = "confirm", _("Yes, it stays as it is")
    AGAIN = "again", _("Perhaps not: ask the question again")


class ReviewForm(forms.Form):
    """Whether it is still right."""

    verdict = forms.ChoiceField(
        label=_("Is it still right?"), choices=Verdict, widget=forms.RadioSelect, initial=Verdict.CONFIRM
    )
    day = ComingDayField(
        label=_("Which day?"),
        first=1,
        required=False,
        error_messages=TOMORROW_ON,
        help_text=_("If it stays, you are asked again on that day. If it is asked again, people answer until its end."),
    )

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        if given.get("verdict") == Verdict.AGAIN and not given.get("day") and "day" not in self.errors:
            self.add_error("day", _("Say until when people may answer."))
        return given

    @property
    def is_asked_again(self) -> bool:
        return bool(self.cleaned_data["verdict"] == Verdict.AGAIN)

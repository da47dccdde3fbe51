from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from practica.foundation.text_fields import LineField, TextField, clean_line
from practica.polls.actions import LONGEST_OPTION, Asking
from practica.polls.forms.dates import ComingDayField, end_of
from practica.polls.models import FIXED, Kind

WHAT_FOR = {
    Kind.CHECK: _("Sense check: looks good, not sure, or it worries me"),
    Kind.PROPOSAL: _("Proposal: consent, concern or objection, with a reason"),
    Kind.CHOOSE: _("Choose: one option or several"),
    Kind.SCORE: _("Score: each option from 0 to 5"),
    Kind.DOTS: _("Dot vote: some dots to spread over the options"),
    Kind.RANKED: _("Ranking: the options in order"),
}


class AskForm(forms.Form):
    """A new poll."""

    kind = forms.ChoiceField(
        label=_("What kind of answer do you need?"),
        choices=list(WHAT_FOR.items()),
        initial=Kind.PROPOSAL,
        widget=forms.RadioSelect,
    )
    question = LineField(label=_("Question"), max_length=200)
    details = TextField(
        label=_("What one should know to answer"),
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    options = TextField(
        label=_("Options"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("One a line, two to twelve. A sense check and a proposal have their own."),
    )
    limit = forms.IntegerField(
        label=_("How many may one choose, or how many dots has each?"),
        min_value=1,
        max_value=50,
        initial=1,
        help_text=_("Only for a choice and for a dot vote."),
    )
    closes_on = ComingDayField(
        label=_("Open until the end of"),
        error_messages={"invalid": _("Choose today or a later day, within five years.")},
    )
    hides_results = forms.BooleanField(label=_("Show results only when it is closed"), required=False)
    is_anonymous = forms.BooleanField(
        label=_("Anonymous, for ever"),
        required=False,
        help_text=_(
            "Nobody will know who answered what, not even the database. It cannot be undone, answers cannot be "
            "changed, and results are shown only when it is closed and five have answered."
        ),
    )
    quorum = forms.IntegerField(
        label=_("How many must answer for it to count?"), min_value=1, max_value=100_000, required=False
    )

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        if given.get("kind") not in FIXED and "options" in given:
            self._look_at_options(self.lines)
        return given

    def _look_at_options(self, lines: list[str]) -> None:
        if not 2 <= len(lines) <= 12:  # noqa: PLR2004 -- said in the help text
            self.add_error("options", _("Write two to twelve options, one a line."))
        elif any(len(line) > LONGEST_OPTION for line in lines):
            self.add_error("options", _("An option has at most 120 letters."))
        elif len({line.casefold() for line in lines}) < len(lines):
            self.add_error("options", _("Two options are the same."))
        elif self.cleaned_data.get("kind") == Kind.CHOOSE and self.cleaned_data.get("limit", 1) > len(lines):
            self.add_error("limit", _("There are fewer options than that."))

    @property
    def lines(self) -> list[str]:
        return [line for line in map(clean_line, self.cleaned_data["options"].split("\n")) if line]

    @property
    def asking(self) -> Asking:
        given = self.cleaned_data
        return Asking(
            kind=given["kind"],
            question=given["question"],
            details=given["details"],
            options=self.lines,
            limit=given["limit"],
            closes_at=end_of(given["closes_on"]),
            hides_results=given["hides_results"],
            is_anonymous=given["is_anonymous"],
            quorum=given["quorum"],
            language=(get_language() or "en")[:2],
        )

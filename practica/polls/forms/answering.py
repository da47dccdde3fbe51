from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from practica.foundation.text_fields import TextField
from practica.polls.models import Choice, Kind, Stance

if TYPE_CHECKING:
    from collections.abc import Sequence

    from practica.polls.models import Answer, Poll

ONE = {Kind.CHECK, Kind.PROPOSAL}


class AnswerForm(forms.Form):
    """An answer to one poll: what is asked for depends on its kind."""

    reason = TextField(
        label=gettext_lazy("Why?"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, poll: Poll, given: Any = None, *, mine: Answer | None = None) -> None:
        super().__init__(given, prefix=f"poll{poll.pk}")
        self.poll = poll
        self.is_one = poll.kind in ONE or (poll.kind == Kind.CHOOSE and poll.limit == 1)
        asked = self._asked(mine.marks if mine else [])
        self.fields = {**asked, "reason": self.fields["reason"]}
        self.fields["reason"].initial = mine.reason if mine else ""
        if poll.kind == Kind.PROPOSAL:
            self.fields["reason"].help_text = _(
                "A concern or an objection needs a reason: it is what others work with."
            )

    def _asked(self, marks: Sequence[int]) -> dict[str, forms.Field]:
        choices = [(str(at), label) for at, label in enumerate(self.poll.labels)]
        chosen = [str(at) for at, mark in enumerate(marks) if mark]
        label = _("Your answer")
        if self.is_one:
            first = chosen[0] if chosen else None
            return {"choice": forms.ChoiceField(label=label, choices=choices, widget=forms.RadioSelect, initial=first)}
        if self.poll.kind == Kind.CHOOSE:
            widget = forms.CheckboxSelectMultiple
            return {
                "choice": forms.MultipleChoiceField(
                    label=label,
                    choices=choices,
                    widget=widget,
                    initial=chosen,
                    help_text=_("Choose up to %(n)s.") % {"n": self.poll.limit},
                )
            }
        return {f"mark_{at}": self._number(at, marks) for at, _label in enumerate(self.poll.labels)}

    def _number(self, at: int, marks: Sequence[int]) -> forms.Field:
        label, mine = self.poll.labels[at], marks[at] if marks else None
        if self.poll.kind == Kind.DOTS:
            return forms.IntegerField(label=label, min_value=0, max_value=self.poll.limit, initial=mine or 0)
        numbers = range(self.poll.limit + 1) if self.poll.kind == Kind.SCORE else range(1, len(self.poll.labels) + 1)
        choices = [("", "–"), *((str(number), str(number)) for number in numbers)]
        return forms.ChoiceField(label=label, choices=choices, initial="" if mine is None else str(mine))

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        if self.errors:
            return given
        if self.poll.kind == Kind.PROPOSAL and not self.marks[Stance.CONSENT] and not given["reason"].strip():
            self.add_error("reason", _("Please say why: without a reason nobody can do anything about it."))
        elif problem := self._problem(self.marks):
            self.add_error("choice" if "choice" in self.fields else f"mark_{len(self.marks) - 1}", problem)
        return given

    def _problem(self, marks: Sequence[int]) -> str:
        limit = {"n": self.poll.limit}
        if self.poll.kind == Kind.CHOOSE and sum(marks) > self.poll.limit:
            return _("Choose up to %(n)s.") % limit
        if self.poll.kind == Kind.DOTS and not 1 <= sum(marks) <= self.poll.limit:
            return _("Spread at least one dot and at most %(n)s.") % limit
        if self.poll.kind == Kind.RANKED and len(set(marks)) < len(marks):
            return _("Give each place once.")
        return ""

    @property
    def rules(self) -> str:
        """What one reads before the boxes of numbers."""
        if self.poll.kind == Kind.DOTS:
            return _("You have %(n)s dots to spread.") % {"n": self.poll.limit}
        if self.poll.kind == Kind.SCORE:
            return _("Score each from 0 to %(n)s.") % {"n": self.poll.limit}
        return _("1 is the first place. Give each place once.") if self.poll.kind == Kind.RANKED else ""

    @property
    def marks(self) -> list[int]:
        given, count = self.cleaned_data, len(self.poll.labels)
        if "choice" in self.fields:
            return [int(str(at) in given["choice"]) for at in range(count)] if not self.is_one else self._only(count)
        return [int(given[f"mark_{at}"]) for at in range(count)]

    def _only(self, count: int) -> list[int]:
        return [int(str(at) == self.cleaned_data["choice"]) for at in range(count)]

    @property
    def choice(self) -> Choice:
        return Choice(self.marks, self.cleaned_data["reason"])

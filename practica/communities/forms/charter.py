"""Writing a charter, heading by heading."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from practica.communities.actions import CharterWords
from practica.communities.forms.fields import AT_MOST, question_fields
from practica.communities.models import SECTIONS, Charter
from practica.foundation.text_fields import LineField, TextField

LONGEST = 6000


class CharterForm(forms.Form):
    """One field a heading with its question, the five knowledge questions, and when to look again."""

    def __init__(self, *given: Any, charter: Charter, **more: Any) -> None:
        super().__init__(*given, **more)
        sections: dict[str, Any] = SECTIONS
        for name, (title, prompt) in sections.items():
            self.fields[name] = TextField(
                label=title,
                help_text=prompt,
                required=False,
                max_length=LONGEST,
                initial=charter.sections.get(name, ""),
                widget=forms.Textarea(attrs={"rows": 2 if name == "purpose" else 4}),
            )
        self.fields.update(question_fields(list(charter.questions)))
        self.fields["review_on"] = forms.DateField(
            label=_("Review on"),
            help_text=_("Once a year is a good rhythm."),
            required=False,
            initial=charter.review_on,
            widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        )
        self.fields["what_changed"] = LineField(
            label=_("What changes and why"),
            help_text=_("Members read this first."),
            required=False,
            max_length=500,
            initial=charter.what_changed,
        )

    @property
    def section_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in SECTIONS]

    @property
    def question_fields(self) -> list[forms.BoundField]:
        return [self[f"question_{number}"] for number in range(1, AT_MOST + 1)]

    def words(self) -> CharterWords:
        cleaned = self.cleaned_data
        return CharterWords(
            sections={name: cleaned[name] for name in SECTIONS},
            questions=[cleaned[f"question_{number}"] for number in range(1, AT_MOST + 1)],
            what_changed=cleaned["what_changed"],
            review_on=cleaned["review_on"],
        )


class CommentForm(forms.Form):
    text = TextField(
        label=_("What do you think of it?"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3, "placeholder": _("What I would keep, what I would change")}),
    )

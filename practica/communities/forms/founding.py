"""The five screens on which a community is thought out."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from practica.communities.forms.fields import TopicsField, question_fields, written_questions
from practica.communities.models import Community, Visibility
from practica.foundation.text_fields import LineField, TextField


class NameForm(forms.Form):
    """Screen 1: what it is called and why it should exist."""

    name = LineField(label=_("What is it called?"), max_length=120, help_text=_("Short. You can change it later."))
    tagline = TextField(
        label=_("In one sentence: what will be better because it exists?"),
        max_length=240,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    difference = TextField(
        label=_("What is different about yours?"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def clean_name(self) -> str:
        name = " ".join(str(self.cleaned_data["name"]).split())
        if Community.objects.filter(name__iexact=name).exists():
            raise forms.ValidationError(
                _("There is a community of this name already. Join it, or choose another name.")
            )
        return name


class DomainForm(forms.Form):
    """Screen 2: what it cares about."""

    domain = TextField(
        label=_("What do you care about?"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    scope_out = TextField(
        label=_("What is it not about?"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    topics = TopicsField()


class LearnForm(forms.Form):
    """Screen 3: what it wants to learn; at least one thing."""

    practice = TextField(
        label=_("What would you like to do better?"),
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *given: Any, texts: list[str] | None = None, **more: Any) -> None:
        super().__init__(*given, **more)
        self.fields.update(question_fields(texts or []))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        return {"practice": cleaned.get("practice", ""), "questions": written_questions(cleaned)}


class RhythmForm(forms.Form):
    """Screen 4: who may come, in which language, and when first."""

    visibility = forms.ChoiceField(
        label=_("Who may come in?"),
        choices=Visibility.choices,
        initial=Visibility.OPEN,
        widget=forms.RadioSelect,
    )
    languages = forms.MultipleChoiceField(
        label=_("Which languages will you write in?"),
        choices=settings.LANGUAGES,
        widget=forms.CheckboxSelectMultiple,
    )
    first_gathering_on = forms.DateField(
        label=_("When do you meet first?"),
        required=False,
        help_text=_("A first date makes it real. 45 minutes are enough."),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    rhythm = LineField(label=_("And after that?"), max_length=200, required=False)

    def clean_first_gathering_on(self) -> str:
        day = self.cleaned_data["first_gathering_on"]
        if day and day < timezone.localdate():
            raise forms.ValidationError(_("This day is over. Choose one to come."))
        return day.isoformat() if day else ""


class PeopleForm(forms.Form):
    """Screen 5: who is asked first."""

    message = TextField(
        label=_("A few words with the invitation"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

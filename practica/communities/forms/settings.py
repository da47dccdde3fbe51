"""What a facilitator changes."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from practica.communities.actions.lifecycle import EVIDENCE_LENGTH
from practica.communities.forms.fields import TopicsField, question_fields, written_questions
from practica.communities.models import Community, KnowledgeQuestion, QuestionState, Stage
from practica.foundation.hues import HUE_CHOICES
from practica.foundation.text_fields import LineField, TextField
from practica.people.models import Person

LONG = ("domain", "scope_in", "scope_out", "community", "practice", "house_rules")


class CommunityForm(forms.ModelForm):  # type: ignore[type-arg]
    """What the community says of itself, and its door."""

    topics = TopicsField()
    languages = forms.MultipleChoiceField(
        label=_("Languages"), choices=settings.LANGUAGES, widget=forms.CheckboxSelectMultiple
    )
    hue_name = forms.ChoiceField(
        label=_("Colour"),
        choices=HUE_CHOICES,
        required=False,
        widget=forms.RadioSelect(attrs={"class": "hue"}),
    )

    class Meta:
        model = Community
        fields = [
            "name", "tagline", "visibility", "languages", "domain", "scope_in", "scope_out", "community", "practice",
            "house_rules", "rhythm", "first_gathering_on", "topics", "unit", "parent", "contact", "hue_name",
        ]  # fmt: skip
        field_classes = {
            **dict.fromkeys(("name", "tagline", "rhythm", "contact"), LineField),
            **dict.fromkeys(LONG, TextField),
        }
        widgets = {
            **{name: forms.Textarea(attrs={"rows": 4}) for name in LONG},
            "visibility": forms.RadioSelect,
            "first_gathering_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        }
        labels = {"unit": _("Unit"), "parent": _("Part of")}
        help_texts = {
            "domain": _("What you care about, in a few sentences."),
            "community": _("Who you are and how you look after each other."),
            "practice": _("What you want to do better, and what you will build for it."),
            "rhythm": _("For example: second Tuesday of the month, 45 minutes; questions answered in two days."),
            "contact": _("Shown to everyone, also of a private community: a name, an address, a link."),
            "parent": _("Leave it empty unless it is a part of a larger community."),
        }

    def __init__(self, *given: Any, person: Person, **more: Any) -> None:
        super().__init__(*given, **more)
        others = Community.objects.visible_to(person).living().exclude(pk=self.instance.pk).order_by("name")
        self.fields["parent"].queryset = others  # type: ignore[attr-defined]
        for name in ("unit", "parent"):
            self.fields[name].empty_label = _("None")  # type: ignore[attr-defined]
        self.initial["hue_name"] = self.instance.hue

    def changes(self) -> dict[str, Any]:
        return dict(self.cleaned_data)


class StageForm(forms.Form):
    stage = forms.ChoiceField(label=_("Stage"), choices=Stage.choices, widget=forms.RadioSelect)
    evidence = TextField(
        label=_("What shows it?"),
        min_length=EVIDENCE_LENGTH,
        max_length=1000,
        error_messages={"min_length": _("Say in a sentence what shows it: a stage without evidence is a wish.")},
        help_text=_("What has happened that you would tell a colleague. It is shown beside the stage."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class QuestionsForm(forms.Form):
    """The learning agenda in five lines."""

    def __init__(self, *given: Any, texts: list[str], **more: Any) -> None:
        super().__init__(*given, **more)
        self.fields.update(question_fields(texts))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        return {"questions": written_questions(cleaned)}


class AdvanceForm(forms.Form):
    """How far one question has come."""

    state = forms.ChoiceField(label=_("How far are you?"), choices=QuestionState.choices)
    note = LineField(label=_("What have you learned so far?"), max_length=500, required=False)

    def __init__(self, question: KnowledgeQuestion, given: Any = None) -> None:
        initial = {"state": question.state, "note": question.note}
        super().__init__(given, initial=initial, prefix=f"question-{question.pk}")
        self.question = question


class MonthForm(forms.Form):
    goal = forms.IntegerField(
        label=_("How many practices do you hope to hear?"), min_value=1, max_value=200, initial=10
    )


class SponsorForm(forms.Form):
    sponsor = forms.ModelChoiceField(
        label=_("Sponsor"),
        queryset=Person.objects.none(),
        required=False,
        empty_label=_("Nobody"),
    )

    def __init__(self, *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        everyone = Person.objects.active().filter(is_guest=False).order_by("name")
        self.fields["sponsor"].queryset = everyone  # type: ignore[attr-defined]

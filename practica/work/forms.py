"""What people type about joint work; shape is checked here, state by the actions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from practica.foundation.horizons import Horizon
from practica.foundation.text_fields import LineField, TextField
from practica.people.models import Person
from practica.work.actions import Aim, TaskWords
from practica.work.models import Initiative, Output
from practica.work.queries import people_to_ask

if TYPE_CHECKING:
    from practica.communities.models import Community
    from practica.work.models import Task


class DayInput(forms.DateInput):
    """The browser's own calendar, from today on."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")

    def build_attrs(self, base_attrs: dict[str, Any], extra_attrs: dict[str, Any] | None = None) -> dict[str, Any]:
        today = timezone.localdate().isoformat()
        return {**super().build_attrs(base_attrs, extra_attrs), "min": today}


class DayField(forms.DateField):
    """A day still to come."""

    widget = DayInput

    def clean(self, value: Any) -> Any:
        day = super().clean(value)
        if day and day < timezone.localdate():
            raise forms.ValidationError(_("That day has passed: choose one that is still to come."))
        return day


class CommitForm(forms.Form):
    text = LineField(
        label=_("I will…"),
        max_length=200,
        help_text=_("One thing that others can see is done: “bring the grease results”."),
    )
    due_on = DayField(label=_("By"))


class RenegotiateForm(forms.Form):
    due_on = DayField(label=_("New date"))
    reason = LineField(label=_("What changed?"), max_length=300)


class LetGoForm(forms.Form):
    because = LineField(
        label=_("Why"), max_length=300, required=False, help_text=_("A line helps whoever counted on it.")
    )


class TaskForm(forms.Form):
    text = LineField(label=_("What is to be done"), max_length=200)
    details = TextField(
        label=_("What helps to know"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("About how long it takes, who can show it, where it comes from."),
    )
    due_on = DayField(label=_("By"), required=False)
    is_help_wanted = forms.BooleanField(label=_("Help wanted"), required=False)
    is_good_first = forms.BooleanField(label=_("Good first task: somebody new can do it"), required=False)
    initiative: forms.ModelChoiceField[Initiative] = forms.ModelChoiceField(
        label=_("Part of"), queryset=Initiative.objects.none(), required=False, empty_label=_("No initiative")
    )

    def __init__(self, *given: Any, community: Community, stands_in: Initiative | None = None, **named: Any) -> None:
        super().__init__(*given, **named)
        field: Any = self.fields["initiative"]
        places = Q(pk__in=Initiative.objects.taking_tasks())
        if stands_in:
            places |= Q(pk=stands_in.pk)
        field.queryset = Initiative.objects.filter(places, community=community).order_by("title")
        if not field.queryset.exists():
            del self.fields["initiative"]

    def words(self) -> TaskWords:
        return TaskWords(**{"due_on": None, "initiative": None, **self.cleaned_data})


class AskForm(forms.Form):
    person: forms.ModelChoiceField[Person] = forms.ModelChoiceField(
        label=_("Whom"), queryset=Person.objects.none(), empty_label=_("Choose somebody")
    )
    note = LineField(label=_("Why them"), max_length=300, required=False)

    def __init__(self, *given: Any, task: Task, by: Person, **named: Any) -> None:
        super().__init__(*given, **named)
        person: Any = self.fields["person"]
        person.queryset = people_to_ask(task, by)


class DeclineForm(forms.Form):
    answer = LineField(
        label=_("A word for who asked"),
        max_length=300,
        required=False,
        help_text=_("Only they read it. None is needed."),
    )


class GiveBackForm(forms.Form):
    because = LineField(
        label=_("Why"), max_length=300, required=False, help_text=_("Where it stands helps whoever takes it on next.")
    )


class DropForm(forms.Form):
    because = LineField(label=_("Why nobody needs to do it any more"), max_length=300)


class InitiativeForm(forms.Form):
    title = LineField(label=_("Title"), max_length=120, help_text=_("What one would call it in the corridor."))
    goal = TextField(
        label=_("What is better at the end"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("So that others can see whether it came true: “from nine seal changes a quarter to three”."),
    )
    output = forms.ChoiceField(label=_("What comes out"), choices=Output.choices, initial=Output.DOCUMENT)
    horizon = forms.ChoiceField(label=_("Horizon"), choices=Horizon.choices, initial=Horizon.YEAR)
    begins_on = forms.DateField(label=_("Begins on"), required=False, widget=forms.DateInput(attrs={"type": "date"}))
    due_on = forms.DateField(label=_("Meant to end on"), required=False, widget=forms.DateInput(attrs={"type": "date"}))
    client = LineField(
        label=_("For whom"),
        max_length=200,
        required=False,
        help_text=_("A client or a project. Only those who take part read this."),
    )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("begins_on") and given.get("due_on") and given["due_on"] < given["begins_on"]:
            self.add_error("due_on", _("It cannot end before it begins."))
        return given

    def aim(self) -> Aim:
        return Aim(**{"client": "", **self.cleaned_data})


class LearnedForm(forms.Form):
    learned = TextField(
        label=_("What did we learn?"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_(
            "A line is enough: what you would do again, and what not. After an after-action review, what came out of it."
        ),
    )

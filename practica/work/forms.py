"""What people type about joint work; shape is checked here, state by the actions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from practica.foundation.text_fields import LineField, TextField
from practica.people.models import Person
from practica.work.actions import TaskWords
from practica.work.queries import people_to_ask

if TYPE_CHECKING:
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

    def words(self) -> TaskWords:
        return TaskWords(**{"due_on": None, **self.cleaned_data})


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

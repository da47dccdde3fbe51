from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from practica.foundation.text_fields import LineField, TextField
from practica.meetings.models import Scope
from practica.meetings.models.reminder import CHOICES
from practica.people.models import Person

if TYPE_CHECKING:
    from practica.meetings.models import Occurrence


class TextForm(forms.Form):
    """Agenda, minutes, or a view for the room."""

    text = TextField(max_length=40_000, required=False, strip=False)


class ReasonForm(forms.Form):
    because = TextField(
        label=_("Why"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Those who meant to come read it."),
    )


class WhyNotForm(ReasonForm):
    """Why no date was found."""

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self.fields["because"].help_text = _("Those who answered read it.")


class AttendanceForm(forms.Form):
    people = forms.ModelMultipleChoiceField(
        label=_("Who was there"),
        queryset=Person.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *given: Any, meeting: Occurrence, **named: Any) -> None:
        super().__init__(*given, **named)
        people = self.fields["people"]
        assert isinstance(people, forms.ModelMultipleChoiceField)  # noqa: S101 -- for the type
        members = Person.objects.active().filter(pk__in=meeting.community.memberships.current().values("person"))
        answered = Person.objects.filter(meeting_answers__occurrence=meeting)
        people.queryset = Person.objects.filter(Q(pk__in=members) | Q(pk__in=answered)).order_by("name")


class FeedForm(forms.Form):
    name = LineField(
        label=_("Which calendar reads it"),
        max_length=60,
        required=False,
        widget=forms.TextInput(attrs={"placeholder": _("My phone")}),
    )
    scope = forms.ChoiceField(
        label=_("What it holds"),
        choices=[choice for choice in Scope.choices if choice[0] != Scope.COMMUNITY],
        initial=Scope.ALL,
        widget=forms.RadioSelect,
    )


class RemindersForm(forms.Form):
    minutes = forms.TypedMultipleChoiceField(
        label=_("Remind me by e-mail"),
        choices=CHOICES,
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("None ticked: never."),
    )


class CalendarFileForm(forms.Form):
    file = forms.FileField(
        label=_("Calendar file"),
        help_text=_("A file that ends in .ics, of at most 2 MB."),
        widget=forms.ClearableFileInput(attrs={"accept": ".ics,text/calendar"}),
    )

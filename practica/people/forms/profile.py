"""What a person says of themselves, and how they like the pages."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from practica.foundation.calendar_time import zone_choices
from practica.foundation.text_fields import LineField
from practica.organisation.forms import LANGUAGES
from practica.organisation.models import Unit
from practica.people.actions import Week
from practica.people.models import Availability, Level, Person
from practica.people.models.working_hours import USUAL_FROM, USUAL_UNTIL

MOST_TAGS = 20
EMPTY_ROWS = 3
HOUR = forms.TimeInput(format="%H:%M", attrs={"type": "time"})
THEMES = [("system", _("As the device")), ("light", _("Light")), ("dark", _("Dark"))]


class ExpertiseRow(forms.Form):
    """One tag with the level a person claims."""

    tag = LineField(label=_("Topic"), max_length=60, required=False)
    level = forms.ChoiceField(label=_("Level"), choices=Level, required=False, initial=Level.PRACTISING)


ExpertiseRows = forms.formset_factory(
    ExpertiseRow, extra=EMPTY_ROWS, max_num=MOST_TAGS, validate_max=True, absolute_max=MOST_TAGS + EMPTY_ROWS
)


class ProfileForm(forms.Form):
    name = LineField(label=_("Name"), max_length=120)
    headline = LineField(
        label=_("Headline"),
        max_length=160,
        required=False,
        help_text=_("What you do, in one line."),
    )
    unit = forms.ModelChoiceField(
        label=_("Unit"), queryset=Unit.objects.all(), required=False, empty_label=_("None of these")
    )
    place = LineField(
        label=_("Place"),
        max_length=120,
        required=False,
        help_text=_("Town or site, so that a helper nearby is easy to find."),
        widget=forms.TextInput(attrs={"list": "places", "autocomplete": "off"}),
    )
    ask_me_about = LineField(
        label=_("Ask me about"),
        max_length=300,
        required=False,
        help_text=_("For example: vacuum pumps that will not prime, first nights on call."),
    )
    passions = LineField(
        label=_("Passions"),
        max_length=300,
        required=False,
        help_text=_("What you would do even if nobody asked."),
    )
    availability = forms.ChoiceField(label=_("Availability"), choices=Availability, widget=forms.RadioSelect)
    availability_note = LineField(
        label=_("A note on it"),
        max_length=160,
        required=False,
        help_text=_("For example: back on 3 December."),
    )

    def __init__(self, *args: Any, person: Person, **options: Any) -> None:
        initial = {name: getattr(person, name) for name in self.base_fields} | (options.pop("initial", None) or {})
        super().__init__(*args, **(options | {"initial": initial}))
        tags = [{"tag": one.tag, "level": one.level} for one in person.expertise.order_by("tag")]
        self.rows = ExpertiseRows(self.data if self.is_bound else None, initial=tags, prefix="expertise")

    def is_valid(self) -> bool:
        return super().is_valid() & self.rows.is_valid()

    @property
    def expertise(self) -> dict[str, str]:
        said = [row.cleaned_data for row in self.rows if row.cleaned_data.get("tag")]
        return {row["tag"]: row["level"] or Level.PRACTISING for row in said}


class PhotoForm(forms.Form):
    photo = forms.FileField(
        label=_("Photo"),
        widget=forms.FileInput(attrs={"accept": "image/png,image/jpeg,image/webp,image/gif"}),
        help_text=_("It is cut to a square. What the file says of place and camera is thrown away."),
    )


class PreferencesForm(forms.Form):
    language = forms.ChoiceField(
        label=_("Language"), choices=LANGUAGES, help_text=_("Of buttons and letters; texts stay as they were written.")
    )
    time_zone = forms.ChoiceField(label=_("Time zone"), choices=zone_choices)
    theme = forms.ChoiceField(label=_("Appearance"), choices=THEMES, widget=forms.RadioSelect)

    def clean_language(self) -> str:
        language = self.cleaned_data["language"]
        if language not in dict(LANGUAGES):
            raise ValidationError(_("Choose one of the languages."))
        return str(language)


class WorkingHoursForm(forms.Form):
    days = forms.TypedMultipleChoiceField(
        label=_("Days"),
        choices=list(WEEKDAYS.items()),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("None ticked: Monday to Friday, 8 to 18."),
    )
    from_time = forms.TimeField(label=pgettext_lazy("an hour", "From"), required=False, initial=USUAL_FROM, widget=HOUR)
    until_time = forms.TimeField(label=_("Until"), required=False, initial=USUAL_UNTIL, widget=HOUR)

    def clean(self) -> dict[str, Any]:
        kept = super().clean() or self.cleaned_data
        begin, end = kept.get("from_time"), kept.get("until_time")
        if kept.get("days") and not (begin and end and begin < end):
            self.add_error("until_time", _("These hours end before they begin."))
        return kept

    @property
    def week(self) -> Week | None:
        """Nothing when no day is ticked."""
        kept = self.cleaned_data
        return Week(kept["days"], kept["from_time"], kept["until_time"]) if kept["days"] else None

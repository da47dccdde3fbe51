"""What the organisation decides about itself."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from practica.foundation.calendar_time import zone_choices
from practica.foundation.hues import HUE_CHOICES
from practica.foundation.text_fields import LineField, clean_line
from practica.organisation.models import Joining, Unit

LANGUAGES = [("en", "English"), ("es", "Español")]
MOST_PLACES, PLACE_LENGTH = 60, 120
DOMAIN = re.compile(r"^(?=.{3,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]$")


class NameForm(forms.Form):
    """What the organisation is called."""

    name = LineField(
        label=_("What is your organisation called?"),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "organization", "data-preview": "organisation"}),
        help_text=_("People see it on the sign-in page and in every letter."),
    )


class PlacesField(LineField):
    """Names of towns or sites, one a line; commas part them too."""

    widget = forms.Textarea(attrs={"rows": 4, "autocomplete": "off", "placeholder": "Puerto Sauce\nVilla Ribera"})

    def __init__(self, **given: Any) -> None:
        super().__init__(required=False, max_length=2000, **given)

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list) else value

    def to_python(self, value: Any) -> list[str]:  # type: ignore[override]
        named = (clean_line(name)[:PLACE_LENGTH].strip() for name in re.split(r"[,;\n]", value or ""))
        found: dict[str, str] = {}
        for name in filter(None, named):
            found.setdefault(name.casefold(), name)
        return list(found.values())

    def run_validators(self, value: Any) -> None:
        if len(value) > MOST_PLACES:
            raise ValidationError(_("At most %(n)s places.") % {"n": MOST_PLACES})


class PlaceForm(forms.Form):
    """How its people speak, what their clocks show, and where they work."""

    languages = forms.MultipleChoiceField(
        label=_("Which languages do your people write in?"),
        choices=LANGUAGES,
        widget=forms.CheckboxSelectMultiple,
        help_text=_(
            "Everyone picks their own for the buttons. Conversations stay in the language they were written in."
        ),
        error_messages={"required": _("Choose at least one language.")},
    )
    first_language = forms.ChoiceField(label=_("New people start in"), choices=LANGUAGES)
    time_zone = forms.ChoiceField(label=_("Time zone"), choices=zone_choices)
    places = PlacesField(
        label=_("Towns or sites"),
        help_text=_("One a line. People choose one in their profile, so a helper nearby is easy to find."),
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        languages, first = cleaned.get("languages"), cleaned.get("first_language")
        if languages and first and first not in languages:
            self.add_error("first_language", _("Choose one of the languages above."))
        return cleaned


class FirstPlaceForm(PlaceForm):
    """The same in the first run, with the colour that the first community will have."""

    first_hue = forms.ChoiceField(
        label=_("A colour for your first community"), choices=HUE_CHOICES, widget=forms.RadioSelect
    )


class PeopleForm(forms.Form):
    """Who may come in."""

    joining = forms.ChoiceField(label=_("Who may join?"), choices=Joining, widget=forms.RadioSelect)
    email_domains = LineField(
        label=_("E-mail domains"),
        required=False,
        max_length=500,
        widget=forms.TextInput(attrs={"autocomplete": "off", "placeholder": "litoral.example"}),
        help_text=_("What stands behind the @ of your addresses; several are parted by commas."),
    )

    def clean_email_domains(self) -> list[str]:
        typed = re.split(r"[\s,;]+", self.cleaned_data["email_domains"].lower())
        domains = list(dict.fromkeys(word.rpartition("@")[2] for word in typed if word))
        for domain in domains:
            if not DOMAIN.match(domain):
                raise ValidationError(_("“%(domain)s” is not an e-mail domain.") % {"domain": domain})
        return domains

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("joining") == Joining.DOMAIN and cleaned.get("email_domains") == []:
            self.add_error("email_domains", _("Name at least one e-mail domain."))
        return cleaned


class OrganisationForm(PeopleForm, PlaceForm, NameForm):
    """The answers of the first run, on one page."""

    field_order = ["name", "languages", "first_language", "time_zone", "places", "joining", "email_domains"]


class UnitForm(forms.Form):
    name = LineField(label=_("Name"), max_length=120)
    parent = forms.ModelChoiceField(
        label=_("Part of"), queryset=Unit.objects.all(), required=False, empty_label=_("The whole organisation")
    )


class UnitNameForm(forms.Form):
    name = LineField(label=_("Name"), max_length=120)


class MergeForm(forms.Form):
    into = forms.ModelChoiceField(label=_("Into"), queryset=Unit.objects.all())

"""Invented people and a form, for the page that shows every component."""

from typing import NamedTuple

from django import forms
from django.utils.text import slugify

from practica.foundation.hues import HUES, initials_of


class Example(NamedTuple):
    name: str
    hue: str
    glyph: str = "Pr"
    photo_url: str = ""
    headline: str = "Field service"

    @property
    def initials(self) -> str:
        return initials_of(self.name)

    @property
    def handle(self) -> str:
        return slugify(self.name)


PEOPLE = [
    Example(name, hue)
    for name, hue in zip(
        ["Amina Torres", "Bruno Keller", "Priya Raman", "Tomás Rivera", "Sofía Almada"], HUES, strict=False
    )
]
COMMUNITY = Example("Pump reliability", "pine")


class ExampleForm(forms.Form):
    name = forms.CharField(label="Name of the practice", help_text="Short and plain. You can change it later.")
    story = forms.CharField(label="What happened?", widget=forms.Textarea(attrs={"rows": 3}), required=False)
    town = forms.ChoiceField(label="Where", choices=[("a", "Puerto Sauce"), ("b", "Villa Ribera")])
    rhythm = forms.ChoiceField(label="How often", choices=[("w", "Weekly"), ("m", "Monthly")], widget=forms.RadioSelect)
    agreed = forms.BooleanField(label="Everyone who is named agreed", required=False)

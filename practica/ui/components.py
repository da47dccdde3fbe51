"""Invented people and a form, for the page that shows every component."""

from dataclasses import dataclass
from datetime import date, timedelta

from django import forms
from django.utils.text import slugify

from practica.foundation.hues import HUES, initials_of
from practica.ui import charts, months


@dataclass(frozen=True)
class Example:
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


def figures(today: date) -> dict[str, object]:
    """One of each figure, over invented numbers."""
    weeks = [str(week) for week in range(36, 48)]
    replies = charts.Series("replies", [9, 7, 13, 7, 6, 14, 18, 9, 10, 19, 10, 20])
    first = charts.Series("first posts", [6, 8, 4, 3, 8, 6, 2, 7, 4, 3, 5, 2])
    occasions = [
        months.Occasion(today + timedelta(days=shift), title, "#main", hue)
        for shift, title, hue in [(-7, "Peer assist", "clay"), (0, "Book circle", "iris"), (3, "Case clinic", "pine")]
    ]
    return {
        "bars": charts.bars("Replies have doubled since week 40.", weeks, replies, first),
        "lines": charts.lines("Replies grow, first posts do not.", weeks, replies, first),
        "spark": charts.sparkline("Replies by week, rising from 9 to 20.", replies.values),
        "heat": charts.heat("Most replies came in weeks 42 and 47.", weeks, replies, first),
        "month": months.month(today.replace(day=1), occasions, today),
    }

"""What may narrow a search: anything that makes no sense narrows nothing."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from practica.foundation.text_fields import LineField
from practica.search.narrowing import Filters
from practica.search.queries import BEST, LATEST
from practica.search.registry import KINDS

LANGUAGES = {"en": "English", "es": "Español"}
SORTS = {"best": BEST, "newest": LATEST}


class SearchForm(forms.Form):
    """The box and its filters, bound to the address; a reader may change the address by hand."""

    q = LineField(required=False, max_length=400, strip=True)
    kind = forms.ChoiceField(required=False, choices=[("", ""), *KINDS.items()])
    community = forms.IntegerField(required=False, min_value=1, max_value=2**62)
    author = forms.IntegerField(required=False, min_value=1, max_value=2**62)
    since = forms.DateField(
        required=False, label=pgettext_lazy("day", "From"), widget=forms.DateInput(attrs={"type": "date"})
    )
    until = forms.DateField(required=False, label=_("Until"), widget=forms.DateInput(attrs={"type": "date"}))
    language = forms.ChoiceField(required=False, choices=[("", ""), *LANGUAGES.items()])
    sort = forms.ChoiceField(required=False, choices=[("", ""), *SORTS.items()])

    def __init__(self, given: Any) -> None:
        super().__init__(given)
        self.is_valid()

    def kept(self, name: str) -> Any:
        return self.cleaned_data.get(name)

    @property
    def typed(self) -> str:
        return self.kept("q") or ""

    @property
    def order(self) -> str:
        return SORTS.get(self.kept("sort") or "", BEST)

    @property
    def filters(self) -> Filters:
        since, until = self.kept("since"), self.kept("until")
        return Filters(
            kind=self.kept("kind") or "",
            community=self.kept("community"),
            author=self.kept("author"),
            since=midnight(since) if since else None,
            # The last day is meant whole.
            until=midnight(until + timedelta(days=1)) if until else None,
            language=self.kept("language") or "",
        )


def midnight(day: Any) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))

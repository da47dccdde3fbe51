from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms
from django.utils import timezone

LATEST = timedelta(days=366 * 5)


def end_of(day: date) -> datetime:
    """The last minute of that day where the asker is."""
    return datetime.combine(day, time(23, 59), timezone.get_current_timezone())


def in_days(number: int) -> date:
    return timezone.localdate() + timedelta(days=number)


class ComingDayField(forms.DateField):
    """A day from `first` days on, at most five years away."""

    def __init__(self, *, first: int = 0, **given: Any) -> None:
        self.first = first
        given.setdefault("widget", forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
        super().__init__(**given)

    def clean(self, value: Any) -> date | None:
        day: date | None = super().clean(value)
        if day is not None and not in_days(self.first) <= day <= timezone.localdate() + LATEST:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        return day

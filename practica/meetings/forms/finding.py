from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext_lazy as _

from practica.foundation.calendar_time import from_wall, is_zone, zone_choices
from practica.foundation.text_fields import LineField
from practica.meetings.actions import Dates
from practica.meetings.forms.details import DetailsForm
from practica.meetings.forms.timing import DATE, TIME
from practica.meetings.models import Fit
from practica.meetings.models.date_poll import FEWEST_DATES, MOST_DATES
from practica.meetings.queries.suggesting import Wanted

if TYPE_CHECKING:
    from collections.abc import Mapping

    from practica.communities.models import Community
    from practica.meetings.models import DatePoll

# Dates of one's own beside those that are suggested.
OWN_DATES = range(1, 5)
LOOKED_THROUGH = timedelta(days=13)
LAST_MINUTE = time(23, 59)
DEFAULT_LENGTH, SHORTEST, LONGEST = 60, 5, 24 * 60


class MomentsField(forms.MultipleChoiceField):
    """Moments as a machine writes them; which of them were offered does not matter."""

    def valid_value(self, value: Any) -> bool:
        return _moment(value) is not None

    def clean(self, value: Any) -> list[datetime]:
        return [moment for one in super().clean(value) if (moment := _moment(one)) is not None]


class DeadlineForm(forms.Form):
    """Until when dates are answered: a day, to its end."""

    closes_on = forms.DateField(label=_("Answers until"), widget=DATE, help_text=_("To the end of this day."))


class FindForm(DetailsForm, DeadlineForm):
    """A meeting whose date is to be found, and the dates to choose from."""

    length = forms.IntegerField(
        label=_("Length in minutes"), min_value=SHORTEST, max_value=LONGEST, initial=DEFAULT_LENGTH
    )
    zone = forms.ChoiceField(
        label=_("Time zone"), choices=zone_choices, help_text=_("Everyone reads the dates in their own.")
    )
    look_from = forms.DateField(label=_("Look from"), widget=DATE, required=False)
    suggested = MomentsField(label=_("Suggested"), required=False)

    def __init__(self, *given: Any, community: Community, **named: Any) -> None:
        super().__init__(*given, community=community, **named)
        for number in OWN_DATES:
            self.fields[f"day_{number}"] = forms.DateField(label=_("Day"), widget=DATE, required=False)
            self.fields[f"at_{number}"] = forms.TimeField(label=_("Hour"), widget=TIME, required=False)

    def clean(self) -> dict[str, Any]:
        kept = super().clean() or self.cleaned_data
        if {"zone", "closes_on"} - set(kept):
            return kept
        starts = self.starts
        if not FEWEST_DATES <= len(starts) <= MOST_DATES:
            self.add_error("suggested", _("Choose two to twelve dates."))
        elif starts[0] <= timezone.now():
            self.add_error("suggested", _("That time is past. Choose one that is still to come."))
        elif not timezone.now() < self.closes_at <= starts[-1]:
            self.add_error("closes_on", _("Choose a day that is still to come, and before the last of the dates."))
        return kept

    @property
    def starts(self) -> list[datetime]:
        kept = self.cleaned_data
        own = [(kept.get(f"day_{number}"), kept.get(f"at_{number}")) for number in OWN_DATES]
        walls = [datetime.combine(day, at) for day, at in own if day and at]
        return sorted({*kept.get("suggested", ()), *(from_wall(wall, kept["zone"]) for wall in walls)})

    @property
    def closes_at(self) -> datetime:
        return end_of(self.cleaned_data["closes_on"], self.cleaned_data["zone"])

    @property
    def dates(self) -> Dates:
        kept = self.cleaned_data
        return Dates(self.starts, self.closes_at, kept["zone"], kept["length"])

    @property
    def own_dates(self) -> list[Any]:
        return [(self[f"day_{number}"], self[f"at_{number}"]) for number in OWN_DATES]

    @property
    def ticked(self) -> set[datetime]:
        """What is chosen of the suggestions so far, on a form that is not sent yet too."""
        return {moment for one in self["suggested"].value() or [] if (moment := _moment(one)) is not None}


class DateForm(forms.Form):
    """One more date, by the reader's clock."""

    first_on = forms.DateField(label=_("Day"), widget=DATE)
    at = forms.TimeField(label=_("Hour"), widget=TIME)

    @property
    def starts_at(self) -> datetime:
        kept = self.cleaned_data
        return from_wall(datetime.combine(kept["first_on"], kept["at"]), timezone.get_current_timezone_name())


class FitsForm(forms.Form):
    """How each date suits."""

    note = LineField(label=_("A word to the others"), max_length=300, required=False)

    def __init__(self, poll: DatePoll, given: Any) -> None:
        super().__init__(given)
        for option in poll.options.all():
            self.fields[f"date-{option.pk}"] = forms.ChoiceField(choices=Fit.choices, required=False)

    def clean(self) -> dict[str, Any]:
        kept = super().clean() or self.cleaned_data
        if not self.errors and not self.fits:
            raise ValidationError(_("Say for at least one of these dates whether it suits you."))
        return kept

    @property
    def fits(self) -> dict[int, str]:
        given = {name: fit for name, fit in self.cleaned_data.items() if name.startswith("date-") and fit}
        return {int(name.removeprefix("date-")): fit for name, fit in given.items()}


def end_of(day: date, zone: str) -> datetime:
    return from_wall(datetime.combine(day, LAST_MINUTE), zone)


def wanted_in(given: Mapping[str, Any]) -> Wanted:
    """What suggestions are asked for, in a form that may be half filled in."""
    zone = given.get("zone", "")
    zone = zone if is_zone(zone) else timezone.get_current_timezone_name()
    length = str(given.get("length", ""))
    minutes = int(length) if length.isdecimal() and len(length) < 5 else DEFAULT_LENGTH  # noqa: PLR2004
    tomorrow = timezone.localdate() + timedelta(days=1)
    try:
        first = max(date.fromisoformat(str(given.get("look_from", ""))), timezone.localdate())
    except ValueError:
        first = tomorrow
    first = min(first, tomorrow + timedelta(days=365))
    return Wanted(zone, min(max(minutes, SHORTEST), LONGEST), first, first + LOOKED_THROUGH)


def _moment(text: Any) -> datetime | None:
    try:
        moment = parse_datetime(str(text))
    except ValueError:
        return None
    return moment if moment is not None and timezone.is_aware(moment) else None

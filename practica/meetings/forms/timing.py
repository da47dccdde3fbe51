from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.dates import WEEKDAYS, WEEKDAYS_ABBR
from django.utils.translation import gettext_lazy as _

from practica.foundation.calendar_time import from_wall, zone_choices
from practica.meetings.models import Timing
from practica.meetings.queries.words import DAYS

if TYPE_CHECKING:
    from datetime import date

    from practica.meetings.models import Series

REPEATS = [
    ("once", _("Once")),
    ("daily", _("Every day, or every few days")),
    ("weekly", _("By the week")),
    ("monthly_date", _("By the month, on the same date")),
    ("monthly_day", _("By the month, on the same weekday")),
]
NTH = [("1", _("First")), ("2", _("Second")), ("3", _("Third")), ("4", _("Fourth")), ("-1", _("Last"))]
ENDS = [("never", _("Never")), ("date", _("On a day")), ("count", _("After a number of times"))]
OWN = "own"
HOURS = ("at", "second_at", "third_at")
DATE = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
TIME = forms.TimeInput(format="%H:%M", attrs={"type": "time"})


class MomentForm(forms.Form):
    """A day, an hour, a zone and a length."""

    first_on = forms.DateField(label=_("Day"), widget=DATE)
    at = forms.TimeField(label=_("Hour"), widget=TIME)
    zone = forms.ChoiceField(
        label=_("Time zone"),
        choices=zone_choices,
        help_text=_("The hour stays the same there when clocks change."),
    )
    length = forms.IntegerField(label=_("Length in minutes"), min_value=5, max_value=24 * 60, initial=60)

    @property
    def starts_at(self) -> datetime:
        kept = self.cleaned_data
        return from_wall(datetime.combine(kept["first_on"], kept["at"]), kept["zone"])


class TimingForm(MomentForm):
    """When a meeting is and whether it repeats."""

    repeats = forms.ChoiceField(label=_("Repeats"), choices=REPEATS, initial="once", widget=forms.RadioSelect)
    interval = forms.IntegerField(label=_("Every how many"), min_value=1, max_value=99, initial=1, required=False)
    weekdays = forms.MultipleChoiceField(
        label=_("On"),
        choices=[(code, WEEKDAYS_ABBR[number]) for number, code in enumerate(DAYS)],
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("None ticked: the weekday of the first day."),
    )
    nth = forms.ChoiceField(label=_("Which one"), choices=NTH, initial="1", required=False)
    weekday = forms.ChoiceField(
        label=_("Weekday"),
        choices=[(code, WEEKDAYS[number]) for number, code in enumerate(DAYS)],
        initial=DAYS[0],
        required=False,
    )
    second_at = forms.TimeField(
        label=_("In turn at"), widget=TIME, required=False, help_text=_("So that far time zones share the burden.")
    )
    third_at = forms.TimeField(label=_("and at"), widget=TIME, required=False)
    ends = forms.ChoiceField(label=_("Ends"), choices=ENDS, initial="never", widget=forms.RadioSelect, required=False)
    ends_on = forms.DateField(label=_("Last day"), widget=DATE, required=False)
    count = forms.IntegerField(label=_("How many times"), min_value=1, max_value=500, required=False)
    rule = forms.CharField(max_length=200, required=False, widget=forms.HiddenInput)

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        if self.initial.get("repeats") == OWN:
            own = (OWN, _("By the rule it has now"))
            self.fields["repeats"].choices = [*REPEATS, own]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        kept = super().clean() or self.cleaned_data
        ends = kept.get("ends")
        if kept.get("repeats") != "once":
            for choice, name in (("date", "ends_on"), ("count", "count")):
                if ends == choice and not kept.get(name):
                    self.add_error(name, _("Say when it ends, or choose that it never does."))
            hours = [kept[name] for name in HOURS if kept.get(name)]
            if len(set(hours)) < len(hours):
                self.add_error("second_at", _("Two or three hours take turns, each another one."))
        return kept

    @property
    def timing(self) -> Timing:
        kept = self.cleaned_data
        rule = self._rule()
        return Timing(
            first_on=kept["first_on"],
            at=kept["at"],
            zone=kept["zone"],
            length=kept["length"],
            rule=rule,
            ends_on=kept["ends_on"] if rule and kept["ends"] == "date" else None,
            count=kept["count"] if rule and kept["ends"] == "count" else None,
            turns=tuple(kept[name] for name in HOURS[1:] if rule and kept[name]),
        )

    def _rule(self) -> str:
        kept = self.cleaned_data
        every = f";INTERVAL={kept['interval']}" if (kept["interval"] or 1) > 1 else ""
        days = ",".join(kept["weekdays"]) or DAYS[kept["first_on"].weekday()]
        rules: dict[str, str] = {
            "once": "",
            "daily": f"FREQ=DAILY{every}",
            "weekly": f"FREQ=WEEKLY{every};BYDAY={days}",
            "monthly_date": f"FREQ=MONTHLY{every};BYMONTHDAY={kept['first_on'].day}",
            "monthly_day": f"FREQ=MONTHLY{every};BYDAY={kept['nth'] or 1}{kept['weekday'] or days}",
            OWN: kept["rule"],
        }
        return rules[kept["repeats"]]


def timing_of(series: Series, first_on: date | None, turn: int = 0) -> dict[str, object]:
    """What the form starts with when a series is changed from `first_on`, which is that meeting of it, from 0."""
    hours = series.timing.from_turn(turn).hours
    parts = dict(part.split("=", 1) for part in series.rule.split(";") if part)
    return {
        "first_on": first_on,
        **dict(zip(HOURS, hours, strict=False)),
        "zone": series.zone,
        "length": series.length,
        "interval": parts.get("INTERVAL", 1),
        "ends": "date" if series.ends_on else "count" if series.count else "never",
        "ends_on": series.ends_on,
        "count": series.count,
        "rule": series.rule,
        **_rhythm_of(parts),
    }


def _rhythm_of(parts: dict[str, str]) -> dict[str, object]:
    day = parts.get("BYDAY", "")
    plain = set(parts) <= {"FREQ", "INTERVAL", "WKST", "BYDAY", "BYMONTHDAY"}
    frequency = parts.get("FREQ", "")
    if not frequency:
        return {"repeats": "once"}
    if plain and frequency == "DAILY" and not day:
        return {"repeats": "daily"}
    if plain and frequency == "WEEKLY" and set(day.split(",")) <= {*DAYS, ""}:
        return {"repeats": "weekly", "weekdays": [code for code in day.split(",") if code]}
    if plain and frequency == "MONTHLY" and day[:-2] in dict(NTH) and day[-2:] in DAYS:
        return {"repeats": "monthly_day", "nth": day[:-2], "weekday": day[-2:]}
    if plain and frequency == "MONTHLY" and not day and parts.get("BYMONTHDAY", "1").isdecimal():
        return {"repeats": "monthly_date"}
    return {"repeats": OWN}

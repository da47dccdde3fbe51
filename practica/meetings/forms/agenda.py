from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from practica.foundation.access import Refused
from practica.foundation.horizons import Horizon
from practica.foundation.text_fields import LineField, TextField
from practica.meetings.actions.roles import check_roles
from practica.meetings.models import ItemDetails, Purpose
from practica.meetings.models.agenda import LONGEST_ITEM
from practica.meetings.queries.formats import guides
from practica.people.models import Person

if TYPE_CHECKING:
    from practica.communities.models import Community
    from practica.meetings.models import AgendaItem, MeetingRole

# Minutes, where there are any, and the words.
LEADING_MINUTES = re.compile(r"(?:([1-9]\d{0,2})\s+)?(.*)", re.DOTALL)
SHORT = 5


def guides_or_none() -> list[tuple[str, str]]:
    return [("", str(_("No format"))), *guides()]


class ItemForm(forms.Form):
    """What is said of an item; the short form of the builder leaves out lead and note."""

    title = LineField(label=_("What is it about?"), max_length=200)
    minutes = forms.IntegerField(label=_("How many minutes"), min_value=0, max_value=LONGEST_ITEM, initial=10)
    purpose = forms.ChoiceField(label=_("What for"), choices=Purpose.choices, initial=Purpose.LEARN)
    horizon = forms.ChoiceField(
        label=_("How far ahead it looks"), choices=Horizon.choices, initial=Horizon.YEAR, required=False
    )
    lead = forms.ModelChoiceField(label=_("Who leads it"), queryset=Person.objects.none(), required=False)
    script = forms.ChoiceField(label=_("Guided by a format"), choices=guides_or_none, required=False)
    note = TextField(
        label=_("What one should know before"),
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, *given: Any, community: Community, **named: Any) -> None:
        super().__init__(*given, **named)
        leads = self.fields["lead"]
        assert isinstance(leads, forms.ModelChoiceField)  # noqa: S101 -- for the type
        members = Person.objects.active().filter(pk__in=community.memberships.current().values("person"))
        leads.queryset = members.order_by("name")
        leads.empty_label = str(_("Nobody yet"))

    @property
    def details(self) -> ItemDetails:
        kept = self.cleaned_data
        return ItemDetails(**{**kept, "horizon": kept["horizon"] or Horizon.YEAR})


def words_of(item: AgendaItem) -> dict[str, Any]:
    """What the form starts with."""
    return {name: getattr(item, name) for name in ("title", "minutes", "purpose", "horizon", "lead", "note", "script")}


class SectionForm(forms.Form):
    heading = LineField(label=pgettext_lazy("of an agenda", "Heading"), max_length=200)


class MinutesForm(forms.Form):
    minutes = forms.IntegerField(min_value=0, max_value=LONGEST_ITEM)


class PlaceForm(forms.Form):
    """Where to: a place counted from 1."""

    place = forms.IntegerField(min_value=-1, max_value=1000)


class WhyForm(forms.Form):
    because = TextField(
        label=_("Why does it go out without the whole slot?"),
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("The reason is kept, and everybody who reads the agenda sees it."),
    )


class ShareForm(forms.Form):
    share = forms.IntegerField(
        label=_("Percent of the minutes kept for what pays off in half a year"), min_value=0, max_value=100
    )


class RolesForm(forms.Form):
    """One role a line: its name, a colon, what it does."""

    roles = TextField(
        label=_("Roles"),
        max_length=3000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("One a line, like “Timekeeper: says when two minutes are left”."),
    )

    def clean_roles(self) -> str:
        words: str = self.cleaned_data["roles"]
        try:
            check_roles(pairs_in(words))
        except Refused as refused:
            raise ValidationError(str(refused)) from refused
        return words

    @property
    def pairs(self) -> list[tuple[str, str]]:
        return pairs_in(self.cleaned_data["roles"])


def pairs_in(words: str) -> list[tuple[str, str]]:
    lines = (line.partition(":") for line in words.splitlines())
    return [(name.strip(), duty.strip()) for name, _colon, duty in lines if name.strip()]


def lines_of(roles: list[MeetingRole]) -> str:
    return "\n".join(f"{role.name}: {role.duty}" if role.duty else role.name for role in roles)


class FormatForm(forms.Form):
    """A format of the organisation's own; one step a line: its minutes, its title, and after a colon what to do."""

    title = LineField(label=_("What is it called?"), max_length=80)
    about = LineField(label=_("What is it good for?"), max_length=300, required=False)
    steps = TextField(
        label=_("Steps"),
        max_length=6000,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("One a line, like “15 Questions to understand: no advice yet”. Without minutes a step gets five."),
    )
    output = LineField(
        label=_("What is kept of it?"),
        max_length=300,
        help_text=_("No more than it needs: not every conversation owes somebody a text."),
    )

    def clean_steps(self) -> list[tuple[int, str, str]]:
        """A line without minutes gets five."""
        steps = []
        for line in self.cleaned_data["steps"].splitlines():
            minutes, words = LEADING_MINUTES.fullmatch(line.strip()).groups()  # type: ignore[union-attr] # it always does
            title, _colon, guide = words.partition(":")
            steps.append((int(minutes or SHORT), title.strip(), guide.strip()))
        if any(minutes > LONGEST_ITEM for minutes, _title, _guide in steps):
            raise forms.ValidationError(_("An item takes between 0 minutes and 8 hours."))
        return [step for step in steps if step[1]]


class CoveredForm(forms.Form):
    items = forms.ModelMultipleChoiceField(
        label=_("What did you get to?"),
        queryset=Person.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("What is not ticked waits for the next meeting; a capability item goes first there."),
    )

    def __init__(self, *given: Any, items: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        field = self.fields["items"]
        assert isinstance(field, forms.ModelMultipleChoiceField)  # noqa: S101 -- for the type
        field.queryset = items

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from practica.foundation.text_fields import LineField, TextField
from practica.meetings.models import Confidentiality, Details
from practica.people.models import Person

if TYPE_CHECKING:
    from practica.communities.models import Community


class DetailsForm(forms.Form):
    """What a meeting is about."""

    title = LineField(label=_("Title"), max_length=200)
    aim = TextField(
        label=_("By the end we will have"),
        max_length=400,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("One sentence: what will be there that is not there now?"),
    )
    place = LineField(label=_("Place"), max_length=200, required=False)
    link = forms.URLField(label=_("Video link"), max_length=500, required=False, assume_scheme="https")
    host = forms.ModelChoiceField(label=_("Host"), queryset=Person.objects.none(), required=False)
    confidentiality = forms.ChoiceField(
        label=_("Confidentiality"),
        choices=Confidentiality.choices,
        initial=Confidentiality.MEMBERS,
        widget=forms.RadioSelect,
    )
    capacity = forms.IntegerField(
        label=_("Places"),
        min_value=1,
        max_value=100_000,
        required=False,
        help_text=_("Leave it empty when everyone fits. When it is full, the next ones wait in line."),
    )

    def __init__(self, *given: Any, community: Community, **named: Any) -> None:
        super().__init__(*given, **named)
        members = Person.objects.active().filter(pk__in=community.memberships.current().values("person"))
        hosts = self.fields["host"]
        assert isinstance(hosts, forms.ModelChoiceField)  # noqa: S101 -- for the type
        hosts.queryset = members.order_by("name")
        hosts.empty_label = str(_("Nobody yet"))

    @property
    def details(self) -> Details:
        kept = self.cleaned_data
        names = ("title", "aim", "place", "link", "host", "confidentiality", "capacity")
        return Details(**{name: kept[name] for name in names})


def details_of(details: Details) -> dict[str, object]:
    """What the form starts with."""
    return {**vars(details), "host": details.host}

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from practica.foundation.text_fields import LineField, TextField
from practica.meetings.models import DecidedBy, OutcomeKind, OutcomeWords
from practica.meetings.models.outcome import ICONS, LONGEST_OUTCOME, LONGEST_REASONS
from practica.meetings.queries.names import names_in

if TYPE_CHECKING:
    from collections.abc import Iterable

    from practica.meetings.models import AgendaItem, Occurrence

# A decision is looked at again in half a year, unless somebody says otherwise.
AGAIN = timedelta(days=182)
NOW, AT_LARGE = "", "0"
FIELDS = {
    OutcomeKind.DECISION: ("text", "reasons", "decided_by", "review_on", "rejected", "dissent"),
    OutcomeKind.ACTION: ("text", "due_on"),
    OutcomeKind.QUESTION: ("text", "reasons"),
    OutcomeKind.TOPIC: ("text", "reasons"),
    OutcomeKind.STORY: ("text",),
}
LABELS: dict[str, tuple[Any, Any]] = {
    OutcomeKind.DECISION: (_("We decide"), _("Because")),
    OutcomeKind.ACTION: (_("What is to be done"), ""),
    OutcomeKind.QUESTION: (_("What do we want to know?"), _("What should one know before?")),
    OutcomeKind.TOPIC: (_("What should we take up?"), _("Why")),
    OutcomeKind.STORY: (_("What happened that is worth telling?"), ""),
}


def in_half_a_year() -> Any:
    return timezone.localdate() + AGAIN


class NamelessForm(forms.Form):
    """Under the Chatham House Rule a word that is written like somebody's name asks whether it means them."""

    is_no_name = forms.BooleanField(label=_("It means nobody here"), required=False)
    texts: tuple[str, ...] = ()

    def __init__(self, *given: Any, meeting: Occurrence, **named: Any) -> None:
        super().__init__(*given, **named)
        self.meeting, self.asks = meeting, False

    def clean(self) -> dict[str, Any]:
        kept = super().clean() or self.cleaned_data
        found = names_in(self.meeting, [kept.get(name) or "" for name in self.texts]).parts
        if found and not kept.get("is_no_name"):
            self.asks = True
            names = ", ".join(found)
            words = _("Chatham House Rule: say what was said, not who said it. Does this mean somebody: %(names)s?")
            self.add_error(None, forms.ValidationError(words, params={"names": names}))
        return kept


class MinutesForm(NamelessForm):
    text = TextField(max_length=40_000, required=False, strip=False)
    texts = ("text",)


class OutcomeForm(NamelessForm):
    """What is said of one outcome; of the fields only those of its kind."""

    item = forms.ChoiceField(label=_("On which item"), required=False)
    text = LineField(label="", max_length=LONGEST_OUTCOME)
    reasons = TextField(label="", max_length=LONGEST_REASONS, required=False, widget=forms.Textarea(attrs={"rows": 2}))
    decided_by = forms.ChoiceField(label=_("By which rule"), choices=DecidedBy.choices, initial=DecidedBy.CONSENT)
    review_on = forms.DateField(
        label=_("We look at it again on"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        initial=in_half_a_year,
    )
    rejected = TextField(
        label=_("What we weighed and did not choose"),
        max_length=LONGEST_REASONS,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    dissent = TextField(
        label=_("Who stood aside, and why"),
        max_length=LONGEST_REASONS,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    due_on = forms.DateField(
        label=_("By when"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    texts = ("text", "reasons", "rejected", "dissent")

    def __init__(self, *given: Any, kind: str, items: Iterable[AgendaItem], **named: Any) -> None:
        super().__init__(*given, auto_id=f"id_{kind}_%s", **named)
        self.kind, self.items = OutcomeKind(kind), {str(item.pk): item for item in items}
        wanted = {"item", "is_no_name", *FIELDS[self.kind]}
        for name in [name for name in self.fields if name not in wanted]:
            del self.fields[name]
        label, reasons = LABELS[self.kind]
        self.fields["text"].label = label
        if "reasons" in self.fields:
            self.fields["reasons"].label = reasons
            self.fields["reasons"].required = self.kind == OutcomeKind.DECISION
        if self.meeting.is_chatham_house and "dissent" in self.fields:
            self.fields["dissent"].label = _("Dissent we respect, without names")
        choices = [(key, item.title) for key, item in self.items.items()]
        self.fields["item"].choices = [  # type: ignore[attr-defined] # a field of choices
            (NOW, _("What is taken up now")), *choices, (AT_LARGE, _("The meeting as a whole")),
        ]  # fmt: skip
        self.order_fields([*FIELDS[self.kind], "item", "is_no_name"])

    @property
    def icon(self) -> str:
        return ICONS[self.kind]

    @property
    def button(self) -> str:
        return f"catch-{self.kind}"

    @property
    def words(self) -> OutcomeWords:
        kept = {name: value for name, value in self.cleaned_data.items() if name in FIELDS[self.kind]}
        return OutcomeWords(self.kind, **kept)

    def item_or(self, now: AgendaItem | None) -> AgendaItem | None:
        """The one that was chosen, else the one whose turn it is."""
        chosen = self.cleaned_data["item"]
        return now if chosen == NOW else self.items.get(chosen)


class ReviewForm(forms.Form):
    review_on = forms.DateField(
        label=_("We look at it again on"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        initial=in_half_a_year,
    )


class ReversalForm(forms.Form):
    because = TextField(label=_("Why it holds no longer"), max_length=300, widget=forms.Textarea(attrs={"rows": 3}))


class TapForm(forms.Form):
    """Whom the tap was on, and what it said."""

    present = forms.IntegerField(required=False, min_value=1, max_value=2**62)
    absent = forms.IntegerField(required=False, min_value=1, max_value=2**62)

    def clean(self) -> dict[str, Any]:
        kept = super().clean() or self.cleaned_data
        if not (kept.get("present") or kept.get("absent")):
            raise forms.ValidationError(_("Choose one."))
        return kept

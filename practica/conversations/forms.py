"""The shape of what is written; whether it may be written now is the actions' business."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext

from practica.conversations.actions import Writing
from practica.conversations.models import Conversation, Kind, Reflection, Reply
from practica.foundation.text_fields import LineField, TextField

TEXT_AT_MOST = 40_000


def text_field(**given: Any) -> forms.CharField:
    return TextField(max_length=TEXT_AT_MOST, widget=forms.Textarea(attrs={"rows": 10}), **given)


class ConversationForm(forms.Form):
    """Opening a conversation, and rewriting one's own."""

    kind = forms.ChoiceField(label=_("Kind"), choices=Kind)
    title = LineField(label=_("Title"), max_length=200)
    source = text_field(label=_("Text"))
    tags = LineField(
        label=_("Tags"),
        required=False,
        max_length=400,
        help_text=_("Up to eight, with commas between: pumps, seals"),
    )
    language = forms.ChoiceField(label=_("Written in"), choices=settings.LANGUAGES)

    def writing(self) -> Writing:
        given = self.cleaned_data
        return Writing(
            source=given.get("source", ""),
            title=given["title"],
            kind=given["kind"],
            language=given.get("language", ""),
            tags=tuple(given["tags"].split(",")),
        )


class CurationForm(ConversationForm):
    """What the core group sets right: the text stays its author's."""

    source = None  # type: ignore[assignment]  # Django's way to take a field of the parent out
    language = None  # type: ignore[assignment]


class ReplyForm(forms.Form):
    """A reply, an answer where something was asked, or a reflection with a field for each of its parts, of which one is enough."""

    REFLECT, ANSWER = "reflect", "answer"

    manner = forms.ChoiceField(choices=[("", _("Reply")), (REFLECT, _("Reflect"))], required=False)
    source = text_field(label=_("Your reply"), required=False)
    quote: forms.ModelChoiceField[Reply] = forms.ModelChoiceField(queryset=None, required=False)

    def __init__(self, *args: Any, conversation: Conversation | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        quotable = conversation.replies.standing() if conversation else None
        self.fields["quote"].queryset = quotable  # type: ignore[attr-defined]
        if conversation and conversation.is_question:
            manner: Any = self.fields["manner"]
            manner.choices = [*manner.choices, (self.ANSWER, pgettext("as a verb", "Answer"))]
        for part in Reflection:
            self.fields[part.value] = text_field(label=part.label, required=False)

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        if given.get("manner") == self.REFLECT:
            if not any(given.get(part, "").strip() for part in Reflection) and not self.errors:
                self.add_error(Reflection.STRIKES.value, _("Write at least one of these."))
        elif not given.get("source", "").strip() and "source" not in self.errors:
            self.add_error("source", self.fields["source"].error_messages["required"])
        return given

    @property
    def parts(self) -> list[forms.BoundField]:
        return [self[part.value] for part in Reflection]

    @property
    def is_answer(self) -> bool:
        return bool(self.cleaned_data["manner"] == self.ANSWER)

    def writing(self, language: str = "en") -> Writing:
        given = self.cleaned_data
        if given["manner"] == self.REFLECT:
            return Writing(language=language, parts={part.value: given[part] for part in Reflection})
        return Writing(given["source"], language=language)


class ReasonForm(forms.Form):
    """Why something is closed, reopened or hidden; others read it."""

    reason = LineField(label=_("Reason"), max_length=300)

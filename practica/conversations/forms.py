"""The shape of what is written; whether it may be written now is the actions' business."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

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
    """A reply, or one part of a reflection."""

    source = text_field(label=_("Your reply"))
    reflection = forms.ChoiceField(choices=[("", _("Reply")), *Reflection.choices], required=False)
    quote: forms.ModelChoiceField[Reply] = forms.ModelChoiceField(queryset=None, required=False)

    def __init__(self, *args: Any, conversation: Conversation | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        quotable = conversation.replies.standing() if conversation else None
        self.fields["quote"].queryset = quotable  # type: ignore[attr-defined]


class ReasonForm(forms.Form):
    """Why something is closed, reopened or hidden; others read it."""

    reason = LineField(label=_("Reason"), max_length=300)

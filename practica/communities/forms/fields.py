"""Fields that several of the forms share."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from practica.communities.models import KnowledgeQuestion
from practica.foundation.text_fields import LineField

AT_MOST = 5
QUESTION_LENGTH = KnowledgeQuestion._meta.get_field("text").max_length or 300
TOPICS, TOPIC_LENGTH = 12, 40


class TopicsField(LineField):
    """A few words between commas, kept as a list."""

    def __init__(self, **given: Any) -> None:
        given.setdefault("label", _("Topics"))
        given.setdefault("help_text", _("A few words with commas between them: pumps, vibration, bearings"))
        super().__init__(required=False, max_length=400, **given)

    def prepare_value(self, value: Any) -> Any:
        return ", ".join(value) if isinstance(value, list) else value

    def clean(self, value: Any) -> Any:
        if isinstance(value, list):
            value = ", ".join(value)
        words = [" ".join(word.split())[:TOPIC_LENGTH].strip() for word in super().clean(value).split(",")]
        return list(dict.fromkeys(word for word in words if word))[:TOPICS]


def question_fields(texts: list[str]) -> dict[str, LineField]:
    """Five lines, the first of which must say something; `texts` are what is there already."""
    fields = {}
    for number in range(1, AT_MOST + 1):
        fields[f"question_{number}"] = LineField(
            label=_("Question %(number)s") % {"number": number},
            required=False,
            max_length=QUESTION_LENGTH,
            initial=texts[number - 1] if number <= len(texts) else "",
        )
    return fields


def written_questions(cleaned: dict[str, Any]) -> list[str]:
    """What was typed into the five lines; at least one is needed."""
    texts = [cleaned.get(f"question_{number}", "").strip() for number in range(1, AT_MOST + 1)]
    kept = [text for text in texts if text]
    if not kept:
        raise ValidationError({"question_1": _("Name at least one thing the community wants to learn.")})
    return kept

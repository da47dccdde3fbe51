from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from practica.communities.models import Community
from practica.conversations.models import Kind, Reflection
from practica.foundation.access import Refused
from practica.foundation.richtext import RichText, mentioned_handles, render
from practica.foundation.text_fields import clean_line
from practica.people.models import Person
from practica.people.queries import mention_map

TAGS_AT_MOST = 8
TAG_LENGTH = 40


@dataclass(frozen=True)
class Writing:
    """What somebody wrote to open or change a conversation, or in a reply (without title and tags).

    A reflection has the text of each of its parts instead of one.
    """

    source: str = ""
    title: str = ""
    kind: str = Kind.QUESTION
    language: str = "en"
    tags: tuple[str, ...] = ()
    parts: Mapping[str, str] | None = None


def rendered(source: str, by: Person, community: Community | None = None) -> RichText:
    return render(source, mention_map(mentioned_handles(source), community, writer=by))


def reply_fields(writing: Writing, by: Person, community: Community) -> dict[str, Any]:
    """The text of a reply as it is kept: the whole, and its parts where it is a reflection; refused without any."""
    if writing.parts is None:
        text = rendered(writing.source, by, community)
        return {"source": text.source, "html": text.html, "plain": text.plain, "parts": {}}
    given = {part.value: writing.parts.get(part, "").strip() for part in Reflection}
    texts = {part: rendered(source, by, community) for part, source in given.items() if source}
    if not texts:
        raise Refused(_("Write at least one part of your reflection."))
    return {
        "source": "\n\n".join(text.source for text in texts.values()),
        "html": "\n".join(text.html for text in texts.values()),
        "plain": "\n".join(text.plain for text in texts.values()),
        "parts": {part: {"source": text.source, "html": text.html} for part, text in texts.items()},
    }


def normal_tags(words: tuple[str, ...] | list[str]) -> list[str]:
    """Tags as they are kept: lower case, single spaces, no # and no comma, each once, at most eight."""
    cleaned = [re.sub(r"[#,;]+", " ", clean_line(word)) for word in words]
    tags = [" ".join(word.split()).casefold()[:TAG_LENGTH].strip() for word in cleaned]
    return list(dict.fromkeys(tag for tag in tags if tag))[:TAGS_AT_MOST]

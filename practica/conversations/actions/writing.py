from __future__ import annotations

import re
from dataclasses import dataclass

from practica.conversations.models import Kind
from practica.conversations.queries import mentions_in
from practica.foundation.richtext import RichText, render
from practica.foundation.text_fields import clean_line
from practica.people.models import Person

TAGS_AT_MOST = 8
TAG_LENGTH = 40


@dataclass(frozen=True)
class Writing:
    """What somebody wrote to open or change a conversation, or in a reply (without title and tags)."""

    source: str
    title: str = ""
    kind: str = Kind.QUESTION
    language: str = "en"
    tags: tuple[str, ...] = ()


def rendered(source: str, by: Person) -> RichText:
    return render(source, mentions_in(source, by))


def normal_tags(words: tuple[str, ...] | list[str]) -> list[str]:
    """Tags as they are kept: lower case, single spaces, no # and no comma, each once, at most eight."""
    cleaned = [re.sub(r"[#,;]+", " ", clean_line(word)) for word in words]
    tags = [" ".join(word.split()).casefold()[:TAG_LENGTH].strip() for word in cleaned]
    return list(dict.fromkeys(tag for tag in tags if tag))[:TAGS_AT_MOST]

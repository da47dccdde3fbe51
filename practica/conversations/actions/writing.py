from __future__ import annotations

import re
from dataclasses import dataclass

from practica.communities.models import Community
from practica.conversations.models import Kind
from practica.foundation.richtext import RichText, mentioned_handles, render
from practica.foundation.text_fields import clean_line
from practica.people.models import Person
from practica.people.queries import mention_map

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


def rendered(source: str, by: Person, community: Community | None = None) -> RichText:
    return render(source, mention_map(mentioned_handles(source), community, writer=by))


def normal_tags(words: tuple[str, ...] | list[str]) -> list[str]:
    """Tags as they are kept: lower case, single spaces, no # and no comma, each once, at most eight."""
    cleaned = [re.sub(r"[#,;]+", " ", clean_line(word)) for word in words]
    tags = [" ".join(word.split()).casefold()[:TAG_LENGTH].strip() for word in cleaned]
    return list(dict.fromkeys(tag for tag in tags if tag))[:TAGS_AT_MOST]

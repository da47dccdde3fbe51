"""Minutes as they leave the house: in sections for a letter, as Markdown, and as pages to print."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.html import escape
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from practica.foundation.richtext import render
from practica.meetings.models import Confidentiality
from practica.meetings.queries.minutes import day_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from practica.meetings.models import Occurrence
    from practica.people.models import Person


def sections_of(text: str) -> list[tuple[str, str]]:
    """By their headings, of whatever size; what stands before the first has an empty one. The text is plain."""
    sections: list[tuple[str, list[str]]] = [("", [])]
    for line in text.splitlines():
        if line.startswith("#"):
            sections.append((line.lstrip("#").strip(), []))
        else:
            sections[-1][1].append(line)
    told = [(heading, render("\n".join(lines)).plain.strip()) for heading, lines in sections]
    return [(heading, plain) for heading, plain in told if heading or plain]


def as_markdown(meeting: Occurrence, present: Iterable[Person]) -> str:
    """One meeting with its day and place; `present` are those whom the reader may read."""
    head = "\n".join(facts_of(meeting, present))
    return f"# {meeting.title}\n\n{head}\n\n{meeting.minutes.strip()}\n"


def as_page(meeting: Occurrence, present: Iterable[Person]) -> str:
    """The same as HTML, for a file to print."""
    facts = "".join(f"<li>{escape(fact.removeprefix('- '))}</li>" for fact in facts_of(meeting, present))
    return f"<h1>{escape(meeting.title)}</h1><ul>{facts}</ul>{meeting.minutes_html}"


def facts_of(meeting: Occurrence, present: Iterable[Person]) -> list[str]:
    names = [person.name for person in present]
    facts = [
        f"- {_('When')}: {day_of(timezone.localtime(meeting.starts_at))}",
        f"- {_('Where')}: {meeting.place}" if meeting.place else "",
        f"- {_('Community')}: {meeting.community.name}",
        f"- {_('Confidentiality')}: {Confidentiality(meeting.confidentiality).label}",
        ngettext("- Was there: %(names)s", "- Were there: %(names)s", len(names)) % {"names": ", ".join(names)}
        if names
        else "",
    ]
    return [fact for fact in facts if fact]


def name_of_file(title: str, day: str, ending: str) -> str:
    """`2026-11-26 One way to start a lift pump.md`, without what file systems refuse."""
    kept = "".join(letter if letter.isalnum() or letter in " -_()" else " " for letter in title)
    return f"{day} {' '.join(kept.split())[:80]}".strip() + f".{ending}"

"""What the palette offers: things whose titles begin so, places of the rail, and what one can do."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.html import escape
from django.utils.http import urlencode
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from practica.search.languages import plain
from practica.search.queries import beginning_with
from practica.search.registry import KINDS, commands, searchable_of
from practica.search.results import LETTER_FOR_LETTER, said, things_of
from practica.search.words import beginnings
from practica.ui.rail import Rail

if TYPE_CHECKING:
    from practica.foundation.requests import MemberRequest
    from practica.search.models import SearchEntry

SHORTEST = 2
MOST_OF_A_KIND = 4
MOST_PLACES = 6
ONLY = {"@": "people", ">": "do"}


@dataclass(frozen=True)
class Option:
    """One line; `person` or `community` gives it a face instead of an icon."""

    label: SafeString | str
    url: str
    icon: str = ""
    note: str = ""
    language: str = ""
    person: Any = None
    community: Any = None


@dataclass
class Group:
    title: str
    options: list[Option] = field(default_factory=list)


def groups_for(request: MemberRequest, typed: str) -> list[Group]:
    only = ONLY.get(typed[:1], "")
    words = typed[1:].strip() if only else typed
    groups = [] if only == "do" else things(request, words, only)
    if only != "people":
        rail = Rail(request)
        groups.append(Group(_("Go to"), places(rail, words) if not only else []))
        groups.append(Group(_("Do"), doings(rail, words)))
    return [group for group in groups if group.options]


def things(request: MemberRequest, words: str, only: str) -> list[Group]:
    if len(words) < SHORTEST:
        return []
    entries = beginning_with(beginnings(words), request.user, MOST_OF_A_KIND, only)
    found = things_of(entries)
    best = Group(_("Best answer"))
    groups = {kind: Group(str(label)) for kind, label in KINDS.items()}
    titles = Counter((entry.kind, entry.title) for entry in entries)
    for entry in entries:
        thing = found.get((entry.target_type, entry.target_id))
        if thing is not None:
            is_twin = titles[entry.kind, entry.title] > 1
            group = groups[entry.kind] if best.options or not is_best(entry, thing) else best
            group.options.append(option(entry, thing, words, is_twin=is_twin))
    return [best, *groups.values()]


def is_best(entry: SearchEntry, thing: Any) -> bool:
    """What a community adopted as its own answer."""
    searchable = searchable_of(entry.target_type)
    return searchable is not None and searchable.is_best(thing)


def option(entry: SearchEntry, thing: Any, words: str, *, is_twin: bool) -> Option:
    """One thing found; where others in its group have the same title, what tells it from them stands beside it."""
    searchable = searchable_of(entry.target_type)
    assert searchable is not None  # noqa: S101 -- `things_of` keeps no other
    details = [str(detail) for detail in searchable.details(thing)]
    where = entry.place.name if entry.place and entry.kind != "communities" else ""
    return Option(
        label=marked_beginnings(entry.title, words),
        url=searchable.url(thing),
        icon=said(searchable.icon, thing),
        note=next(iter(details), where) if is_twin or not where else where,
        language=entry.language,
        person=thing if entry.kind == "people" else None,
        community=thing if entry.kind == "communities" else None,
    )


def places(rail: Rail, words: str) -> list[Option]:
    lines = [Option(str(line.label), line.url, line.icon) for line in rail.lines]
    lines += [Option(place.label, place.url, "compass") for section in rail.sections for place in section.places]
    fitting = [line for line in lines if begins(str(line.label), words)]
    return [Option(marked_beginnings(str(one.label), words), one.url, one.icon) for one in fitting][:MOST_PLACES]


def doings(rail: Rail, words: str) -> list[Option]:
    """What one can start; and with words, what can be done with them."""
    starting = [
        Option(str(line.label), line.url, line.icon) for line in rail.new_actions if begins(str(line.label), words)
    ]
    if not words:
        return starting
    asking = [Option(command.label(words), command.url(words), command.icon) for command in commands()]
    all_results = f"{reverse('search:page')}?{urlencode({'q': words})}"
    return [*starting, *asking, Option(_("See all results for “%(words)s”") % {"words": words}, all_results, "search")]


def begins(label: str, words: str) -> bool:
    """Every word typed begins a word of the label."""
    parts = re.findall(r"\w+", plain(label))
    return all(any(part.startswith(word) for part in parts) for word in re.findall(r"\w+", plain(words)))


def marked_beginnings(title: str, words: str) -> SafeString:
    """The title, escaped, with the typed beginnings of its words marked."""
    typed = "|".join(re.escape(word) for word in sorted(re.findall(r"\w+", plain(words)), key=len, reverse=True))
    if not typed:
        return mark_safe(escape(title))  # noqa: S308 -- escaped
    shown, at = [], 0
    for match in re.finditer(rf"(?<!\w)(?:{typed})", title.translate(LETTER_FOR_LETTER)):
        shown += [escape(title[at : match.start()]), "<mark>", escape(title[match.start() : match.end()]), "</mark>"]
        at = match.end()
    return mark_safe("".join([*shown, escape(title[at:])]))  # noqa: S308 -- every part is escaped

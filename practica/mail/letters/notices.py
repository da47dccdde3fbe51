"""Letters about what happened where one belongs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from practica.mail.letters import Draft, Heading, Line, Lines, Link, Paragraph, Quote, absolute, letter

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


@letter("notices.event")
def something_happened(_reader: Any, *, line: Any, because: str, unsubscribe: str, key: str) -> Draft:
    """One event, for somebody who wants to hear at once. `line` is an event in words."""
    quote = [Quote(line.quote)] if line.quote else []
    return Draft(
        subject=line.title,
        parts=[Paragraph(line.plain), *quote, Link(_("Open it"), absolute(line.url))],
        why=because,
        unsubscribe=unsubscribe,
        key=key,
    )


@letter("notices.digest")
def weekly_digest(_reader: Any, *, places: Mapping[str, Sequence[Any]], inbox: int, url: str, key: str) -> Draft:
    """What is new where one belongs, by community; `inbox` is how many things wait."""
    parts: list[Any] = []
    if inbox:
        parts.append(Paragraph(_("In your inbox, things wait for you: %(count)s.") % {"count": inbox}))
    for place, lines in places.items():
        entries = [Line(line.title, absolute(line.url), line.plain) for line in lines]
        parts += [Heading(place), Lines(entries)]
    return Draft(
        subject=_("What is new where you belong"),
        parts=[*parts, Link(_("Your inbox, and when we write to you"), absolute(url))],
        why=_("You get this once a week because you belong to these communities."),
        unsubscribe="notices.digest",
        key=key,
    )

"""The letters of communities: invitations, requests and their answers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from practica.mail.letters import Draft, Link, Paragraph, Quote, letter

if TYPE_CHECKING:
    from datetime import date


@letter("communities.invited")
def invited(  # noqa: PLR0913 -- what an invitation says
    _reader: Any, *, key: str, who: str, community: str, tagline: str, message: str, until: date | None, url: str
) -> Draft:
    """Somebody is asked to join; they belong once they say yes."""
    names = {"who": who, "community": community}
    parts: list[Any] = [Paragraph(_("%(who)s invites you to join %(community)s.") % names)]
    if tagline:
        parts.append(Paragraph(tagline))
    if message:
        parts.append(Quote(message))
    if until:
        day = {"day": date_format(until, pgettext("date format", "j F Y"))}
        parts.append(Paragraph(_("You would be a guest until %(day)s.") % day))
    parts.append(Paragraph(_("You belong once you say yes. Saying no takes one click, and no reason.")))
    parts.append(Link(_("Answer the invitation"), url))
    return Draft(subject=_("%(who)s invites you to %(community)s") % names, parts=parts, key=key)


@letter("communities.requested")
def requested(_reader: Any, *, key: str, who: str, community: str, message: str, url: str) -> Draft:
    """To those who facilitate: somebody would like to join."""
    names = {"who": who, "community": community}
    parts: list[Any] = [Paragraph(_("%(who)s would like to join %(community)s.") % names)]
    if message:
        parts.append(Quote(message))
    parts.append(Link(_("Let them in, or answer in a few words"), url))
    return Draft(subject=_("%(who)s would like to join %(community)s") % names, parts=parts, key=key)


@letter("communities.request_accepted")
def request_accepted(_reader: Any, *, key: str, community: str, answer: str, url: str) -> Draft:
    """Whoever asked is in."""
    names = {"community": community}
    parts: list[Any] = [Paragraph(_("You are a member of %(community)s now.") % names)]
    if answer:
        parts.append(Quote(answer))
    parts.append(Paragraph(_("No question is too basic, and reading along is fine too.")))
    parts.append(Link(_("Go there"), url))
    return Draft(subject=_("Welcome to %(community)s") % names, parts=parts, key=key)


@letter("communities.request_declined")
def request_declined(_reader: Any, *, key: str, community: str, answer: str, url: str) -> Draft:
    """Whoever asked is told why not."""
    names = {"community": community}
    parts: list[Any] = [
        Paragraph(_("Your request to join %(community)s was declined, with these words:") % names),
        Quote(answer),
        Link(_("Other communities"), url),
    ]
    return Draft(subject=_("Your request to join %(community)s") % names, parts=parts, key=key)


@letter("communities.facilitation_offered")
def facilitation_offered(_reader: Any, *, key: str, who: str, community: str, url: str) -> Draft:
    """A member is asked to facilitate."""
    names = {"who": who, "community": community}
    parts: list[Any] = [
        Paragraph(_("%(who)s asks you to facilitate %(community)s.") % names),
        Paragraph(_("You can say no, and nobody is told why.")),
        Link(_("Answer"), url),
    ]
    return Draft(subject=_("Would you facilitate %(community)s?") % names, parts=parts, key=key)

"""Letters about accounts: the way in, and what the account library has to say."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from practica.mail.letters import Draft, Facts, Link, Paragraph, absolute, letter

if TYPE_CHECKING:
    from practica.mail.parts import Part

ADDRESS = re.compile(r"^https?://\S+$")
CODE = re.compile(r"^[A-Z0-9-]{6,12}$")


@letter("people.invitation")
def invitation(_reader: Any, *, who: str, site: str, url: str, key: str) -> Draft:
    """A colleague asks somebody in; the link opens their account."""
    return Draft(
        subject=_("%(who)s invites you to %(site)s") % {"who": who, "site": site},
        parts=[
            Paragraph(
                _("%(who)s would like you to join the communities of practice of %(site)s.")
                % {"who": who, "site": site}
            ),
            Link(_("Open your account"), absolute(url)),
            Paragraph(_("The link works for fourteen days. If you did not expect this letter, you can forget it.")),
        ],
        key=key,
    )


@letter("people.claim")
def claim(reader: Any, *, site: str, url: str, key: str) -> Draft:
    """An imported person is offered what is theirs."""
    return Draft(
        subject=_("Your profile at %(site)s") % {"site": site},
        parts=[
            Paragraph(_("Dear %(name)s,") % {"name": reader.name}),
            Paragraph(
                _(
                    "What your communities of practice do is now also kept at %(site)s. There is a profile in your "
                    "name already, with what you lead and wrote. It becomes yours when you choose a password."
                )
                % {"site": site}
            ),
            Link(_("Take over my profile"), absolute(url)),
            Paragraph(_("The link works for fourteen days. Without it nothing is sent to you.")),
        ],
        key=key,
    )


@letter("people.account")
def account(_reader: Any, *, subject: str, body: str) -> Draft:
    """What the account library writes: codes, links and news of one's own sign-in."""
    blocks = [" ".join(block.split()) for block in re.split(r"\n\s*\n", body)]
    return Draft(subject=subject, parts=[_part(block) for block in blocks if block])


def _part(block: str) -> Part:
    if ADDRESS.match(block):
        return Link(_("Go on here"), block)
    if CODE.match(block):
        return Facts([(_("Code"), block)])
    return Paragraph(block)

"""The letter that shows that letters arrive."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from practica.mail.letters import Draft, Paragraph, letter


@letter("mail.trial")
def trial(_reader: Any) -> Draft:
    """An administrator asked for it, to see whether mail leaves the house."""
    return Draft(
        subject=_("Mail from Práctica arrives"),
        parts=[Paragraph(_("This letter was sent to try the mail server. There is nothing to do."))],
    )

"""A letter as the mail server wants it."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string

from practica.mail.addresses import absolute, unsubscribe_url

if TYPE_CHECKING:
    from practica.mail.models import Letter


def envelope_of(letter: Letter) -> EmailMultiAlternatives:
    """Text first, HTML beside it; one click leaves the list (RFC 8058); machines don't answer it (RFC 3834)."""
    host = absolute("/").split("://")[1].split("/")[0].split(":")[0]
    headers = {
        # The same letter tried twice is one letter to whoever gets both.
        "Message-ID": f"<letter-{letter.pk}@{host}>",
        "Auto-Submitted": "auto-generated",
        "Content-Language": letter.language,
    }
    if letter.unsubscribe and letter.person_id:
        headers["List-Unsubscribe"] = f"<{unsubscribe_url(letter.person_id, letter.unsubscribe)}>"
        headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    message = EmailMultiAlternatives(
        letter.subject, letter.text, settings.DEFAULT_FROM_EMAIL, [letter.address], headers=headers
    )
    message.attach_alternative(letter.html.replace("</head>", f"{look()}</head>", 1), "text/html")
    for enclosure in letter.enclosures.all():
        if "method=REQUEST" in enclosure.content_type or "method=CANCEL" in enclosure.content_type:
            # Beside the words, programs offer to answer it (RFC 6047); as a file, others can still open it.
            message.attach_alternative(enclosure.content, enclosure.content_type)
            message.attach(enclosure.name, enclosure.content.encode(), "application/ics")
        else:
            message.attach(enclosure.name, enclosure.content, enclosure.content_type)
    return message


@cache
def look() -> str:
    """The styles of every letter: in the letter itself, for no mail program fetches them; each keeps what it likes."""
    return f"<style>{render_to_string('mail/letter.css')}</style>"

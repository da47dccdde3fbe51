"""Suggesting by mail: the subject is the title, the text is why."""

from __future__ import annotations

import re
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.errors import MessageError
from html.parser import HTMLParser
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from practica.foundation.access import Refused
from practica.foundation.text_fields import clean_line, clean_text
from practica.people.models import Person
from practica.search.languages import language_of
from practica.topics.actions.suggesting import Suggestion, suggest_topic
from practica.topics.models import Source, Topic
from practica.topics.queries import plain_title

if TYPE_CHECKING:
    from email.message import EmailMessage

    from practica.communities.models import Community

LARGEST, LONGEST_TITLE, LONGEST_WHY = 2_000_000, 160, 2000
# What programs put before a subject that is passed on, in the languages people write to us in.
PASSED_ON = re.compile(r"^\s*(?:(?:re|aw|sv|rv|fw|fwd|wg|tr|reenv)\s*(?:\[\d+\])?\s*:\s*)+", re.IGNORECASE)
# Above what is quoted, which may be before or after what somebody wrote.
QUOTES = re.compile(r"^(?:On .{5,200} wrote:|El .{5,200} escribió:)\s*$", re.IGNORECASE)
# Where what somebody wrote ends: a signature, or the mail they pass on, as the common programs mark them.
ENDS = re.compile(
    r"^(?:-- ?|_{10,}|-{3,} ?(?:Original Message|Forwarded message|Mensaje original|Mensaje reenviado).*"
    r"|(?:From|De): .+@.+|Sent from my .+|Enviado desde mi .+)\s*$",
    re.IGNORECASE,
)
BREAKS = {"p", "div", "br", "li", "tr", "h1", "h2", "h3", "h4", "blockquote"}
UNSEEN = {"style", "script", "head", "title", "blockquote"}


@dataclass(frozen=True)
class Mailed:
    """What somebody wrote, without what their program put around it."""

    subject: str
    text: str


@transaction.atomic
def take_suggestion(content: bytes, sender: str, community: Community) -> Topic:
    """Take a mail to a community as a suggestion of whoever wrote it; how far ahead it looks and its lane can be set right after.

    `sender` is the address that the way in has proved (SPF, DKIM or the like), never a header alone. Attachments are not
    taken. Refused, with the reason: nobody here has that address, a program wrote it, it has no subject or no text or
    one that is too long, the same is open already, and as `suggest_topic`. 403: who does not belong.
    """
    by = Person.objects.active().with_accounts().filter(email__iexact=sender.strip()).first()
    if by is None:
        raise Refused(_("Nobody here has the address this mail came from."))
    mailed = read_mail(content)
    title, why = clean_line(PASSED_ON.sub("", mailed.subject))[:LONGEST_TITLE].strip(), mailed.text
    _refuse_what_says_nothing(title, why)
    mine = Topic.objects.undecided().filter(community=community, author=by)
    if mine.filter(sought=plain_title(title)).exists():
        raise Refused(_("You have suggested this already, and it waits for an answer."))
    language = language_of(f"{title} {why}") or by.language
    return suggest_topic(community, Suggestion(title=title, why=why, language=language, source=Source.MAIL), by=by)


def read_mail(content: bytes) -> Mailed:
    """Subject and text. Refused: too large, unreadable, or written by a program that answers by itself."""
    if len(content) > LARGEST:
        raise Refused(_("This mail is too large to be a suggestion."))
    try:
        message = message_from_bytes(content, policy=policy.default)
        answers_itself = str(message.get("Auto-Submitted", "no")).strip().lower() != "no"
        if answers_itself or str(message.get("Precedence", "")).lower() in {"bulk", "junk", "auto_reply"}:
            raise Refused(_("A program wrote this mail."))
        return Mailed(str(message.get("Subject", "")), _written(_text_of(message)))
    except (MessageError, LookupError, UnicodeError, ValueError) as error:
        raise Refused(_("This mail can’t be read.")) from error


def _refuse_what_says_nothing(title: str, why: str) -> None:
    if not title:
        raise Refused(_("A suggestion by mail needs a subject: that is its title."))
    if not why:
        raise Refused(_("Write a line of why: the text of the mail is the reason."))
    if len(why) > LONGEST_WHY:
        raise Refused(_("This is too long for a suggestion: 2000 letters at most."))


def _text_of(message: EmailMessage) -> str:
    body = message.get_body(preferencelist=("plain", "html"))
    if body is None:
        return ""
    text = str(body.get_content())
    return _plain(text) if body.get_content_subtype() == "html" else text


def _written(text: str) -> str:
    """Without what is quoted, and without what stands below the end."""
    kept: list[str] = []
    for line in clean_text(text).splitlines():
        if ENDS.match(line.strip()):
            break
        if not line.lstrip().startswith(">") and not QUOTES.match(line.strip()):
            kept.append(line.rstrip())
    return re.sub(r"\n{3,}", "\n\n", "\n".join(kept)).strip()


class _Words(HTMLParser):
    """The words of a page, a line for each block."""

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []
        self.hidden: list[str] = []

    def handle_starttag(self, tag: str, _attributes: object) -> None:
        if tag in UNSEEN:
            self.hidden.append(tag)
        elif tag in BREAKS:
            self.parts.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if self.hidden and tag == self.hidden[-1]:
            self.hidden.pop()
        elif tag in BREAKS:
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        if not self.hidden:
            self.parts.append(re.sub(r"\s+", " ", data))


def _plain(html: str) -> str:
    words = _Words()
    words.feed(html)
    words.close()
    return re.sub(r" ?\n ?", "\n", "".join(words.parts))

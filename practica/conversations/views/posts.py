"""A reply as one person sees it, and the words that every one of a page says."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext as _

from practica.conversations.views.parts import Part, parts_of
from practica.foundation.addresses import address_of

if TYPE_CHECKING:
    from practica.conversations.models import Conversation, Reply

FIRST_POST = timedelta(days=7)


@dataclass(frozen=True)
class Names:
    """Who did something: oneself, a few names, and how many more."""

    is_mine: bool
    names: list[str]
    total: int

    @property
    def more(self) -> int:
        return max(0, self.total - len(self.names) - self.is_mine)


@dataclass(frozen=True)
class Post:
    """A reply with what its reader may do."""

    reply: Reply
    thanks: Names
    is_mine: bool
    is_by_the_author: bool
    is_new: bool
    is_first_new: bool
    may_hide: bool
    may_thank: bool
    may_quote: bool
    may_accept: bool

    @property
    def key(self) -> str:
        """The number of the reply for ids and addresses: as text it needs no putting into a language."""
        return str(self.reply.pk)

    @property
    def thanks_url(self) -> str:
        name = "unthank_reply" if self.thanks.is_mine else "thank_reply"
        return address_of(f"conversations:{name}", self.reply.pk)

    @property
    def edit_url(self) -> str:
        return address_of("conversations:edit_reply", self.reply.pk)

    @property
    def remove_url(self) -> str:
        return address_of("conversations:remove_reply", self.reply.pk)

    @property
    def hide_url(self) -> str:
        return address_of(f"conversations:{'show' if self.reply.is_hidden else 'hide'}_reply", self.reply.pk)

    @property
    def parts(self) -> list[Part]:
        return parts_of(self.reply)

    @property
    def is_newcomers(self) -> bool:
        """A first post is pointed out for a week, so that somebody welcomes its author."""
        return self.reply.is_first_here and self.reply.written_at > timezone.now() - FIRST_POST

    @property
    def has_more(self) -> bool:
        """Its time is its address, so only those who may do more get a menu."""
        return self.is_mine or self.may_hide or self.reply.edited_at is not None

    @property
    def is_readable(self) -> bool:
        return not self.reply.is_removed and (not self.reply.is_hidden or self.is_mine or self.may_hide)


def words_of(conversation: Conversation) -> dict[str, str]:
    """What every post says, looked up once for all of them."""
    return {
        "thank": _("Thank"),
        "thanked": _("Thanked"),
        "quote": _("Quote"),
        "accept": _("Accept this answer"),
        "take_back": _("Take back"),
        "author": _("asked this") if conversation.is_question else _("began this"),
        "reflects": _("reflects"),
        "answers": _("answers"),
        "first": _("first post here"),
        "edited": _("edited"),
        "more": _("More for this reply"),
        "link": _("Link to this reply"),
        "history": _("History of edits"),
        "edit": _("Edit"),
        "remove": _("Remove"),
        "show": _("Show again"),
        "hide": _("Hide…"),
    }

"""From a notice to a letter: the words of the inbox, in the reader's language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import translation

from practica.mail.letters.notices import something_happened
from practica.notices.cards import lines_of, reasons
from practica.notices.preferences import list_name
from practica.notices.registry import Urgency
from practica.notices.sentences import ruled, seen

if TYPE_CHECKING:
    from practica.notices.models import Notice


def write_about(notice: Notice) -> None:
    """Nothing is written about what the reader can't see any more."""
    card = notice.card
    for line in lines_of([notice]).values():
        if ruled(line) is not None and not seen(card.person, [line]):
            return
        is_news = line.telling.urgency == Urgency.NEWS
        with translation.override(card.person.language):
            because = " ".join(reasons([notice], card))
        something_happened(
            card.person,
            line=line,
            because=because,
            unsubscribe=list_name(card.community_id if is_news else None),
            key=f"notice:{notice.pk}",
        )

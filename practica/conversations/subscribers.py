"""What follows from what happened in conversations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from practica.conversations.models import Reply
from practica.conversations.verbs import Verb
from practica.events.subscribers import subscribe
from practica.search.actions import index

if TYPE_CHECKING:
    from practica.events.models import Event


@subscribe(Verb.MOVED, Verb.EDITED, Verb.CURATED)
def find_replies_by_the_new_title_and_place(event: Event) -> None:
    """Replies are found under the title and in the community of their conversation."""
    replies = Reply.objects.filter(conversation=event.target_id).select_related("conversation")
    for reply in replies.iterator(chunk_size=500):
        index(reply)

from __future__ import annotations

from practica.conversations import policies
from practica.conversations.actions.replying import refuse_unless_it_takes_replies
from practica.conversations.models import Conversation
from practica.foundation.access import require
from practica.foundation.rates import refuse_flood
from practica.live.actions import notify_for_a_moment
from practica.people.models import Person

# A page tells every five seconds; what comes oftener is no page.
MOST_A_MINUTE = 15


def say_writing(conversation: Conversation, *, by: Person) -> None:
    """Whoever has the conversation open right now sees that somebody is writing a reply; it is kept nowhere.

    403 for people who belong to none of its homes. Refused when it takes no replies, and when said too often.
    """
    require(policies.can_take_part, by, conversation)
    refuse_unless_it_takes_replies(conversation)
    refuse_flood("writing", by.pk, MOST_A_MINUTE)
    notify_for_a_moment(f"conversation:{conversation.pk}", by.pk)

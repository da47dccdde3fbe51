"""What is said of each thing that happens to a poll, and who hears of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from practica.foundation.richtext import excerpt
from practica.notices.registry import Urgency, declare
from practica.people.models import Person
from practica.polls.queries import waiting_people
from practica.polls.verbs import Verb

if TYPE_CHECKING:
    from collections.abc import Iterable

    from practica.events.models import Event
    from practica.polls.models import Poll

BECAUSE = {
    "member": _("You belong to this community."),
    "waiting": _("You have not answered it yet."),
    "author": _("You asked it."),
    "facilitator": _("You facilitate this community."),
}
Told = tuple[Person, str]


def members(_event: Event, poll: Poll) -> Iterable[Told]:
    rows = poll.community.memberships.current().select_related("person")
    return ((row.person, "member") for row in rows)


def waiting(_event: Event, poll: Poll) -> Iterable[Told]:
    """Nobody who has answered is reminded; by the time it is told the poll may be closed."""
    return ((person, "waiting") for person in waiting_people(poll)) if poll.is_open else ()


def asker(_event: Event, poll: Poll) -> Iterable[Told]:
    yield poll.author, "author"


def answerable(_event: Event, poll: Poll) -> Iterable[Told]:
    yield from asker(_event, poll)
    for row in poll.community.memberships.facilitating().select_related("person"):
        yield row.person, "facilitator"


def outcome_of(poll: Poll) -> str:
    return excerpt(" ".join(poll.outcome.split()), 160)


COMMON = {"hue": "iris", "because": BECAUSE}
NEWS = {"urgency": Urgency.NEWS, **COMMON}

declare(
    Verb.OPENED,
    words=_("{who} asks for your answer to a poll"),
    icon="vote",
    recipients=members,
    action=_("Answer"),
    is_in_digest=True,
    **NEWS,
)
declare(
    Verb.REMINDED,
    words=_("This poll closes within a day, and waits for your answer"),
    icon="hourglass",
    recipients=waiting,
    action=_("Answer"),
    **COMMON,
)
declare(
    Verb.CLOSED,
    words=_("The poll is closed: say what came of it"),
    icon="lock",
    recipients=asker,
    action=_("Write the outcome"),
    **COMMON,
)
declare(
    Verb.OUTCOME_WRITTEN,
    words=_("{who} wrote what came of the poll"),
    icon="scale",
    quote=outcome_of,
    recipients=members,
    is_in_digest=True,
    **NEWS,
)
declare(
    Verb.REVIEW_DUE,
    words=_("You wanted to look at this decision again: is it still right?"),
    icon="calendar-clock",
    quote=outcome_of,
    recipients=answerable,
    action=_("Confirm it or ask again"),
    **COMMON,
)
declare(Verb.CONFIRMED, words=_("{who} confirmed the decision"), icon="circle-check", recipients=asker, **NEWS)
declare(
    Verb.ASKED_AGAIN,
    words=_("{who} asks a question of the community again"),
    icon="rotate-ccw",
    recipients=members,
    action=_("Answer"),
    is_in_digest=True,
    **NEWS,
)

# Remembered, so that open pages show it, but nobody is told of each.
UNTOLD = {
    Verb.ANSWERED: "the poll shows how many answered",
    Verb.ANSWER_CHANGED: "changing one's mind is one's own business",
}

"""What is said of what happens to suggestions, and to whom."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from practica.notices.registry import Urgency, declare
from practica.topics.queries import answerers_of, hearers_of
from practica.topics.verbs import Verb

if TYPE_CHECKING:
    from collections.abc import Iterator

    from practica.events.models import Event
    from practica.people.models import Person
    from practica.topics.models import Topic

    Told = Iterator[tuple[Person, str]]

BECAUSE = {
    "author": _("You suggested it."),
    "supporter": _("You support it."),
    "answerer": _("You owe the answers in this community."),
}


def wanting(_event: Event, topic: Topic) -> Told:
    """Who suggested it and who supports it; whoever suggested it quietly is nobody here."""
    yield from hearers_of(topic)


def author(_event: Event, topic: Topic) -> Told:
    if topic.author:
        yield topic.author, "author"


def answerers(_event: Event, topic: Topic) -> Told:
    for person in answerers_of(topic.community):
        yield person, "answerer"


def both(event: Event, topic: Topic) -> Told:
    yield from wanting(event, topic)
    yield from answerers(event, topic)


def suggested(event: Event, _topic: Any) -> Any:
    return _("A member suggested quietly") if event.actor_id is None else _("{who} suggested a topic")


def done(event: Event, _topic: Any) -> Any:
    return _("It was taken up: this is what came of it") if event.actor_id is None else _("{who} says what came of it")


def why(topic: Topic) -> str:
    return topic.why[:200]


def reason(topic: Topic) -> str:
    return topic.reason


COMMON = {"hue": "gold", "because": BECAUSE}

declare(
    Verb.SUGGESTED,
    words=suggested,
    icon="lightbulb",
    quote=why,
    recipients=answerers,
    urgency=Urgency.NEWS,
    is_in_digest=True,
    action=_("Read and answer"),
    **COMMON,
)
declare(
    Verb.ANSWER_DUE,
    words=_("The answer to this suggestion is due"),
    icon="clock-alert",
    hue="clay",
    because=BECAUSE,
    recipients=answerers,
    action=_("Answer it"),
)
declare(
    Verb.SUPPORTED,
    words=_("{who} supports your suggestion"),
    icon="chevron-up",
    recipients=author,
    urgency=Urgency.NEWS,
    **COMMON,
)
for verb, sentence, icon in (
    (Verb.CONSIDERED, _("{who} is considering it"), "hourglass"),
    (Verb.TAKEN_UP_AGAIN, _("{who} took it up again"), "rotate-ccw"),
    (Verb.MERGED, _("{who} merged it with one that wants the same; you keep the credit"), "git-merge"),
    (Verb.UNMERGED, _("{who} took it out of the other one again"), "undo-2"),
):
    declare(verb, words=sentence, icon=icon, recipients=wanting, **COMMON)
declare(
    Verb.ACCEPTED,
    words=_("{who} accepted it: it is on the learning agenda"),
    icon="circle-check",
    recipients=wanting,
    is_in_digest=True,
    **COMMON,
)
declare(
    Verb.DECLINED,
    words=_("{who} declined it, and says why"),
    icon="x",
    quote=reason,
    recipients=wanting,
    is_in_digest=True,
    **COMMON,
)
declare(
    Verb.PARKED,
    words=_("{who} parked it: it comes back by itself"),
    icon="circle-pause",
    quote=reason,
    recipients=wanting,
    **COMMON,
)
declare(
    Verb.RETURNED, words=_("It was parked, and waits for an answer again"), icon="rotate-ccw", recipients=both, **COMMON
)
declare(
    Verb.PLANNED, words=_("{who} planned it"), icon="calendar-days", recipients=wanting, is_in_digest=True, **COMMON
)
declare(
    Verb.UNPLANNED,
    words=_("It was to be taken up, but nothing came of it yet: it is open again"),
    icon="rotate-ccw",
    recipients=wanting,
    **COMMON,
)
declare(
    Verb.DONE,
    words=done,
    icon="badge-check",
    quote=reason,
    recipients=wanting,
    is_in_digest=True,
    **COMMON,
)
declare(Verb.HIDDEN, words=_("{who} hid it, with a reason"), icon="eye-off", recipients=author, **COMMON)
declare(Verb.SHOWN, words=_("{who} showed it again"), icon="eye", recipients=author, **COMMON)
# Kept in the memory, told to nobody.
for verb, sentence, icon in (
    (Verb.CHANGED, _("{who} said it better"), "pencil"),
    (Verb.SUPPORT_WITHDRAWN, _("{who} took support back"), "chevron-up"),
    (Verb.KEPT_APART, _("{who} says it is not the same as another"), "git-merge"),
    (Verb.MOVED, _("{who} gave it another place on the agenda"), "list-ordered"),
):
    declare(verb, words=sentence, icon=icon)

"""What is said of what happens to joint work, and to whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from practica.notices.registry import Urgency, declare
from practica.work.models import Partner, Share
from practica.work.verbs import Verb

if TYPE_CHECKING:
    from collections.abc import Iterator

    from practica.events.models import Event
    from practica.people.models import Person
    from practica.work.models import Ask, Initiative, Task

    Told = Iterator[tuple[Person, str]]

BECAUSE = {
    "wrote": _("You wrote this task down."),
    "holds": _("You are on this task."),
    "asked": _("You were asked by name."),
    "asks": _("You asked for it."),
    "shares": _("You take part in this initiative."),
}


def on_it(_event: Event, task: Task) -> Told:
    for share in Share.objects.current().filter(task=task).select_related("person"):
        yield share.person, "holds"


def concerned(event: Event, task: Task) -> Told:
    """Who is on it, then who wrote it down."""
    yield from on_it(event, task)
    yield task.created_by, "wrote"


def sharing(_event: Event, initiative: Initiative) -> Told:
    for part in Partner.objects.current().filter(initiative=initiative).select_related("person"):
        yield part.person, "shares"


def asked(_event: Event, ask: Ask) -> Told:
    yield ask.person, "asked"


def asker(_event: Event, ask: Ask) -> Told:
    yield ask.asked_by, "asks"


def ask_page(task: Task) -> str:
    return reverse("work:ask", args=[task.pk])


def given_back(event: Event, _task: Task) -> object:
    if event.actor_id is None:
        return _("Somebody who was on it has gone")
    return _("{who} gave their part back")


# Shown where the community works and in what is new; nobody's inbox counts who kept what.
SHOWN = {"urgency": Urgency.NEWS, "hue": "gold"}
OF_TASK = {"label": _("Task"), "recipients": concerned, "because": BECAUSE, "hue": "moss"}
OF_ASK = {"label": _("Task"), "of": "task", "because": BECAUSE, "hue": "moss"}

declare(Verb.COMMITTED, words=_("{who} said what they will do"), icon="handshake", is_in_digest=True, **SHOWN)
declare(Verb.KEPT, words=_("{who} did what they said"), icon="circle-check", is_in_digest=True, **SHOWN)
declare(Verb.TASK_ADDED, words=_("{who} wrote down a task"), icon="list-todo", is_in_digest=True, **SHOWN)
declare(Verb.TAKEN, words=_("{who} took it on"), icon="hand", urgency=Urgency.NEWS, **OF_TASK)
declare(Verb.JOINED, words=_("{who} joined in"), icon="users", **OF_TASK)
declare(Verb.GIVEN_BACK, words=given_back, icon="undo-2", **OF_TASK)
declare(
    Verb.ALONE,
    words=_("You have been alone on this for three weeks. Who could pair on it?"),
    icon="users",
    hue="gold",
    url=ask_page,
    label=_("Task"),
    recipients=on_it,
    because=BECAUSE,
    action=_("Ask somebody"),
)
declare(Verb.TASK_MOVED, words=_("{who} set another day"), icon="calendar-clock", urgency=Urgency.NEWS, **OF_TASK)
declare(Verb.FINISHED, words=_("{who} finished it"), icon="circle-check", is_in_digest=True, **OF_TASK)
declare(Verb.REOPENED, words=_("{who} says it is not done yet"), icon="rotate-ccw", **OF_TASK)
declare(Verb.TASK_DROPPED, words=_("{who} dropped it"), icon="x", **OF_TASK)
declare(
    Verb.ASKED,
    words=_("{who} asks you to take part"),
    icon="hand-helping",
    recipients=asked,
    action=_("Say yes or no"),
    **OF_ASK,
)
declare(Verb.ACCEPTED, words=_("{who} said yes"), icon="check", recipients=asker, **OF_ASK)
declare(Verb.DECLINED, words=_("{who} can’t this time"), icon="leaf", recipients=asker, **OF_ASK)
OF_INITIATIVE = {"label": _("Initiative"), "recipients": sharing, "because": BECAUSE, "hue": "moss"}
declare(
    Verb.PROPOSED,
    words=_("{who} proposed joint work"),
    icon="rocket",
    urgency=Urgency.NEWS,
    hue="moss",
    is_in_digest=True,
)
declare(Verb.PARTNER_JOINED, words=_("{who} takes part"), icon="user-plus", **OF_INITIATIVE)
declare(Verb.SET_OUT, words=_("{who} says it begins"), icon="rocket", is_in_digest=True, **OF_INITIATIVE)
declare(Verb.DELIVERED, words=_("{who} says it is delivered"), icon="package", is_in_digest=True, **OF_INITIATIVE)
declare(Verb.REVIEWED, words=_("{who} wrote what was learned"), icon="eye", is_in_digest=True, **OF_INITIATIVE)
declare(Verb.CLOSED, words=_("{who} closed it"), icon="badge-check", is_in_digest=True, **OF_INITIATIVE)
declare(Verb.ABANDONED, words=_("{who} gave it up, and says what was learned"), icon="leaf", **OF_INITIATIVE)

# Remembered for measures, and shown beside the thing itself, but nobody is told of each.
UNTOLD = {
    Verb.NOT_KEPT_YET: "a slip of the finger",
    Verb.RENEGOTIATED: "its line shows the new day, the old one and the reason",
    Verb.LET_GO: "its page says so",
    Verb.TASK_CHANGED: "the task says it",
    Verb.STARTED: "the board shows it",
    Verb.INITIATIVE_CHANGED: "the initiative says it",
    Verb.PARTNER_LEFT: "its page shows who takes part",
    Verb.LED: "its page shows who leads",
}

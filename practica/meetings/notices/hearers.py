"""Whom several notices of meetings are for, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from practica.notices.registry import Urgency
from practica.people.models import Person

if TYPE_CHECKING:
    from collections.abc import Iterable

    from practica.events.models import Event
    from practica.meetings.models import DatePoll, Occurrence, Series

BECAUSE = {
    "answered": _("You answered that you come, may come or write."),
    "host": _("You host this meeting."),
    "member": _("You belong to this community."),
    "waited": _("You were on the waiting list."),
    "facilitator": _("You facilitate this community."),
    "sponsor": _("You sponsor this community."),
    "dates": _("You said which dates suit you."),
    "unanswered": _("You have not said which dates suit you."),
    "asker": _("You asked which dates suit."),
}
Told = tuple[Person, str]


def members(_event: Event, thing: Occurrence | Series | DatePoll) -> Iterable[Told]:
    rows = thing.community.memberships.current().select_related("person")
    return ((row.person, "member") for row in rows)


def hosts(_event: Event, meeting: Occurrence) -> Iterable[Told]:
    if meeting.host:
        yield meeting.host, "host"


COMMON = {"hue": "iris", "because": BECAUSE}
NEWS = {"urgency": Urgency.NEWS, **COMMON}

"""What is said of dates to choose from, and who hears of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from practica.meetings.notices.hearers import COMMON, NEWS, Told, members
from practica.meetings.queries.finding import invited_by_dates, waiting_people
from practica.meetings.queries.words import day_and_hour
from practica.meetings.verbs import Verb
from practica.notices.registry import declare

if TYPE_CHECKING:
    from collections.abc import Iterable

    from practica.events.models import Event
    from practica.meetings.models import DatePoll


def waited_for(_event: Event, poll: DatePoll) -> Iterable[Told]:
    """Nobody who has answered; by the time it is told it may be over."""
    return ((person, "unanswered") for person in waiting_people(poll)) if poll.takes_answers else ()


def who_answered(_event: Event, poll: DatePoll) -> Iterable[Told]:
    return ((row.person, "dates") for row in poll.answers.select_related("person"))


def asker(_event: Event, poll: DatePoll) -> Iterable[Told]:
    yield poll.opened_by, "asker"


def the_others(event: Event, poll: DatePoll) -> Iterable[Told]:
    """Who could come is invited; everyone else who belongs or answered hears of the date."""
    could = invited_by_dates(poll.meeting) if poll.meeting else None
    everyone = {person.pk: (person, why) for person, why in (*members(event, poll), *who_answered(event, poll))}
    return (told for pk, told in everyone.items() if could is None or pk not in could)


def settled_day(poll: DatePoll) -> str:
    return day_and_hour(poll.settled_on.starts_at) if poll.settled_on else ""


def why_closed(poll: DatePoll) -> str:
    return poll.closed_because


def date_proposed(event: Event, _poll: Any) -> Any:
    if event.actor_id is None:
        return _("Somebody proposed another date")
    return _("{who} proposed another date")


declare(
    Verb.DATES_ASKED,
    words=_("{who} asks which dates suit you"),
    icon="calendar-clock",
    recipients=members,
    action=_("Answer"),
    is_in_digest=True,
    **NEWS,
)
declare(
    Verb.DATES_REMINDED,
    words=_("It is still open which dates suit you"),
    icon="hourglass",
    recipients=waited_for,
    action=_("Answer"),
    **COMMON,
)
declare(Verb.DATE_PROPOSED, words=date_proposed, icon="calendar-plus", recipients=who_answered, **NEWS)
declare(
    Verb.DATES_DUE,
    words=_("The answers are in: settle on a date"),
    icon="calendar-check",
    recipients=asker,
    action=_("Settle on a date"),
    **COMMON,
)
declare(
    Verb.DATE_SETTLED,
    words=_("{who} settled on a date"),
    icon="calendar-check",
    quote=settled_day,
    recipients=the_others,
    **NEWS,
)
declare(
    Verb.DATES_CLOSED,
    words=_("{who} stopped looking for a date"),
    icon="calendar-x",
    quote=why_closed,
    recipients=who_answered,
    **COMMON,
)

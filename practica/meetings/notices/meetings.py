"""What is said of each thing that happens to a meeting, and who hears of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from practica.communities.models import Role
from practica.foundation.richtext import excerpt, render
from practica.meetings.models import Answer
from practica.meetings.notices.hearers import COMMON, NEWS, Told, hosts, members
from practica.meetings.queries.finding import invited_by_dates
from practica.meetings.verbs import Verb
from practica.notices.registry import declare
from practica.people.models import Person

if TYPE_CHECKING:
    from collections.abc import Iterable

    from practica.communities.models import Community
    from practica.events.models import Event
    from practica.meetings.models import Occurrence, Outcome, Series


def could_come(event: Event, meeting: Occurrence) -> Iterable[Told]:
    """Everyone who belongs; of a meeting whose date was found, who could come: the others hear of the date."""
    could = invited_by_dates(meeting)
    return (told for told in members(event, meeting) if could is None or told[0].pk in could)


def interested(_event: Event, meeting: Occurrence) -> Iterable[Told]:
    """Who did not say no, and the host."""
    for answer in meeting.answers.interested().select_related("person"):
        yield answer.person, "answered"
    yield from hosts(_event, meeting)


def counting_on(_event: Event, series: Series) -> Iterable[Told]:
    """Who did not say no to a meeting of the series that is still to come."""
    rows = Answer.objects.interested().filter(occurrence__in=series.occurrences.upcoming())
    people = Person.objects.filter(pk__in=rows.values("person"))
    return ((person, "answered") for person in people)


def who_can_make_room(_event: Event, community: Community) -> Iterable[Told]:
    for row in community.memberships.current().filter(role=Role.FACILITATOR).select_related("person"):
        yield row.person, "facilitator"
    if community.sponsor:
        yield community.sponsor, "sponsor"


def seated(_event: Event, answer: Answer) -> Iterable[Told]:
    yield answer.person, "waited"


def meeting_page(answer: Answer) -> str:
    return answer.occurrence.get_absolute_url()


def reason(meeting: Occurrence) -> str:
    return meeting.cancelled_because


def beginning(meeting: Occurrence) -> str:
    return excerpt(" ".join(render(meeting.minutes).plain.split()), 160)


def reversal(decision: Outcome) -> str:
    return decision.reversed_because


def members_of_its_community(_event: Event, decision: Outcome) -> Iterable[Told]:
    return members(_event, decision.occurrence)


def view_left(event: Event, _meeting: Any) -> Any:
    if event.actor_id is None:
        return _("Somebody left a view in writing")
    return _("{who} left a view in writing")


def proposed(event: Event, _meeting: Any) -> Any:
    if event.actor_id is None:
        return _("Somebody proposed an item")
    return _("{who} proposed an item")


declare(
    Verb.PLANNED,
    words=_("{who} planned a meeting"),
    icon="calendar-plus",
    recipients=could_come,
    is_in_digest=True,
    has_own_letter=True,
    **NEWS,
)
declare(
    Verb.SERIES_STARTED,
    words=_("{who} started a series of meetings"),
    icon="repeat",
    recipients=members,
    is_in_digest=True,
    has_own_letter=True,
    **NEWS,
)
declare(
    Verb.MOVED,
    words=_("{who} moved the meeting to another time"),
    icon="calendar-clock",
    recipients=interested,
    has_own_letter=True,
    **COMMON,
)
declare(
    Verb.CANCELLED,
    words=_("{who} cancelled the meeting"),
    icon="calendar-x",
    quote=reason,
    recipients=interested,
    has_own_letter=True,
    **COMMON,
)
declare(
    Verb.SERIES_CHANGED,
    words=_("{who} changed the series from a day on"),
    icon="calendar-clock",
    recipients=counting_on,
    has_own_letter=True,
    **COMMON,
)
declare(
    Verb.SEATED,
    words=_("A place came free: you are going"),
    icon="calendar-check",
    url=meeting_page,
    of="occurrence",
    recipients=seated,
    **COMMON,
)
declare(
    Verb.AGENDA_WRITTEN,
    words=_("{who} wrote the agenda"),
    icon="notebook-pen",
    recipients=interested,
    **NEWS,
)
declare(
    Verb.AGENDA_PUBLISHED,
    words=_("{who} published the agenda"),
    icon="list-ordered",
    recipients=members,
    is_in_digest=True,
    **NEWS,
)
declare(
    Verb.ITEM_PROPOSED,
    words=proposed,
    icon="hand",
    recipients=hosts,
    **NEWS,
)
declare(
    Verb.CROWDED_OUT,
    words=_("What pays off in half a year gave way three meetings in a row"),
    icon="sprout",
    recipients=who_can_make_room,
    **NEWS,
)
declare(
    Verb.MINUTES_PUBLISHED,
    words=_("{who} published the minutes"),
    icon="file-text",
    quote=beginning,
    recipients=members,
    is_in_digest=True,
    has_own_letter=True,
    **NEWS,
)
declare(Verb.VIEW_LEFT, words=view_left, icon="pen-line", recipients=hosts, **NEWS)

declare(
    Verb.DECISION_REVERSED,
    words=_("{who} noted that a decision holds no longer"),
    icon="scale",
    quote=reversal,
    recipients=members_of_its_community,
    is_in_digest=True,
    **NEWS,
)

# Remembered for measures and for those who take part, but nobody is told of each.
UNTOLD = {
    Verb.ANSWERED: "the meeting shows who comes",
    Verb.CHANGED: "the calendar shows it; a moved or cancelled meeting is told",
    Verb.FOLLOWED: "the series was told of already",
    Verb.SERIES_SETTLED: "the calendar shows its dates",
    Verb.SERIES_ENDED: "what was ahead is told as cancelled",
    Verb.HELD: "who was there knows",
    Verb.ATTENDED: "who was there knows",
    Verb.TEMPLATE_CHANGED: "it shows in the next agenda that is opened",
    Verb.AGENDA_OPENED: "a draft is for those who plan",
    Verb.AGENDA_CHANGED: "the page of the meeting shows it",
    Verb.ROLE_CHANGED: "the page of the meeting shows it",
    Verb.STARTED: "who is there knows",
    Verb.CLOCK_CHANGED: "the room sees it",
    Verb.DOTS_CHANGED: "the room sees it, and nobody whose dot it was",
    Verb.FORMAT_ADDED: "it stands among the formats",
    Verb.FORMAT_RETIRED: "agendas keep it",
    Verb.ROLL_CHANGED: "the room sees it",
    Verb.CAUGHT: "the room sees it, and the minutes tell it",
    Verb.DECIDED: "the minutes tell it",
    Verb.OUTCOME_CHANGED: "the room sees it",
    Verb.OUTCOME_STRUCK: "the room sees it",
    Verb.DECISION_CONFIRMED: "the decision shows its next day",
    Verb.MINUTES_CORRECTED: "who reads them reads them as they are",
    Verb.COVERED: "the minutes tell it",
    Verb.FOLLOWED_UP: "the page of the meeting shows it",
    Verb.DATES_ANSWERED: "the page of the dates shows it",
    Verb.DATES_EXTENDED: "the page of the dates shows it",
}

"""People, a community, and meetings planned by the actions themselves."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.utils import timezone

from practica.communities.models import Membership, Role
from practica.communities.tests.factories import CommunityFactory
from practica.foundation.horizons import Horizon
from practica.meetings.actions import (
    Dates,
    add_item,
    answer_dates,
    ask_for_dates,
    open_agenda,
    plan_meeting,
    publish_agenda,
    start_meeting,
    start_series,
    take_up,
)
from practica.meetings.models import Confidentiality, Details, ItemDetails, OutcomeWords, OwnFormat, Timing
from practica.meetings.queries.agenda import items_of
from practica.people.tests.factories import PersonFactory

__all__ = ["CommunityFactory", "PersonFactory"]

NOW = "2026-11-23T12:00:00Z"
MADRID = "Europe/Madrid"


def member_of(community, role=Role.MEMBER, **fields):
    person = PersonFactory(**fields)
    Membership.objects.create(community=community, person=person, role=role, joined_at=timezone.now())
    return person


def core_of(community, **fields):
    return member_of(community, Role.CORE, **fields)


def guest_of(community):
    person = PersonFactory(is_guest=True)
    Membership.objects.create(
        community=community, person=person, role=Role.GUEST, joined_at=timezone.now(), ends_on=date(2027, 1, 1)
    )
    return person


def details(title="One way to start a lift pump", **fields):
    return Details(title, **fields)


def timing(first_on=date(2026, 11, 26), at=time(10), zone=MADRID, **fields):
    return Timing(first_on, at, zone, **fields)


def weekly(rule="FREQ=WEEKLY;BYDAY=TH", **fields):
    return timing(rule=rule, **fields)


def meeting(community=None, *, by=None, when=None, **fields):
    community = community or CommunityFactory()
    return plan_meeting(community, details(**fields), when or timing(), by=by or core_of(community))


def series(community=None, *, by=None, when=None, **fields):
    community = community or CommunityFactory()
    return start_series(community, details(**fields), when or weekly(), by=by or core_of(community))


OPEN, MEMBERS, CHATHAM = Confidentiality.OPEN, Confidentiality.MEMBERS, Confidentiality.CHATHAM_HOUSE


def point(title="Hearing a bearing", minutes=10, **fields):
    return ItemDetails(title, minutes, **fields)


def capability(title="Hearing a bearing before the sensor does", minutes=18, **fields):
    return point(title, minutes, purpose="learn", horizon=Horizon.CAPABILITY, **fields)


def opened(community=None, *points, **fields):
    """A meeting whose agenda is open, with these items on it."""
    one = meeting(community, **fields)
    one = open_agenda(one, by=one.series.created_by)
    for details_of_one in points:
        add_item(one, details_of_one, by=one.series.created_by)
    return one


JUST_NOW = timing(first_on=date(2026, 11, 23), at=time(12, 30))


def in_progress(community=None, *points, **fields):
    """A meeting within its hour; 13:00 in Madrid is the clock of these tests."""
    return opened(community, *(points or (capability(), point("Seals", 10))), when=JUST_NOW, **fields)


def going_on(community, by, **fields):
    """A meeting that goes on by the real clock: published in time, started a little early, its item taken up."""
    soon = (timezone.now() + timedelta(minutes=10)).astimezone(ZoneInfo(MADRID)).replace(second=0, microsecond=0)
    when = timing(soon.date(), soon.time().replace(tzinfo=None))
    one = opened(community, capability(), by=by, when=when, **fields)
    one = start_meeting(publish_agenda(one, by=by), by=by)
    take_up(one.items.get(), by=by)
    return one


def a_decision(text="All lift stations start pumps with one checklist", **fields):
    told = {"reasons": "Four sheets are in use.", "decided_by": "consent", "review_on": date(2027, 5, 20)}
    return OutcomeWords(**{"kind": "decision", "text": text, **told, **fields})


def an_action(text="Read the seal water during a cold start", **fields):
    return OutcomeWords("action", text, **fields)


def a_format(title="Walk along", **fields):
    script = [[10, "Meet at the gate", "Boots on."], [30, "Walk", ""], [5, "What we saw", ""]]
    by = fields.pop("created_by", None) or PersonFactory(is_programme_manager=True)
    return OwnFormat.objects.create(title=title, script=script, output="What each saw.", created_by=by, **fields)


def titles(holder):
    return [item.title for item in items_of(holder)]


def at(day, hour, minute=0):
    """A moment in the week after NOW, in UTC; the tests' communities meet by the clocks of Madrid, an hour ahead."""
    return datetime(2026, 11, day, hour, minute, tzinfo=UTC)


TWO_DATES, DEADLINE = (at(30, 9), at(30, 15)), at(27, 22, 59)


def date_poll(community=None, starts=TWO_DATES, *, by=None, closes_at=DEADLINE, **fields):
    """Dates that are put to the choice."""
    community = community or CommunityFactory()
    dates = Dates(list(starts), closes_at, MADRID, fields.pop("length", 60))
    return ask_for_dates(community, details(**fields), dates, by=by or core_of(community))


def says(poll, person, fits, note=""):
    """`yes no need -`: date by date."""
    given = {option.pk: fit for option, fit in zip(poll.options.all(), fits.split(), strict=True) if fit != "-"}
    return answer_dates(poll, given, note, by=person)


def coming_dates(community, *, by, days=(7, 8), **fields):
    """Dates that lie ahead of today, whatever day it is."""
    now = timezone.now().replace(minute=0, second=0, microsecond=0)
    starts = [now + timedelta(days=number) for number in days]
    return date_poll(community, starts, by=by, closes_at=now + timedelta(days=3), **fields)

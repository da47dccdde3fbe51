"""Meetings as iCalendar (RFC 5545), read by other programs.

A series is one VEVENT with its rule, an EXDATE for each cancelled day, and a further VEVENT with RECURRENCE-ID for
each meeting that was changed alone. Never an attendee: who comes is not for a file that travels.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from icalendar import Calendar, Event, Timezone, vRecur

from practica.communities.models import belongs
from practica.communities.queries.due import Asked, due_in
from practica.foundation.calendar_time import from_wall
from practica.meetings.models import Answer, Choice, Confidentiality, Occurrence, Scope, Series

if TYPE_CHECKING:
    from collections.abc import Iterable

    from practica.communities.queries.due import Due
    from practica.meetings.models import Feed
    from practica.meetings.models.series import SeriesQuerySet

KEPT, DUE_AHEAD = timedelta(days=400), timedelta(days=550)
CLASSES = {
    Confidentiality.OPEN: "PUBLIC",
    Confidentiality.MEMBERS: "PRIVATE",
    Confidentiality.CHATHAM_HOUSE: "CONFIDENTIAL",
}


@dataclass(frozen=True)
class Written:
    body: bytes
    changed_at: datetime | None


def feed_of(feed: Feed, base: str) -> Written:
    """What the owner of the address may see of its scope; `base` is where pages live."""
    if feed.scope == Scope.ANSWERED:
        return _answered(feed, base)
    if feed.scope == Scope.COMMUNITY and feed.community is not None:
        series = Series.objects.visible_to(feed.person).filter(community=feed.community)
        return _series(series, feed.community.name, feed, base)
    mine = Series.objects.filter(belongs(feed.person))
    return _series(mine, _("My communities"), feed, base)


def file_of(meeting: Occurrence, base: str) -> bytes:
    """One meeting, as it is now."""
    calendar = _published(meeting.title, [meeting.series.zone])
    calendar.add_component(single(meeting, base))
    return bytes(calendar.to_ical())


def _series(wanted: SeriesQuerySet, name: str, feed: Feed, base: str) -> Written:
    known = [row for row in recent(wanted) if row.first_wall is not None]
    changed: dict[int, list[Occurrence]] = defaultdict(list)
    alone = Occurrence.objects.filter(series__in=known).filter(Q(sequence__gt=0) | Q(series__rule=""))
    by_pk = {row.pk: row for row in known}
    for one in alone.order_by("original_start"):
        one.series = by_pk[one.series_id]
        one.community = one.series.community
        changed[one.series_id].append(one)
    calendar = _published(name, [row.zone for row in known])
    for row in known:
        for event in _events(row, changed[row.pk], base):
            calendar.add_component(event)
    moments = [row.changed_at for row in known] + [row.changed_at for rows in changed.values() for row in rows]
    return _with_what_is_due(calendar, feed, moments, base)


def _with_what_is_due(calendar: Calendar, feed: Feed, moments: list[datetime], base: str) -> Written:
    """Of a community all of it, else one's own: a phone is not for what others promised each other.

    With it there is no moment of the last change: what was done or let go is gone without leaving one.
    """
    today, theirs = timezone.localdate(), feed.scope == Scope.COMMUNITY
    asked = Asked(feed.person, today - KEPT, today + DUE_AHEAD, is_mine=not theirs, community=feed.community)
    found = due_in(asked)
    for due in found:
        calendar.add_component(_whole_day(due, base))
    return Written(bytes(calendar.to_ical()), None if found else max(moments, default=None))


def _whole_day(due: Due, base: str) -> Event:
    """An event of the day, not a task: of an address they read, Google, Outlook and Apple show no tasks.

    It takes no time from the day, and names nobody.
    """
    event = Event()
    event.add("uid", f"{due.name}@practica")
    event.add("dtstamp", due.made_at.astimezone(UTC).replace(microsecond=0))
    event.add("dtstart", due.on)
    event.add("dtend", due.on + timedelta(days=1))
    event.add("summary", (_("Done: %(what)s") if due.is_done else _("Due: %(what)s")) % {"what": due.words})
    event.add("description", f"{base}{due.url}")
    event.add("url", f"{base}{due.url}")
    event.add("transp", "TRANSPARENT")
    event.add("class", "PRIVATE")
    event.add("categories", [due.community])
    return event


def recent(rows: SeriesQuerySet) -> Iterable[Series]:
    long_ago = timezone.now() - KEPT
    gone = Q(ended_at__lt=long_ago) | Q(rule="", first_on__lt=long_ago.date()) | Q(ends_on__lt=long_ago.date())
    return rows.exclude(gone).select_related("community", "host").order_by("pk")


def _events(series: Series, changed: list[Occurrence], base: str) -> Iterable[Event]:
    if not series.repeats:
        for row in changed:
            yield single(row, base)
        return
    if series.ends_on and series.first_on and series.ends_on < series.first_on:
        return
    cancelled = [row for row in changed if row.is_cancelled]
    # A day taken out is a revision of the whole series, for those who sort versions by their number.
    revision = series.sequence + len(cancelled)
    whole = master(series, cancelled, revision, base)
    whole.add("uid", uid_of(series))
    yield whole
    for row in changed:
        if not row.is_cancelled:
            event = day_of(row, revision, base)
            event.add("uid", uid_of(series))
            yield event


def master(series: Series, cancelled: list[Occurrence], revision: int, base: str) -> Event:
    """The series with its rule; the days that were changed alone, and its name, are the caller's."""
    event = Event()
    zone = ZoneInfo(series.zone)
    first = series.first_wall
    assert first is not None  # noqa: S101 -- an undated series never comes here
    event.add("dtstart", first.replace(tzinfo=zone))
    event.add("dtend", (from_wall(first, series.zone) + timedelta(minutes=series.length)).astimezone(zone))
    event.add("rrule", vRecur.from_ical(_rule(series)))
    if cancelled:
        event.add("exdate", [row.original_start.astimezone(zone) for row in cancelled])
    event.add("sequence", revision)
    _describe(event, series, f"{base}{series.get_absolute_url()}")
    return event


def _rule(series: Series) -> str:
    if series.count:
        return f"{series.rule};COUNT={series.count}"
    if series.ends_on:
        end = from_wall(datetime.combine(series.ends_on, time(23, 59, 59)), series.zone)
        return f"{series.rule};UNTIL={end:%Y%m%dT%H%M%SZ}"
    return series.rule


def day_of(meeting: Occurrence, revision: int, base: str) -> Event:
    """One day of a series, changed alone."""
    event = event_of(meeting, base)
    event.add("recurrence-id", meeting.original_start.astimezone(ZoneInfo(meeting.series.zone)))
    event.add("sequence", revision + meeting.sequence)
    return event


def single(meeting: Occurrence, base: str) -> Event:
    """A meeting by itself, under a name of its own when its series repeats."""
    event = event_of(meeting, base)
    event.add("uid", uid_alone(meeting))
    event.add("sequence", meeting.series.sequence + meeting.sequence)
    if meeting.is_cancelled:
        event.add("status", "CANCELLED")
    return event


def event_of(meeting: Occurrence, base: str) -> Event:
    event = Event()
    zone = ZoneInfo(meeting.series.zone)
    event.add("dtstart", meeting.starts_at.astimezone(zone))
    event.add("dtend", meeting.ends_at.astimezone(zone))
    _describe(event, meeting, f"{base}{meeting.get_absolute_url()}")
    return event


def _describe(event: Event, one: Series | Occurrence, address: str) -> None:
    event.add("summary", one.title)
    event.add("dtstamp", one.changed_at.astimezone(UTC).replace(microsecond=0))
    event.add("last-modified", one.changed_at.astimezone(UTC).replace(microsecond=0))
    lines = [one.aim, f"{_('Video room')}: {one.link}" if one.link else "", address]
    event.add("description", "\n\n".join(line for line in lines if line))
    if one.place or one.link:
        event.add("location", one.place or one.link)
    event.add("url", address)
    event.add("class", CLASSES[Confidentiality(one.confidentiality)])
    event.add("categories", [one.community.name])


def _answered(feed: Feed, base: str) -> Written:
    """Each meeting by itself, since a rule would bring those one said nothing to."""
    person = feed.person
    given = Answer.objects.of(person).filter(choice__in=[Choice.YES, Choice.MAYBE])
    said = {answer.occurrence_id: answer for answer in given.filter(occurrence__ends_at__gt=timezone.now() - KEPT)}
    rows = Occurrence.objects.visible_to(person).filter(pk__in=said).select_related("series", "community")
    meetings = list(rows.order_by("starts_at", "pk"))
    calendar = _published(_("My meetings"), [row.series.zone for row in meetings])
    for row in meetings:
        event = single(row, base)
        unsure = said[row.pk].choice == Choice.MAYBE or said[row.pk].is_waiting
        if not row.is_cancelled:
            event.add("status", "TENTATIVE" if unsure else "CONFIRMED")
        calendar.add_component(event)
    moments = [row.changed_at for row in meetings] + [answer.answered_at for answer in said.values()]
    return _with_what_is_due(calendar, feed, moments, base)


def uid_of(series: Series) -> str:
    return f"{series.uid}@practica"


def uid_for_programs(series: Series) -> str:
    """The name a calendar program gave it, where one made it; else ours."""
    return series.source_uid if series.kept_as and series.source_uid else uid_of(series)


def uid_alone(meeting: Occurrence) -> str:
    own = f"{meeting.original_start.astimezone(UTC):%Y%m%dT%H%M%SZ}-" if meeting.series.repeats else ""
    return f"{own}{uid_of(meeting.series)}"


def _published(name: str, zones: Iterable[str]) -> Calendar:
    calendar = calendar_of(zones)
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", name)
    calendar.add("refresh-interval", timedelta(hours=1), {"VALUE": "DURATION"})
    calendar.add("x-published-ttl", "PT1H")
    return calendar


def calendar_of(zones: Iterable[str]) -> Calendar:
    """An empty calendar that knows the clocks of these zones."""
    calendar = Calendar()
    calendar.add("prodid", "-//Práctica//Meetings//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    for zone in sorted(set(zones) - {"UTC"}):
        calendar.add_component(_zone(zone, timezone.now().year))
    return calendar


@lru_cache(maxsize=100)
def _zone(zone: str, year: int) -> Timezone:
    """A clock's changes, from two years back to ten ahead: calendars take the last rule on from there."""
    return Timezone.from_tzinfo(ZoneInfo(zone), zone, date(year - 2, 1, 1), date(year + 10, 1, 1))

"""A person's calendars as programs keep them (CalDAV): an entry for each series, with one's own answers in it.

Who else comes is in none of them, as in every file that travels: an entry names its reader alone.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from email.utils import parseaddr
from functools import cached_property
from hashlib import sha256
from typing import TYPE_CHECKING

from django.conf import settings
from django.db.models import Q
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from icalendar import vCalAddress

from practica.communities.queries import communities_of
from practica.meetings.models import Answer, Choice, Occurrence, Series
from practica.meetings.queries.ical import (
    KEPT,
    calendar_of,
    day_of,
    master,
    recent,
    single,
    uid_alone,
    uid_for_programs,
)
from practica.meetings.queries.listing import mine

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from icalendar import Event

    from practica.communities.models import Community
    from practica.people.models import Person

# Counts up when the same facts are written otherwise, so that programs read them anew.
VERSION = 1
MINE, IN = "mine", "in-"
TEXTS = ("agenda", "agenda_html", "minutes", "minutes_html")
PARTSTATS = {
    Choice.YES: "ACCEPTED",
    Choice.MAYBE: "TENTATIVE",
    Choice.NO: "DECLINED",
    # Not there at the hour, which is all that a calendar knows of.
    Choice.WRITING: "DECLINED",
}
UNANSWERED = "NEEDS-ACTION"


def partstat_of(answer: Answer | None) -> str:
    """An answer in the words of iCalendar; a yes on the waiting list is not one yet."""
    if answer is None:
        return UNANSWERED
    return "TENTATIVE" if answer.is_waiting else PARTSTATS[Choice(answer.choice)]


def organiser_address() -> str:
    """Where answers by mail go."""
    return parseaddr(settings.DEFAULT_FROM_EMAIL)[1]


@dataclass(frozen=True)
class Shelf:
    """One of a person's calendars: of a community, or what they host or go to anywhere."""

    name: str
    title: str
    hue: str
    community: Community | None = None


@dataclass(frozen=True)
class Desk:
    """For whom entries are written, and where pages live."""

    person: Person
    base: str


@dataclass(frozen=True)
class Entry:
    """What a program keeps as one file: a series with its changed days, or one meeting."""

    desk: Desk
    series: Series
    # A meeting by itself; none for a series.
    meeting: Occurrence | None
    # Of a series, those that stand out and those that are cancelled.
    days: Sequence[Occurrence]
    partstats: dict[int, str]
    usual: str
    may_change: bool
    is_mine: bool

    @property
    def uid(self) -> str:
        if self.is_mine and self.meeting:
            return uid_alone(self.meeting)
        return uid_for_programs(self.series)

    @property
    def name(self) -> str:
        if self.series.kept_as and not self.is_mine:
            return self.series.kept_as
        return f"{self.uid.removesuffix('@practica')}.ics"

    @property
    def changed_at(self) -> datetime:
        rows = [self.meeting] if self.meeting else self.days
        return max([self.series.changed_at, *(row.changed_at for row in rows)])

    @cached_property
    def version(self) -> str:
        """Another one for whatever would be written otherwise; known without writing it."""
        rows = [self.meeting] if self.meeting else self.days
        facts = (
            VERSION, translation.get_language(), self.desk.base, self.desk.person.email, self.may_change, self.usual,
            (self.series.pk, self.series.sequence, self.series.changed_at, self.series.community.name),
            [(row.pk, row.sequence, row.changed_at, self.partstats.get(row.pk)) for row in rows], timezone.now().year,
        )  # fmt: skip
        return sha256(repr(facts).encode()).hexdigest()[:40]

    @cached_property
    def text(self) -> str:
        calendar = calendar_of([self.series.zone])
        for event in self._events():
            calendar.add_component(event)
        return str(calendar.to_ical().decode())

    def _events(self) -> Iterable[Event]:
        if self.meeting:
            event = single(self.meeting, self.desk.base)
            event["uid"] = self.uid
            yield self._with_reader(event, self.partstats.get(self.meeting.pk, UNANSWERED))
            return
        cancelled = [row for row in self.days if row.is_cancelled]
        revision = self.series.sequence + len(cancelled)
        yield self._named(master(self.series, cancelled, revision, self.desk.base), self.usual)
        for row in self.days:
            if not row.is_cancelled:
                yield self._named(day_of(row, revision, self.desk.base), self.partstats.get(row.pk, UNANSWERED))

    def _named(self, event: Event, partstat: str) -> Event:
        event.add("uid", self.uid)
        return self._with_reader(event, partstat)

    def _with_reader(self, event: Event, partstat: str) -> Event:
        """Programs let a person answer where they are invited by another, and change what they organise."""
        if not self.desk.person.email:
            return event
        me = vCalAddress(f"mailto:{self.desk.person.email}")
        me.params.update({"CN": self.desk.person.name, "PARTSTAT": partstat, "RSVP": "TRUE"})
        host = vCalAddress(me if self.may_change else f"mailto:{organiser_address()}")
        host.params["CN"] = self.desk.person.name if self.may_change else self.series.community.name
        event.add("organizer", host)
        event.add("attendee", me)
        return event


def shelves_of(person: Person) -> list[Shelf]:
    of_communities = [Shelf(f"{IN}{one.slug}", one.name, one.hue, one) for one in communities_of(person)]
    return [Shelf(MINE, _("My meetings"), "pine"), *of_communities]


def entries_of(shelf: Shelf, desk: Desk, *, may_plan: bool) -> list[Entry]:
    """What stands in it; `may_plan` says whether its reader plans in the community."""
    return _of_community(shelf.community, desk, may_plan=may_plan) if shelf.community else _of_mine(desk)


def _of_community(community: Community, desk: Desk, *, may_plan: bool) -> list[Entry]:
    """Three queries, however many meetings there are."""
    wanted = Series.objects.visible_to(desk.person).filter(community=community).exclude(first_on=None)
    known = list(recent(wanted))
    partstats = {answer.occurrence_id: partstat_of(answer) for answer in _answers(desk.person, community)}
    rows: dict[int, list[Occurrence]] = defaultdict(list)
    by_pk = {one.pk: one for one in known}
    # Of what is long past, only what a rule alone would say wrongly.
    told = Q(ends_at__gt=timezone.now() - KEPT) | Q(sequence__gt=0) | Q(series__rule="")
    for row in Occurrence.objects.filter(told, series__in=known).defer(*TEXTS):
        row.series, row.community = by_pk[row.series_id], community
        rows[row.series_id].append(row)
    made = (_entry(one, rows[one.pk], partstats, desk, may_plan=may_plan) for one in known)
    return [entry for entry in made if entry]


def _entry(
    series: Series, rows: list[Occurrence], partstats: dict[int, str], desk: Desk, *, may_plan: bool
) -> Entry | None:
    """Nothing for one that was cancelled, or that ended before it began."""
    may_change = may_plan or series.host_id == desk.person.pk
    rows.sort(key=lambda row: row.original_start)
    if not series.repeats:
        meeting = next((row for row in rows if not row.is_cancelled), None)
        return Entry(desk, series, meeting, [], partstats, UNANSWERED, may_change, False) if meeting else None
    if series.ends_on and series.first_on and series.ends_on < series.first_on:
        return None
    ahead = [partstats.get(row.pk, UNANSWERED) for row in rows if not row.is_over and not row.is_cancelled]
    usual = Counter(ahead).most_common(1)[0][0] if ahead else UNANSWERED
    days = [row for row in rows if row.sequence or _differs(row, partstats, usual)]
    return Entry(desk, series, None, days, partstats, usual, may_change, False)


def _differs(row: Occurrence, partstats: dict[int, str], usual: str) -> bool:
    """Whether the answer to this day has to be said beside that to most of them."""
    if row.is_over:
        return partstats.get(row.pk, usual) != usual
    return partstats.get(row.pk, UNANSWERED) != usual


def _answers(person: Person, community: Community | None = None) -> Iterable[Answer]:
    rows = Answer.objects.of(person).filter(occurrence__ends_at__gt=timezone.now() - KEPT)
    return rows.filter(community=community) if community else rows


def _of_mine(desk: Desk) -> list[Entry]:
    """Each meeting by itself, since a rule would bring those one said nothing to."""
    partstats = {answer.occurrence_id: partstat_of(answer) for answer in _answers(desk.person)}
    rows = mine(desk.person).standing().filter(ends_at__gt=timezone.now() - KEPT)
    rows = rows.select_related("series", "community").defer(*TEXTS)
    return [
        Entry(desk, row.series, row, [], partstats, UNANSWERED, row.host_id == desk.person.pk, True)
        for row in _with_their_communities(rows.order_by("starts_at", "pk"))
    ]


def _with_their_communities(rows: Iterable[Occurrence]) -> Iterable[Occurrence]:
    for row in rows:
        row.series.community = row.community
        yield row

"""Dates that are put to the choice, as one person sees them: whom they suit, and what the clock shows elsewhere."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db.models import Count, F, Q
from django.utils import timezone

from practica.communities.models import belongs
from practica.foundation.calendar_time import in_zone
from practica.meetings.models import DateAnswer, DateMark, DatePoll, Fit
from practica.meetings.queries.words import place_of
from practica.people.models import Person, is_working_time

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime

    from django.db.models import QuerySet

    from practica.communities.models import Community
    from practica.meetings.models import DateOption, Occurrence

MOST_PLACES, MOST_MISSING = 3, 6
# A day before the end; what is open for less than two days is not reminded of.
AHEAD = timedelta(days=1)


@dataclass(frozen=True)
class There:
    """What the clock shows in another place; `is_odd` outside the usual working hours."""

    clock: str
    place: str
    is_odd: bool


@dataclass
class Column:
    """One date with all that is said of it."""

    option: DateOption
    elsewhere: list[There]
    more_places: int
    is_odd: bool
    mine: str = ""
    counts: Counter[str] = field(default_factory=Counter)
    is_best: bool = False
    is_chosen: bool = False

    @property
    def yes(self) -> int:
        return self.counts[Fit.YES]

    @property
    def need(self) -> int:
        return self.counts[Fit.NEED]

    @property
    def no(self) -> int:
        return self.counts[Fit.NO]

    @property
    def odd_places(self) -> list[str]:
        return [there.place for there in self.elsewhere if there.is_odd]

    @property
    def score(self) -> tuple[int, int]:
        """Who can come at all counts first, then who can come easily."""
        return self.yes + self.need, self.yes


@dataclass(frozen=True)
class Line:
    """What one person said, date by date, and whether that date leads; empty where they said nothing."""

    person: Person
    fits: list[tuple[str, bool]]
    place: str
    note: str = ""


@dataclass(frozen=True)
class DatesPage:
    columns: list[Column]
    lines: list[Line]
    note: str
    answered: int
    asked: int
    missing: list[Person]

    @property
    def unnamed(self) -> int:
        """Of those who have not answered, how many have no line of their own."""
        return 0 if len(self.missing) <= MOST_MISSING else len(self.missing)

    @property
    def best(self) -> list[Column]:
        return [column for column in self.columns if column.is_best]

    @property
    def has_answered(self) -> bool:
        return any(column.mine for column in self.columns)


def page_of(poll: DatePoll, person: Person) -> DatesPage:
    """Four queries, whatever the number of dates and answers. Under the Chatham House Rule no names but one's own."""
    options = list(poll.options.all())
    for option in options:
        option.poll = poll
    answers = {row.person_id: row for row in poll.answers.select_related("person").order_by("answered_at", "pk")}
    marks = list(DateMark.objects.filter(answer__poll=poll).values_list("answer__person_id", "option_id", "fit"))
    members = members_of(poll.community)
    places = _places(members.values(), person)
    columns = [_column(option, places) for option in options]
    said: dict[int, dict[int, str]] = {}
    for who, option_id, fit in marks:
        said.setdefault(who, {})[option_id] = fit
    for column in columns:
        column.counts.update(fits[column.option.pk] for fits in said.values() if column.option.pk in fits)
        column.mine = said.get(person.pk, {}).get(column.option.pk, "")
        column.is_chosen = column.option.pk == poll.settled_on_id
    _mark_best(poll, columns)
    missing = [one for pk, one in members.items() if pk not in answers]
    own = answers.get(person.pk)
    return DatesPage(
        columns=columns,
        lines=[] if poll.is_chatham_house else _lines(answers, said, columns, missing, person),
        note=own.note if own else "",
        answered=len(answers),
        asked=len(answers) + len(missing),
        missing=missing,
    )


def members_of(community: Community) -> dict[int, Person]:
    """Who belongs and can answer: whoever has no account yet is not waited for."""
    rows = Person.objects.active().with_accounts().filter(pk__in=community.memberships.current().values("person"))
    return {person.pk: person for person in rows.select_related("working_hours").order_by("name", "pk")}


def _places(people: Iterable[Person], reader: Person) -> list[str]:
    """The zones of those who are asked, where most of them are first; not the reader's own."""
    zones = Counter(person.time_zone for person in people if person.pk != reader.pk)
    return [zone for zone, _number in zones.most_common()]


def _column(option: DateOption, zones: Sequence[str]) -> Column:
    """Places where the clock shows the same are one line."""
    here = timezone.localtime(option.starts_at)
    by_clock: dict[timedelta | None, list[str]] = {}
    for zone in zones:
        offset = in_zone(option.starts_at, zone).utcoffset()
        if offset != here.utcoffset():
            by_clock.setdefault(offset, []).append(zone)
    there = [
        There(f"{in_zone(option.starts_at, same[0]):%H:%M}", place_of(same[0]), not _works(option, same[0]))
        for same in by_clock.values()
    ]
    is_odd = not _works(option, timezone.get_current_timezone_name())
    return Column(option, there[:MOST_PLACES], len(there[MOST_PLACES:]), is_odd)


def _works(option: DateOption, zone: str) -> bool:
    return is_working_time(option.starts_at, option.ends_at, zone)


def _mark_best(poll: DatePoll, columns: Sequence[Column]) -> None:
    if not poll.is_undecided:
        for column in columns:
            column.is_best = column.is_chosen
        return
    open_ones = [column for column in columns if not column.option.is_past and column.score > (0, 0)]
    top = max((column.score for column in open_ones), default=None)
    for column in open_ones:
        column.is_best = column.score == top


def _lines(
    answers: Mapping[int, DateAnswer],
    said: Mapping[int, Mapping[int, str]],
    columns: Sequence[Column],
    missing: Sequence[Person],
    reader: Person,
) -> list[Line]:
    """The others in the order in which they answered, then those who have not, when they are few."""

    def line(person: Person, note: str = "") -> Line:
        theirs = said.get(person.pk, {})
        fits = [(theirs.get(column.option.pk, ""), column.is_best) for column in columns]
        return Line(person, fits, _elsewhere(person), note)

    given = [line(row.person, row.note) for pk, row in answers.items() if pk != reader.pk]
    if len(missing) > MOST_MISSING:
        return given
    return given + [line(person) for person in missing if person.pk != reader.pk]


def _elsewhere(person: Person) -> str:
    """Where their clock differs from the reader's."""
    now = timezone.now()
    there, here = in_zone(now, person.time_zone), timezone.localtime(now)
    return "" if there.utcoffset() == here.utcoffset() else place_of(person.time_zone)


def invited_by_dates(meeting: Occurrence) -> set[int] | None:
    """Of a meeting whose date was found, by number who could come on it; None for every other meeting."""
    option = DatePoll.objects.filter(meeting=meeting).values_list("settled_on", flat=True).first()
    if option is None:
        return None
    # Who has left since has no answer to the meeting.
    could = DateMark.objects.filter(option=option, answer__person__in=meeting.answers.values("person"))
    could = could.exclude(fit=Fit.NO)
    return set(could.values_list("answer__person", flat=True))


def waiting_people(poll: DatePoll) -> QuerySet[Person]:
    """Who belongs and has not answered."""
    answered = DateAnswer.objects.filter(poll=poll).values("person")
    members = poll.community.memberships.current().values("person")
    return Person.objects.active().filter(pk__in=members).exclude(pk__in=answered)


def waiting_dates(person: Person, now: datetime | None = None) -> QuerySet[DatePoll]:
    """Open ones where this person belongs and has not answered, the first to close first."""
    answered = DateAnswer.objects.filter(person=person).values("poll")
    waiting = DatePoll.objects.open(now).filter(belongs(person)).exclude(pk__in=answered)
    return waiting.select_related("community", "opened_by").order_by("closes_at", "pk")


def undecided_in(community: Community, person: Person) -> QuerySet[DatePoll]:
    """With how many have answered, for the page of the community's meetings."""
    polls = DatePoll.objects.visible_to(person).undecided().filter(community=community)
    mine = Count("answers", filter=Q(answers__person=person))
    return polls.annotate(answered=Count("answers"), mine=mine).order_by("closes_at", "pk")


def closing_soon() -> QuerySet[DatePoll]:
    """Open, not reminded of yet, and within a day of the end of two days or more."""
    soon = DatePoll.objects.open().filter(reminded_at=None, closes_at__lte=timezone.now() + AHEAD)
    return soon.filter(closes_at__gte=F("opened_at") + 2 * AHEAD)


def past_deadline() -> QuerySet[DatePoll]:
    return DatePoll.objects.undecided().filter(told_at=None, closes_at__lte=timezone.now())

"""A month as a list: some fifty meetings a page, and a page ends where a day does."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef
from django.utils import timezone

from practica.communities.models import Community
from practica.meetings.queries.calendar import YEARS, midnight
from practica.meetings.queries.listing import of_the_organisation

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.db.models import QuerySet

    from practica.meetings.models.occurrence import OccurrenceQuerySet
    from practica.people.models import Person

A_PAGE = 50
DAY, FOUR_WEEKS = timedelta(days=1), timedelta(days=28)


@dataclass(frozen=True)
class Span:
    """From a day to a day, both of them in it."""

    first: date
    last: date

    def of(self, meetings: OccurrenceQuerySet) -> OccurrenceQuerySet:
        begin, end = midnight(self.first), midnight(self.last + DAY)
        return meetings.filter(starts_at__gte=begin, starts_at__lt=end).order_by("starts_at", "pk")


@dataclass(frozen=True)
class ListedMonth:
    """`first` is its first day; the present one begins with today, and goes on for four weeks at least."""

    first: date

    @property
    def before(self) -> date:
        return (self.first - DAY).replace(day=1)

    @property
    def after(self) -> date:
        return (self.first + timedelta(days=32)).replace(day=1)

    @property
    def is_present(self) -> bool:
        return self.first == timezone.localdate().replace(day=1)

    @property
    def span(self) -> Span:
        today = timezone.localdate()
        if self.is_present:
            return Span(today, max(self.after - DAY, today + FOUR_WEEKS))
        return Span(self.first, self.after - DAY)


def day_asked(text: str) -> date | None:
    """`2026-12-02`, or none."""
    try:
        asked = datetime.strptime(text, "%Y-%m-%d").date()  # noqa: DTZ007 -- a day has no zone
    except ValueError:
        return None
    return asked if asked.year in YEARS else None


def spans_of(month: ListedMonth, meetings: OccurrenceQuerySet) -> list[Span]:
    """The pages of a month, one after the other without a gap; one query, of nothing but hours."""
    whole = month.span
    starts = whole.of(meetings).values_list("starts_at", flat=True)
    ends = list(_full_days(timezone.localtime(start).date() for start in starts))
    begins = [whole.first, *(end + DAY for end in ends)]
    return [Span(begin, end) for begin, end in zip(begins, [*ends, whole.last], strict=True) if begin <= end]


def _full_days(days: Iterable[date]) -> Iterable[date]:
    """The days with which a page is full, but for the last one."""
    count, by_day = 0, Counter(days)
    for number, (day, meetings) in enumerate(by_day.items(), 1):
        count += meetings
        if count >= A_PAGE and number < len(by_day):
            yield day
            count = 0


def with_open_meetings(person: Person) -> QuerySet[Community]:
    """The communities whose meetings the organisation's calendar shows this person."""
    theirs = of_the_organisation(person).filter(community=OuterRef("pk"))
    return Community.objects.filter(Exists(theirs.order_by().values("pk"))).order_by("name", "pk")

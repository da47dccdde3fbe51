"""What the clock looks for, and whom it tells."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db.models import F
from django.utils import timezone

from practica.communities.models import belongs
from practica.people.models import Person
from practica.polls.models import Answer, Participation, Poll

if TYPE_CHECKING:
    from datetime import datetime

    from django.db.models import QuerySet

# A day before the end; polls shorter than two days are not reminded of.
AHEAD = timedelta(days=1)


def to_close() -> QuerySet[Poll]:
    return Poll.objects.filter(closed_at=None, closes_at__lte=timezone.now())


def closing_soon() -> QuerySet[Poll]:
    """Open, not reminded of yet, and within a day of the end of two days or more."""
    soon = Poll.objects.open().filter(reminded_at=None, closes_at__lte=timezone.now() + AHEAD)
    return soon.filter(closes_at__gte=F("opened_at") + 2 * AHEAD)


def review_due() -> QuerySet[Poll]:
    return Poll.objects.filter(review_asked_at=None, review_on__lte=timezone.localdate())


def waiting_people(poll: Poll) -> QuerySet[Person]:
    """Who belongs and has not answered."""
    rows = Participation.objects if poll.is_anonymous else Answer.objects
    answered = rows.filter(poll=poll).values("person")
    members = poll.community.memberships.current().values("person")
    return Person.objects.active().filter(pk__in=members).exclude(pk__in=answered)


def waiting_polls(person: Person, now: datetime | None = None) -> QuerySet[Poll]:
    """Open ones where this person belongs and has not answered, the first to close first."""
    answered = Answer.objects.filter(person=person).values("poll")
    took_part = Participation.objects.filter(person=person).values("poll")
    polls = Poll.objects.open(now).filter(belongs(person)).visible_to(person)
    waiting = polls.exclude(pk__in=answered).exclude(pk__in=took_part)
    return waiting.select_related("community", "author").order_by("closes_at", "pk")

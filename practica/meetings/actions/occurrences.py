from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from practica.events.actions import moment_now, record
from practica.foundation.access import Refused, require
from practica.foundation.text_fields import clean_reason
from practica.meetings import policies
from practica.meetings.actions.answers import seat_waiting
from practica.meetings.actions.locks import locked, refuse_unless
from practica.meetings.actions.planning import LONGEST, SHORTEST, check_host
from practica.meetings.models import Deed, Details, Occurrence, WrittenView
from practica.meetings.verbs import Verb

if TYPE_CHECKING:
    from datetime import datetime

    from practica.people.models import Person


@transaction.atomic
def move_occurrence(occurrence: Occurrence, starts_at: datetime, length: int, *, by: Person) -> Occurrence:
    """Put this one meeting at another time, `length` in minutes; the others of its series stay.

    Refused: it is over or cancelled, the new time is past, nothing would change. 403: who may not change it.
    """
    occurrence = _open_one(occurrence, by)
    ends_at = starts_at + timedelta(minutes=length)
    if not SHORTEST <= length <= LONGEST:
        raise Refused(_("A meeting lasts between 5 minutes and a day."))
    if ends_at <= timezone.now():
        raise Refused(_("That time is past. Choose one that is still to come."))
    if (starts_at, ends_at) == (occurrence.starts_at, occurrence.ends_at):
        raise Refused(_("The meeting is at this time already."))
    occurrence.starts_at, occurrence.ends_at = starts_at, ends_at
    occurrence.timed_at = moment_now()
    _save(occurrence, "starts_at", "ends_at", "timed_at")
    record(Verb.MOVED, by=by, target=occurrence, community=occurrence.community)
    return occurrence


@transaction.atomic
def change_occurrence(occurrence: Occurrence, details: Details, *, by: Person) -> Occurrence:
    """Change what this one meeting is about, where, who hosts, how many; the others of its series stay.

    More places let in who waits, in order. Refused: it is over or cancelled, the host is no member, or something has
    been said under the Chatham House Rule, which can't be taken back. 403: who may not change it.
    """
    occurrence = _open_one(occurrence, by)
    check_host(occurrence.community, details)
    keep_the_rule(occurrence, details)
    occurrence.details = details
    _save(occurrence, "title", "aim", "place", "link", "host", "confidentiality", "capacity")
    forget_authors(occurrence)
    seat_waiting(occurrence, by=by)
    record(Verb.CHANGED, by=by, target=occurrence, community=occurrence.community)
    return occurrence


@transaction.atomic
def cancel_occurrence(occurrence: Occurrence, because: str, *, by: Person) -> Occurrence:
    """Cancel this one meeting; it stays in the calendar, struck, with the reason.

    Refused: no reason, it is over, or cancelled already. 403: who may not change it.
    """
    occurrence = _open_one(occurrence, by)
    if not because.strip():
        raise Refused(_("Say in a few words why, for those who meant to come."))
    strike(occurrence, because.strip(), by)
    record(Verb.CANCELLED, by=by, target=occurrence, community=occurrence.community)
    return occurrence


def strike(occurrence: Occurrence, because: str, by: Person) -> None:
    occurrence.cancelled_at, occurrence.cancelled_by = moment_now(), by
    occurrence.cancelled_because = clean_reason(because)
    _save(occurrence, "cancelled_at", "cancelled_by", "cancelled_because")


def keep_the_rule(occurrence: Occurrence, details: Details) -> None:
    """What was said without a name was said because of the promise: the rule is not lifted afterwards."""
    lifted = occurrence.is_chatham_house and details.confidentiality != occurrence.confidentiality
    if lifted and (occurrence.has_begun or occurrence.views.exists()):
        raise Refused(_("Something has been said here under the Chatham House Rule. It can't be lifted afterwards."))


def forget_authors(occurrence: Occurrence) -> None:
    """A meeting that comes under the rule keeps no name of who wrote before it."""
    if occurrence.is_chatham_house:
        WrittenView.objects.filter(occurrence=occurrence).update(author=None)


def _open_one(occurrence: Occurrence, by: Person) -> Occurrence:
    occurrence = locked(occurrence)
    require(policies.can_change, by, occurrence)
    refuse_unless(occurrence, Deed.CHANGE)
    return occurrence


def _save(occurrence: Occurrence, *fields: str) -> None:
    occurrence.sequence += 1
    occurrence.changed_at = moment_now()
    occurrence.save(update_fields=[*fields, "sequence", "changed_at"])

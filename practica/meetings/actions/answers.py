from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from practica.events.actions import moment_now, record
from practica.foundation.access import Refused, require
from practica.meetings import policies
from practica.meetings.actions.locks import locked, refuse_unless
from practica.meetings.models import Answer, Choice, Deed, Occurrence
from practica.meetings.verbs import Verb

if TYPE_CHECKING:
    from practica.communities.models import Community
    from practica.people.models import Person


@transaction.atomic
def answer(occurrence: Occurrence, choice: str, *, by: Person) -> Answer:
    """Say whether one comes; a yes to a full meeting waits for a place, which goes to the first who waits.

    Refused: the meeting is over or cancelled, or the answer is none of the four. 403: who is not asked.
    """
    # Two people may take the last place at once; the lock on the meeting lets one of them wait.
    occurrence = locked(occurrence)
    require(policies.can_answer, by, occurrence)
    refuse_unless(occurrence, Deed.ANSWER)
    if choice not in Choice.values:
        raise Refused(_("Choose one of the four answers."))

    before = occurrence.answers.of(by).first()
    keeps_place = before is not None and before.choice == choice
    given = before or Answer(community=occurrence.community, occurrence=occurrence, person=by)
    given.choice, given.answered_at = choice, moment_now()
    if not keeps_place:
        given.waiting_since = moment_now() if choice == Choice.YES and is_full(occurrence) else None
    given.save()
    seat_waiting(occurrence, by=by)
    # Under the Chatham House Rule not even the memory of what happened says who.
    who = None if occurrence.is_chatham_house else by
    record(Verb.ANSWERED, by=who, target=occurrence, community=occurrence.community)
    return given


@transaction.atomic
def withdraw_answers(community: Community, person: Person) -> int:
    """Whoever left the community does not come to what is only for its members; their places go to those who wait.

    Says how many answers that were.
    """
    rows = Occurrence.objects.filter(community=community, answers__person=person).standing().upcoming()
    unseen = rows.exclude(pk__in=Occurrence.objects.visible_to(person).values("pk"))
    meetings = list(unseen.select_for_update(of=("self",)).select_related("community"))
    for meeting in meetings:
        meeting.answers.of(person).delete()
        seat_waiting(meeting, by=person)
    return len(meetings)


def is_full(occurrence: Occurrence) -> bool:
    return occurrence.capacity is not None and occurrence.answers.going().count() >= occurrence.capacity


def seat_waiting(occurrence: Occurrence, *, by: Person) -> None:
    """Free places go to those who wait, in order; each of them hears of it. The caller holds the meeting's lock."""
    waiting = occurrence.answers.waiting().select_related("person")
    if occurrence.capacity is not None:
        free = max(0, occurrence.capacity - occurrence.answers.going().count())
        waiting = waiting[:free]
    for given in waiting:
        given.waiting_since = None
        given.save(update_fields=["waiting_since"])
        record(Verb.SEATED, by=by, target=given, community=occurrence.community)

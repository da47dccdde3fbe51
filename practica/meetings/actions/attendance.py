"""Who is in the room: by one tap for oneself, or all at once by those who plan."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from practica.events.actions import record
from practica.events.models import Event
from practica.foundation.access import Refused, require
from practica.meetings import policies
from practica.meetings.actions.locks import locked, refuse_unless
from practica.meetings.models import Attendance, Deed, Occurrence
from practica.meetings.verbs import Verb

if TYPE_CHECKING:
    from collections.abc import Iterable

    from practica.people.models import Person


@transaction.atomic
def note_present(occurrence: Occurrence, person: Person, *, by: Person) -> Occurrence:
    """This person is here: said by themself, or by those who may change the meeting. Said twice it changes nothing.

    Refused: it has not begun or was cancelled, the person is not asked to it; under the Chatham House Rule, for somebody
    else by somebody who is not here. 403: who is not asked; for others, who may not change the meeting.
    """
    occurrence = _held(occurrence, person, by)
    if not policies.can_answer(person, occurrence):
        raise Refused(_("%(name)s is not asked to this meeting.") % {"name": person.name})
    if not occurrence.attendances.filter(person=person).exists():
        _note(occurrence, [person], by)
    return occurrence


@transaction.atomic
def note_absent(occurrence: Occurrence, person: Person, *, by: Person) -> Occurrence:
    """This person is not here after all. Refused and 403 as `note_present`."""
    occurrence = _held(occurrence, person, by)
    occurrence.attendances.filter(person=person).delete()
    _tell(occurrence, by)
    return occurrence


@transaction.atomic
def mark_attendance(occurrence: Occurrence, people: Iterable[Person], *, by: Person) -> Occurrence:
    """Note who was there, all at once; events name them only where the Chatham House Rule does not hold.

    Refused: it has not begun or was cancelled; under the rule, somebody who was not there. 403: who may not change it.
    """
    occurrence = locked(occurrence)
    require(policies.can_change, by, occurrence)
    refuse_unless(occurrence, Deed.ATTEND)
    present = {person.pk: person for person in people if policies.can_answer(person, occurrence)}
    if occurrence.is_chatham_house and by.pk not in present:
        raise Refused(_("Under the Chatham House Rule only somebody who was there notes who was there."))
    known = set(occurrence.attendances.values_list("person_id", flat=True))
    occurrence.attendances.exclude(person__in=present).delete()
    _note(occurrence, [person for pk, person in present.items() if pk not in known], by)
    return occurrence


def _held(occurrence: Occurrence, person: Person, by: Person) -> Occurrence:
    occurrence = locked(occurrence)
    is_own = person.pk == by.pk
    require(policies.can_answer if is_own else policies.can_change, by, occurrence)
    refuse_unless(occurrence, Deed.ATTEND)
    is_here = is_own or not occurrence.is_chatham_house or occurrence.attendances.filter(person=by).exists()
    if not is_here:
        raise Refused(_("Under the Chatham House Rule only somebody who was there notes who was there."))
    return occurrence


def _note(occurrence: Occurrence, fresh: list[Person], by: Person) -> None:
    """The first who is noted says that it was held. What happened is remembered once, though a list may be mended."""
    Attendance.objects.bulk_create(
        Attendance(community=occurrence.community, occurrence=occurrence, person=person) for person in fresh
    )
    told = Event.objects.filter(target_type=occurrence._meta.label_lower, target_id=occurrence.pk)
    if not told.filter(verb=Verb.HELD).exists():
        who = None if occurrence.is_chatham_house else by
        record(Verb.HELD, by=who, target=occurrence, community=occurrence.community, minutes=occurrence.length)
    named = set(told.filter(verb=Verb.ATTENDED).values_list("actor_id", flat=True))
    for person in () if occurrence.is_chatham_house else fresh:
        if person.pk not in named:
            record(
                Verb.ATTENDED, by=person, target=occurrence, community=occurrence.community, minutes=occurrence.length
            )
    _tell(occurrence, by)


def _tell(occurrence: Occurrence, by: Person) -> None:
    """Open pages hear that the list changed; under the rule not even that says whose doing it was."""
    who = None if occurrence.is_chatham_house else by
    record(Verb.ROLL_CHANGED, by=who, target=occurrence, community=occurrence.community)

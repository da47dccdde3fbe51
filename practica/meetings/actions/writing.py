from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from practica.events.actions import moment_now, record
from practica.foundation import richtext
from practica.foundation.access import Refused, require
from practica.meetings import policies
from practica.meetings.actions.locks import locked
from practica.meetings.models import Attendance, Occurrence, WrittenView
from practica.meetings.verbs import Verb

if TYPE_CHECKING:
    from collections.abc import Iterable

    from practica.people.models import Person


@transaction.atomic
def write_agenda(occurrence: Occurrence, text: str, *, by: Person) -> Occurrence:
    """Write or rewrite what the meeting is going to do. Refused: it is cancelled. 403: who may not change it."""
    occurrence = locked(occurrence)
    require(policies.can_change, by, occurrence)
    if occurrence.is_cancelled:
        raise Refused(_("This meeting is cancelled."))
    rich = richtext.render(text.strip())
    occurrence.agenda, occurrence.agenda_html = rich.source, rich.html
    occurrence.agenda_at, occurrence.agenda_by = moment_now(), by
    occurrence.save(update_fields=["agenda", "agenda_html", "agenda_at", "agenda_by"])
    record(Verb.AGENDA_WRITTEN, by=by, target=occurrence, community=occurrence.community)
    return occurrence


@transaction.atomic
def publish_minutes(occurrence: Occurrence, text: str, *, by: Person) -> Occurrence:
    """Publish what came out of the meeting, or a corrected text.

    Refused: it has not begun, it was cancelled, or there is no text. 403: who may not change it.
    """
    occurrence = locked(occurrence)
    require(policies.can_change, by, occurrence)
    refuse_early_minutes(occurrence)
    if not text.strip():
        raise Refused(_("Write at least one line."))
    rich = richtext.render(text.strip())
    occurrence.minutes, occurrence.minutes_html = rich.source, rich.html
    occurrence.minutes_at, occurrence.minutes_by = moment_now(), by
    occurrence.save(update_fields=["minutes", "minutes_html", "minutes_at", "minutes_by"])
    record(Verb.MINUTES_PUBLISHED, by=by, target=occurrence, community=occurrence.community)
    return occurrence


def refuse_early_minutes(occurrence: Occurrence) -> None:
    """Said before somebody begins to write, too."""
    if occurrence.is_cancelled or not occurrence.has_begun:
        raise Refused(_("There are minutes once a meeting has begun."))


@transaction.atomic
def leave_view(occurrence: Occurrence, text: str, *, by: Person) -> WrittenView:
    """Leave one's view for the room; under the Chatham House Rule nobody can tell whose it is, not even the table.

    Refused: the meeting is over or cancelled, or there is no text. 403: who is not asked to the meeting.
    """
    occurrence = locked(occurrence)
    require(policies.can_answer, by, occurrence)
    if not occurrence.takes_answers:
        raise Refused(_("This meeting takes no more answers."))
    if not text.strip():
        raise Refused(_("Write at least one line."))
    author = None if occurrence.is_chatham_house else by
    rich = richtext.render(text.strip())
    view = WrittenView.objects.create(
        community=occurrence.community,
        occurrence=occurrence,
        author=author,
        text=rich.source,
        html=rich.html,
        written_on=moment_now().date(),
    )
    record(Verb.VIEW_LEFT, by=author, target=occurrence, community=occurrence.community)
    return view


@transaction.atomic
def mark_attendance(occurrence: Occurrence, people: Iterable[Person], *, by: Person) -> Occurrence:
    """Note who was there, all at once; events name them only where the Chatham House Rule does not hold.

    Refused: it has not begun or was cancelled; under the rule, somebody who was not there. 403: who may not change it.
    """
    occurrence = locked(occurrence)
    require(policies.can_change, by, occurrence)
    if occurrence.is_cancelled or not occurrence.has_begun:
        raise Refused(_("Who was there is noted once a meeting has begun."))
    present = {person.pk: person for person in people if policies.can_answer(person, occurrence)}
    if occurrence.is_chatham_house and by.pk not in present:
        raise Refused(_("Under the Chatham House Rule only somebody who was there notes who was there."))
    known = set(occurrence.attendances.values_list("person_id", flat=True))
    occurrence.attendances.exclude(person__in=present).delete()
    fresh = [person for pk, person in present.items() if pk not in known]
    Attendance.objects.bulk_create(
        Attendance(community=occurrence.community, occurrence=occurrence, person=person) for person in fresh
    )
    if not known:
        record(Verb.HELD, by=by, target=occurrence, community=occurrence.community, minutes=occurrence.length)
    for person in () if occurrence.is_chatham_house else fresh:
        record(Verb.ATTENDED, by=person, target=occurrence, community=occurrence.community, minutes=occurrence.length)
    return occurrence

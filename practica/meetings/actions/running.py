"""From a template to a meeting that was followed up: one action for each step of the table of states."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from practica.events.actions import moment_now, record
from practica.foundation.access import Refused, require
from practica.meetings import policies
from practica.meetings.actions.crowding import forget_displacement, note_displacement
from practica.meetings.actions.locks import locked, refuse_unless
from practica.meetings.models import AgendaItem, Deed, MeetingRole, Occurrence, Place
from practica.meetings.models.agenda import fresh
from practica.meetings.models.occurrence import EARLY
from practica.meetings.queries.agenda import items_of, plan_of, waiting_from_before
from practica.meetings.verbs import Verb

if TYPE_CHECKING:
    from collections.abc import Iterable

    from practica.meetings.models import Series
    from practica.meetings.models.agenda import Holder
    from practica.people.models import Person

COPIED = ("is_section", "title", "note", "note_html", "minutes", "purpose", "horizon", "lead", "script")


@transaction.atomic
def open_agenda(occurrence: Occurrence, *, by: Person) -> Occurrence:
    """Give the meeting an agenda of its own: its series' template as it is now, and what waits for it.

    What earlier meetings put off comes first, then topics and tasks that were meant for it: a capability item takes the
    first capability place of the template, or the top; the others stand before the template. Refused: it is opened already, over or cancelled. 403: who may not change it.
    """
    occurrence = locked(occurrence)
    require(policies.can_change, by, occurrence)
    refuse_unless(occurrence, Deed.BUILD)
    if occurrence.is_opened:
        raise Refused(_("The agenda of this meeting is open already."))
    occurrence.opened_at, occurrence.opened_by = moment_now(), by
    occurrence.capability_share = occurrence.series.capability_share
    occurrence.save(update_fields=["opened_at", "opened_by", "capability_share"])
    waiting = [*_carried(occurrence), *_placed_before(occurrence)]
    rows = _filled(_copied(occurrence, items_of(occurrence.series)), waiting)
    for position, row in enumerate(rows, start=1):
        row.place, row.position = Place.PLACED, position
        row.save()
    MeetingRole.objects.bulk_create(
        MeetingRole(community=occurrence.community, occurrence=occurrence, name=role.name, duty=role.duty)
        for role in occurrence.series.template_roles.all()
    )
    record(Verb.AGENDA_OPENED, by=by, target=occurrence, community=occurrence.community)
    return occurrence


@transaction.atomic
def publish_agenda(occurrence: Occurrence, because: str = "", *, by: Person) -> Occurrence:
    """Show everyone what the meeting takes up. With too few minutes for capability it needs a reason, which is kept.

    Refused: it is published already, has begun or is cancelled, holds nothing, or is short without a reason. 403: who may
    not change it.
    """
    occurrence = locked(occurrence)
    require(policies.can_change, by, occurrence)
    refuse_unless(occurrence, Deed.PUBLISH)
    plan = plan_of(occurrence, items_of(occurrence))
    if not plan.total:
        raise Refused(_("There is nothing on the agenda yet."))
    because = because.strip()[:400]
    if plan.missing and not because:
        raise Refused(_missing_words(plan.missing))
    occurrence.agenda_published_at, occurrence.agenda_published_by = moment_now(), by
    occurrence.save(update_fields=["agenda_published_at", "agenda_published_by"])
    record(Verb.AGENDA_PUBLISHED, by=by, target=occurrence, community=occurrence.community)
    if plan.missing:
        note_displacement(occurrence, by, minutes_missing=plan.missing, because=because)
    return occurrence


@transaction.atomic
def start_meeting(occurrence: Occurrence, *, by: Person) -> Occurrence:
    """Say that it begins now; it then runs until somebody ends it.

    Refused: more than half an hour early, started already, over or cancelled. 403: who may not change it.
    """
    occurrence = locked(occurrence)
    require(policies.can_change, by, occurrence)
    refuse_unless(occurrence, Deed.START)
    if occurrence.started_at:
        raise Refused(_("This meeting has started already."))
    if occurrence.starts_at - EARLY > moment_now():
        raise Refused(_("A meeting can be started half an hour before its time."))
    occurrence.started_at, occurrence.started_by = moment_now(), by
    occurrence.save(update_fields=["started_at", "started_by"])
    record(Verb.STARTED, by=by, target=occurrence, community=occurrence.community)
    return occurrence


@transaction.atomic
def note_covered(occurrence: Occurrence, covered: Iterable[AgendaItem], *, by: Person) -> Occurrence:
    """Say what the meeting got to; the rest waits for the next one, capability first. It ends a meeting in progress.

    Refused: it has not begun, was cancelled or followed up. 403: who may not change it.
    """
    occurrence = locked(occurrence)
    require(policies.can_change, by, occurrence)
    refuse_unless(occurrence, Deed.COVER)
    rows = list(occurrence.items.exclude(place__in=[Place.PROPOSED, Place.DROPPED]))
    _settle(rows, {item.pk for item in covered})
    for row in rows:
        if row.is_covered:
            forget_displacement(row)
        elif row.place == Place.DISPLACED:
            note_displacement(occurrence, by, item=row)
    if occurrence.held_at is None:
        occurrence.held_at, occurrence.held_by = moment_now(), by
        occurrence.save(update_fields=["held_at", "held_by"])
    record(Verb.COVERED, by=by, target=occurrence, community=occurrence.community)
    return occurrence


@transaction.atomic
def follow_up(occurrence: Occurrence, *, by: Person) -> Occurrence:
    """Say that what came out of it was looked after. Refused before its minutes are published. 403: who may not change it."""
    occurrence = locked(occurrence)
    require(policies.can_change, by, occurrence)
    refuse_unless(occurrence, Deed.FOLLOW_UP)
    occurrence.followed_up_at, occurrence.followed_up_by = moment_now(), by
    occurrence.save(update_fields=["followed_up_at", "followed_up_by"])
    record(Verb.FOLLOWED_UP, by=by, target=occurrence, community=occurrence.community)
    return occurrence


def copy_template(before: Series, after: Series) -> None:
    """A series that goes on from another keeps its template."""
    rows = items_of(before)
    copies = _copied(after, rows)
    for row, copy in zip(rows, copies, strict=True):
        copy.position = row.position
    AgendaItem.objects.bulk_create(copies)
    MeetingRole.objects.bulk_create(
        MeetingRole(community=after.community, series=after, name=role.name, duty=role.duty)
        for role in before.template_roles.all()
    )


def _copied(holder: Holder, template: list[AgendaItem]) -> list[AgendaItem]:
    return [fresh(holder, **{name: getattr(row, name) for name in COPIED}) for row in template]


def _settle(rows: list[AgendaItem], covered: set[int]) -> None:
    """Each item covered or put off; what stands keeps its order, headings too."""
    for row in rows:
        if not row.is_section:
            row.place = Place.COVERED if row.pk in covered else Place.DISPLACED
    standing = [row for row in rows if row.place != Place.DISPLACED]
    places = {row.pk: place for place, row in enumerate(sorted(standing, key=_order), start=1)}
    for row in rows:
        row.position = places.get(row.pk)
    AgendaItem.objects.bulk_update(rows, ["place", "position"])


def _carried(occurrence: Occurrence) -> list[AgendaItem]:
    """Rows for what earlier meetings put off, capability first."""
    rows = []
    for before in waiting_from_before(occurrence).select_related("lead"):
        row = fresh(occurrence, **{name: getattr(before, name) for name in COPIED})
        row.carried_from, row.displaced_times = before, before.displaced_times + 1
        row.origin_type, row.origin_id = before.origin_type, before.origin_id
        rows.append(row)
    return rows


def _placed_before(occurrence: Occurrence) -> list[AgendaItem]:
    """Topics and tasks that were meant for it before its agenda was open."""
    return list(occurrence.items.filter(place=Place.PROPOSED).exclude(origin_type="").order_by("pk"))


def _filled(template: list[AgendaItem], waiting: list[AgendaItem]) -> list[AgendaItem]:
    """What waits, capability in the template's places for it; the rest before the template."""
    rows, first = list(template), []
    places = [place for place, row in enumerate(rows) if row.is_capability]
    for row in waiting:
        if row.is_capability and places:
            place = places.pop(0)
            row.minutes = max(row.minutes, rows[place].minutes)
            rows[place] = row
        else:
            first.append(row)
    return [*first, *rows]


def _order(row: AgendaItem) -> int:
    # What came back from being put off has no place of its own any more.
    return row.position or 10_000


def _missing_words(missing: int) -> str:
    words = ngettext(
        "The capability slot is %(n)s minute short. Say why it is published all the same.",
        "The capability slot is %(n)s minutes short. Say why it is published all the same.",
        missing,
    )
    return words % {"n": missing}

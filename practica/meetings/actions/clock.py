"""The timer of the room: everyone sees the same, everyone may move it on, and those who plan say what is next."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from practica.events.actions import moment_now, record
from practica.foundation.access import Refused, require
from practica.meetings import policies
from practica.meetings.actions.agenda import number
from practica.meetings.actions.locks import locked, refuse_unless
from practica.meetings.models import AgendaItem, Clock, Deed, Dot, Occurrence, Place
from practica.meetings.queries.agenda import items_of
from practica.meetings.queries.formats import DOTS_EACH, format_of, proposals_of, timed_steps
from practica.meetings.verbs import Verb

if TYPE_CHECKING:
    from practica.people.models import Person

MORE = timedelta(minutes=2)
A_PROPOSAL = 8


@transaction.atomic
def take_up(item: AgendaItem, *, by: Person) -> Clock:
    """It is this item's turn: its first step begins, and the item before counts as covered. The meeting has started then.

    Refused: the meeting is not in progress, or the item is not on its agenda. 403: who may not change the meeting.
    """
    if item.occurrence is None:
        raise Refused(_("This is part of a template, not of a meeting."))
    occurrence = locked(item.occurrence)
    require(policies.can_change, by, occurrence)
    refuse_unless(occurrence, Deed.RUN)
    row = occurrence.items.standing().filter(pk=item.pk, is_section=False).first()
    if row is None:
        raise Refused(_("This item is not on the agenda any more."))
    clock = Clock.objects.filter(occurrence=occurrence).select_related("item").first()
    if clock is None:
        clock = Clock(occurrence=occurrence, community=occurrence.community)
    elif clock.item_id != row.pk:
        _cover(clock.item)
    clock.item = row
    if occurrence.started_at is None:
        occurrence.started_at, occurrence.started_by = moment_now(), by
        occurrence.save(update_fields=["started_at", "started_by"])
    return _go_to(clock, 0, by)


@transaction.atomic
def next_step(occurrence: Occurrence, *, by: Person) -> Clock:
    """The next step of the script. Refused: it is the last, or no item has been taken up. 403: who is not asked."""
    clock = _running(occurrence, by)
    steps = timed_steps(clock.item, format_of(clock.item.script))
    if clock.step + 1 >= len(steps):
        raise Refused(_("This is the last step."))
    return _go_to(clock, clock.step + 1, by)


@transaction.atomic
def pause_clock(occurrence: Occurrence, *, by: Person) -> Clock:
    """Stand still. Refused: it does already, or no item has been taken up. 403: who is not asked."""
    clock = _running(occurrence, by)
    if clock.is_paused:
        raise Refused(_("The clock is paused already."))
    clock.left = clock.left_at(moment_now())
    clock.paused_by = None if clock.occurrence.is_chatham_house else by
    return _note(clock, by)


@transaction.atomic
def resume_clock(occurrence: Occurrence, *, by: Person) -> Clock:
    """Go on with the time that was left. Refused: it is not paused. 403: who is not asked."""
    clock = _running(occurrence, by)
    if clock.left is None:
        raise Refused(_("The clock is running."))
    clock.ends_at = moment_now() + timedelta(seconds=clock.left)
    clock.started_at = min(clock.started_at, clock.ends_at)
    clock.left, clock.paused_by = None, None
    return _note(clock, by)


@transaction.atomic
def extend_step(occurrence: Occurrence, *, by: Person) -> Clock:
    """Two minutes more. Refused: no item has been taken up. 403: who is not asked."""
    clock = _running(occurrence, by)
    if clock.left is not None:
        clock.left += int(MORE.total_seconds())
    clock.ends_at += MORE
    return _note(clock, by)


@transaction.atomic
def give_dot(item: AgendaItem, *, by: Person) -> AgendaItem:
    """Say that one would talk about a proposal; pressed again it is taken back.

    Refused: one's three dots are given, or it is no proposal any more. 403: who is not asked to the meeting.
    """
    if item.occurrence is None:
        raise Refused(_("This is part of a template, not of a meeting."))
    occurrence = locked(item.occurrence)
    require(policies.can_answer, by, occurrence)
    refuse_unless(occurrence, Deed.PROPOSE)
    row = occurrence.items.filter(pk=item.pk, place=Place.PROPOSED).first()
    if row is None:
        raise Refused(_("This item has a place already."))
    mine = Dot.objects.filter(item__occurrence=occurrence, item__place=Place.PROPOSED, person=by)
    if not mine.filter(item=row).delete()[0]:
        if mine.count() >= DOTS_EACH:
            raise Refused(_("Your three dots are given. Take one back first."))
        Dot.objects.create(community=occurrence.community, item=row, person=by)
    # Nobody is shown whose dot it was, so the event does not say it either.
    record(Verb.DOTS_CHANGED, by=None, target=occurrence, community=occurrence.community)
    return row


@transaction.atomic
def place_by_dots(occurrence: Occurrence, *, by: Person) -> list[AgendaItem]:
    """Put what got dots on the agenda in their order, eight minutes each, after the item that is taken up.

    Refused: nothing has a dot, or the meeting is over or cancelled. 403: who may not change it.
    """
    occurrence = locked(occurrence)
    require(policies.can_change, by, occurrence)
    refuse_unless(occurrence, Deed.BUILD)
    wanted = [row for row in proposals_of(occurrence, by) if row.dot_count]  # type: ignore[attr-defined] # annotated
    if not wanted:
        raise Refused(_("No proposal has a dot yet."))
    standing = items_of(occurrence)
    clock = Clock.objects.filter(occurrence=occurrence).first()
    at = next(
        (place for place, row in enumerate(standing, start=1) if clock and row.pk == clock.item_id), len(standing)
    )
    for offset, row in enumerate(wanted, start=1):
        row.place, row.minutes, row.position = Place.PLACED, row.minutes or A_PROPOSAL, len(standing) + offset
    AgendaItem.objects.bulk_update(wanted, ["place", "minutes", "position"])
    number([*standing[:at], *wanted, *standing[at:]])
    record(Verb.DOTS_CHANGED, by=by, target=occurrence, community=occurrence.community)
    return wanted


def _running(occurrence: Occurrence, by: Person) -> Clock:
    occurrence = locked(occurrence)
    require(policies.can_answer, by, occurrence)
    refuse_unless(occurrence, Deed.RUN)
    clock = Clock.objects.select_related("item").filter(occurrence=occurrence).first()
    if clock is None:
        raise Refused(_("No item has been taken up yet."))
    clock.occurrence = occurrence
    return clock


def _go_to(clock: Clock, step: int, by: Person) -> Clock:
    seconds = timed_steps(clock.item, format_of(clock.item.script))[step].seconds
    clock.step = step
    clock.set_for(moment_now(), seconds)
    return _note(clock, by)


def _note(clock: Clock, by: Person) -> Clock:
    clock.save()
    who = None if clock.occurrence.is_chatham_house else by
    record(Verb.CLOCK_CHANGED, by=who, target=clock.occurrence, community=clock.community)
    return clock


def _cover(item: AgendaItem) -> None:
    if item.place == Place.PLACED:
        item.place = Place.COVERED
        item.save(update_fields=["place"])

"""Items that come and go: proposed by whoever is asked, placed by those who plan, put off for the next time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from practica.events.actions import record
from practica.foundation.access import Refused, require
from practica.meetings import policies
from practica.meetings.actions.agenda import append, describe, details_of, number
from practica.meetings.actions.crowding import forget_displacement, note_displacement
from practica.meetings.actions.locks import buildable, locked, note_change, refuse_unless
from practica.meetings.models import AgendaItem, Deed, ItemDetails, Occurrence, Place
from practica.meetings.models.agenda import fresh
from practica.meetings.queries.agenda import has_item_from, items_of
from practica.meetings.verbs import Verb

if TYPE_CHECKING:
    from django.db.models import Model

    from practica.people.models import Person

MOST_PROPOSED = 40


@transaction.atomic
def propose_item(occurrence: Occurrence, details: ItemDetails, *, by: Person) -> AgendaItem:
    """Propose something for the meeting; those who plan it place it, or not. Under the Chatham House Rule it has no author.

    Refused: the meeting is over or cancelled, or holds forty proposals. 403: who is not asked to it.
    """
    occurrence = locked(occurrence)
    require(policies.can_answer, by, occurrence)
    refuse_unless(occurrence, Deed.PROPOSE)
    if occurrence.items.filter(place=Place.PROPOSED).count() >= MOST_PROPOSED:
        raise Refused(_("There are forty proposals already. Support one of them, or suggest it as a topic."))
    author = None if occurrence.is_chatham_house else by
    item = fresh(occurrence, place=Place.PROPOSED, proposed_by=author)
    describe(item, details)
    item.save()
    record(Verb.ITEM_PROPOSED, by=author, target=occurrence, community=occurrence.community)
    return item


@transaction.atomic
def place_item(item: AgendaItem, *, by: Person) -> AgendaItem:
    """Put what was proposed or put off on the agenda, at its end.

    Refused: it stands there already, it went on to a later meeting, or as `add_item`. 403: who may not change the meeting.
    """
    occurrence = _its_meeting(item, by)
    row = occurrence.items.select_related("lead").filter(pk=item.pk, position=None).first()
    if row is None or row.carried_to.exists():
        raise Refused(_("This item has a place already."))
    forget_displacement(row)
    append(occurrence, row, details_of(row))
    note_change(occurrence, by)
    return row


@transaction.atomic
def defer_item(item: AgendaItem, *, by: Person) -> AgendaItem:
    """Put it off: it waits for the next meeting, where a capability item goes first. That it was displaced is kept.

    Refused: it is a heading, not on the agenda, or as `add_item`. 403: who may not change the meeting.
    """
    occurrence = _its_meeting(item, by)
    row = occurrence.items.filter(pk=item.pk, place=Place.PLACED, is_section=False).first()
    if row is None:
        raise Refused(_("This item is not on the agenda any more."))
    row.place, row.position = Place.DISPLACED, None
    row.save(update_fields=["place", "position"])
    number(items_of(occurrence))
    note_displacement(occurrence, by, item=row)
    note_change(occurrence, by)
    return row


@transaction.atomic
def place_from(occurrence: Occurrence, origin: Model, details: ItemDetails, *, by: Person) -> AgendaItem:
    """Put something that lives elsewhere, a topic or a task, on the agenda; while that is not open yet, it waits for it.

    Refused: it is on this agenda already, the meeting is over or cancelled, or as `add_item`. 403: who may not change
    the meeting.
    """
    occurrence = locked(occurrence)
    require(policies.can_change, by, occurrence)
    refuse_unless(occurrence, Deed.BUILD)
    if has_item_from(occurrence, origin):
        raise Refused(_("This is on the agenda already."))
    item = fresh(occurrence, origin_type=origin._meta.label_lower, origin_id=origin.pk)
    if occurrence.is_opened:
        append(occurrence, item, details)
    else:
        item.place, item.proposed_by = Place.PROPOSED, by
        describe(item, details)
        item.save()
    note_change(occurrence, by)
    return item


def _its_meeting(item: AgendaItem, by: Person) -> Occurrence:
    if item.occurrence is None:
        raise Refused(_("This is part of a template, not of a meeting."))
    held = buildable(item.occurrence, by)
    assert isinstance(held, Occurrence)  # noqa: S101 -- for the type
    return held

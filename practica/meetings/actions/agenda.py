"""Building an agenda, or a template: the same rows, by the same hands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from practica.communities.queries import is_member
from practica.events.actions import moment_now
from practica.foundation import richtext
from practica.foundation.access import Refused
from practica.meetings.actions.locks import buildable, note_change
from practica.meetings.models import AgendaItem, ItemDetails, Occurrence, Place, Purpose
from practica.meetings.models.agenda import LONGEST_ITEM, fresh
from practica.meetings.queries.agenda import items_of, plan_of
from practica.meetings.queries.formats import is_guide

if TYPE_CHECKING:
    from collections.abc import Iterable

    from practica.meetings.models.agenda import Holder
    from practica.people.models import Person

# Beyond that it is no agenda any more.
MOST = 60


@transaction.atomic
def add_item(holder: Holder, details: ItemDetails, *, by: Person) -> AgendaItem:
    """Put an item at the end of the agenda of a meeting, or of the template of a series.

    Refused: the agenda is not opened, the meeting is over or cancelled, there are sixty already, the lead is no member.
    403: who may not change it.
    """
    holder = buildable(holder, by)
    item = append(holder, fresh(holder), details)
    note_change(holder, by)
    return item


@transaction.atomic
def add_section(holder: Holder, title: str, *, by: Person) -> AgendaItem:
    """Put a heading at the end; what is moved below it belongs to it. Refused and 403 as `add_item`."""
    holder = buildable(holder, by)
    item = append(holder, fresh(holder, is_section=True), ItemDetails(title, 0))
    note_change(holder, by)
    return item


@transaction.atomic
def change_item(item: AgendaItem, details: ItemDetails, *, by: Person) -> AgendaItem:
    """Change what is said of an item, and its minutes.

    Refused as `add_item`, and when it would take from the capability slot of a published agenda. 403: who may not change it.
    """
    item = _held(item, by)
    describe(item, details)
    item.save()
    keep_the_slot(item.holder)
    note_change(item.holder, by)
    return item


@transaction.atomic
def set_minutes(item: AgendaItem, minutes: int, *, by: Person) -> AgendaItem:
    """Give it so many minutes. Refused and 403 as `change_item`."""
    item = _held(item, by)
    item.minutes = _minutes(item, minutes)
    item.save(update_fields=["minutes"])
    keep_the_slot(item.holder)
    note_change(item.holder, by)
    return item


@transaction.atomic
def move_item(item: AgendaItem, position: int, *, by: Person) -> AgendaItem:
    """Put it at a place counted from 1; beyond the end is the end, and where it stands changes nothing.

    Refused: it is not on the agenda, or as `add_item`. 403: who may not change it.
    """
    item = _held(item, by)
    rows = items_of(item.holder)
    if item not in rows:
        raise Refused(_("This item is not on the agenda any more."))
    others = [row for row in rows if row != item]
    place = max(1, min(position, len(rows)))
    if item.position == place:
        return item
    number([*others[: place - 1], item, *others[place - 1 :]])
    note_change(item.holder, by)
    return item


@transaction.atomic
def remove_item(item: AgendaItem, *, by: Person) -> Holder:
    """Take it off for good; what was written on it stays with the meeting.

    Refused as `change_item`, and for what was put off: it waits for the next meeting. 403: who may not change it.
    """
    item = _held(item, by)
    holder = item.holder
    if item.place == Place.DISPLACED:
        raise Refused(_("This item was put off: it waits for the next meeting. Take it off there."))
    if item.carried_from_id:
        # The row stays, so that the one it came from is not carried over again.
        item.place, item.position = Place.DROPPED, None
        item.save(update_fields=["place", "position"])
        item.views.update(item=None)
    else:
        item.delete()
    number(items_of(holder))
    keep_the_slot(holder)
    note_change(holder, by)
    return holder


@transaction.atomic
def protect_slot(occurrence: Occurrence, *, by: Person) -> Occurrence:
    """Give the first capability item the minutes its slot lacks: the free ones, then those of the longest other items.

    Refused: nothing is missing, there is no capability item, the others are too short, or as `add_item`. 403: who may
    not change it.
    """
    holder = buildable(occurrence, by)
    plan = plan_of(holder, items_of(holder))
    slot, missing = plan.first_capability, plan.missing
    if slot is None or not missing:
        raise Refused(_("There is no capability item here whose slot is short."))
    slot.minutes += missing
    changed = [slot, *_give_way(plan.items, max(0, missing - plan.free))]
    AgendaItem.objects.bulk_update(changed, ["minutes"])
    note_change(holder, by)
    return occurrence


def append(holder: Holder, item: AgendaItem, details: ItemDetails) -> AgendaItem:
    """At the end of what stands; the caller holds the meeting or the series."""
    last = AgendaItem.objects.of(holder).standing().last()
    position = (last.position or 0) + 1 if last else 1
    if position > MOST:
        raise Refused(_("An agenda has at most 60 items. Take some off first."))
    item.place, item.position = Place.PLACED, position
    describe(item, details)
    item.save()
    return item


def describe(item: AgendaItem, details: ItemDetails) -> None:
    """Refused: no title, a purpose that is none of the four, another horizon for what came from elsewhere, a strange lead or format."""
    if not details.title.strip():
        raise Refused(_("Say in a few words what it is about."))
    if details.purpose not in Purpose.values:
        raise Refused(_("Choose one of the four purposes."))
    if item.pk and item.is_settled and details.horizon != item.horizon:
        raise Refused(_("How far ahead it looks was settled before it came here."))
    if details.lead is not None and not is_member(details.lead, item.community):
        raise Refused(_("%(name)s can lead once they belong to this community.") % {"name": details.lead.name})
    if details.script and not is_guide(details.script):
        raise Refused(_("There is no such format any more."))
    rich = richtext.render(details.note.strip())
    item.title, item.note, item.note_html = details.title.strip(), rich.source, rich.html
    item.minutes = _minutes(item, details.minutes)
    item.purpose, item.horizon = details.purpose, details.horizon
    item.lead = None if item.is_section else details.lead
    item.script = "" if item.is_section else details.script


def details_of(item: AgendaItem) -> ItemDetails:
    """What is said of it, to be said again."""
    names = ("title", "minutes", "purpose", "horizon", "lead", "note", "script")
    return ItemDetails(**{name: getattr(item, name) for name in names})


def number(items: Iterable[AgendaItem]) -> None:
    """Positions from 1 in this order; the database looks at them when all are written."""
    rows = list(items)
    for position, row in enumerate(rows, start=1):
        row.position = position
    AgendaItem.objects.bulk_update(rows, ["position"])


def keep_the_slot(holder: Holder) -> None:
    """What everybody was promised when the agenda was published is not taken away without a trace."""
    if not isinstance(holder, Occurrence) or holder.agenda_published_at is None or holder.is_running_at(moment_now()):
        return
    given_up = holder.displacements.filter(item=None).values_list("minutes_missing", flat=True).first() or 0
    put_off = sum(
        row.item.minutes for row in holder.displacements.exclude(item=None).select_related("item") if row.item
    )
    taken = plan_of(holder, items_of(holder)).missing - given_up - put_off
    if taken > 0:
        raise Refused(
            ngettext(
                "That takes %(n)s minute from the published capability slot. Put the item off instead: then it is remembered.",
                "That takes %(n)s minutes from the published capability slot. Put the item off instead: then it is remembered.",
                taken,
            )
            % {"n": taken}
        )


def _held(item: AgendaItem, by: Person) -> AgendaItem:
    """The item as it is now, its meeting or series held. Refused: somebody has taken it off."""
    holder = buildable(item.holder, by)
    row = AgendaItem.objects.select_related("lead").filter(pk=item.pk).first()
    if row is None:
        raise Refused(_("This item is not on the agenda any more."))
    row.series, row.occurrence = (None, holder) if isinstance(holder, Occurrence) else (holder, None)
    row.community = holder.community
    return row


def _minutes(item: AgendaItem, minutes: int) -> int:
    if item.is_section:
        return 0
    if not 0 <= minutes <= LONGEST_ITEM:
        raise Refused(_("An item takes between 0 minutes and 8 hours."))
    return minutes


def _give_way(items: list[AgendaItem], wanted: int) -> list[AgendaItem]:
    """Other items shortened by so many minutes together, the longest first, none below half of its time."""
    changed = []
    for item in sorted((one for one in items if not one.is_capability), key=lambda one: -one.minutes):
        given = min(wanted, item.minutes // 2)
        if given:
            item.minutes -= given
            wanted -= given
            changed.append(item)
    if wanted:
        raise Refused(_("The other items are too short to give so many minutes. Take one off first."))
    return changed

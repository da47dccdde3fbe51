"""Building an agenda: items in an order, their minutes, and the slot that is kept for what pays off later."""

from datetime import time

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from practica.events.models import Event
from practica.foundation.access import Refused
from practica.meetings.actions import (
    add_item,
    add_section,
    change_item,
    defer_item,
    leave_view,
    move_item,
    open_agenda,
    place_item,
    propose_item,
    protect_slot,
    publish_agenda,
    remove_item,
    set_minutes,
)
from practica.meetings.models import AgendaItem, Displacement, ItemDetails, Place
from practica.meetings.queries.agenda import items_of, plan_of
from practica.meetings.tests.factories import (
    CHATHAM,
    PersonFactory,
    capability,
    core_of,
    guest_of,
    meeting,
    member_of,
    opened,
    point,
    timing,
    titles,
)
from practica.meetings.verbs import Verb

pytestmark = pytest.mark.django_db


def plan(one):
    return plan_of(one, items_of(one))


def test_items_stand_in_the_order_they_are_given_and_moved_to():
    one = opened(None, point("A"), point("B"), point("C"))
    by = one.series.created_by
    first, _second, third = items_of(one)

    move_item(third, 1, by=by)
    assert titles(one) == ["C", "A", "B"]
    move_item(first, 99, by=by)
    assert titles(one) == ["C", "B", "A"]
    move_item(first, 3, by=by)
    assert [item.position for item in items_of(one)] == [1, 2, 3]
    assert Event.objects.filter(verb=Verb.AGENDA_CHANGED).count() == 5


def test_a_heading_stands_among_the_items_and_takes_no_time():
    one = opened(None, point("A", 10))
    heading = add_section(one, "Deciding", by=one.series.created_by)
    move_item(heading, 1, by=one.series.created_by)

    assert titles(one) == ["Deciding", "A"]
    assert plan(one).total == 10
    with pytest.raises(IntegrityError), transaction.atomic():
        AgendaItem.objects.filter(pk=heading.pk).update(minutes=5)


def test_the_minutes_are_summed_against_the_length_and_each_item_has_its_hour():
    one = opened(None, point("A", 25), point("B", 40), when=timing(at=time(10)))
    by = one.series.created_by

    assert (plan(one).total, plan(one).over, plan(one).free) == (65, 5, 0)
    assert [f"{line.at:%H:%M}" for line in plan(one).lines] == ["09:00", "09:25"]
    set_minutes(items_of(one)[1], 20, by=by)
    assert (plan(one).total, plan(one).over, plan(one).free) == (45, 0, 15)
    with pytest.raises(Refused, match="8 hours"):
        set_minutes(items_of(one)[1], 500, by=by)


def test_an_item_is_changed_in_all_that_is_said_of_it():
    one = opened(None, point("A"))
    kenji = member_of(one.community)
    said = ItemDetails("Two seals", 20, "help", "urgent", kenji, "Bring the **photographs**.")
    item = change_item(items_of(one)[0], said, by=one.series.created_by)

    item.refresh_from_db()
    assert (item.title, item.minutes, item.purpose, item.horizon, item.lead) == (
        "Two seals",
        20,
        "help",
        "urgent",
        kenji,
    )
    assert "<strong>photographs</strong>" in item.note_html


@pytest.mark.parametrize(
    ("said", "words"),
    [
        (point(" "), "what it is about"),
        (point(purpose="gossip"), "four purposes"),
        (point(minutes=-5), "8 hours"),
    ],
)
def test_what_can_not_be_said_of_an_item_is_refused(said, words):
    one = opened()
    with pytest.raises(Refused, match=words):
        add_item(one, said, by=one.series.created_by)


def test_what_came_from_elsewhere_is_not_called_urgent_to_make_room():
    one = opened(None, capability())
    AgendaItem.objects.update(origin_type="topics.topic", origin_id=7)
    with pytest.raises(Refused, match="settled before"):
        change_item(items_of(one)[0], point(horizon="urgent"), by=one.series.created_by)
    assert change_item(items_of(one)[0], capability("Shorter", 5), by=one.series.created_by).minutes == 5


def test_only_a_member_leads_an_item():
    one = opened()
    with pytest.raises(Refused, match="once they belong"):
        add_item(one, point(lead=PersonFactory(name="Eva Stranger")), by=one.series.created_by)


def test_an_agenda_is_built_once_it_is_opened_and_has_an_end():
    closed, full = meeting(), opened()
    with pytest.raises(Refused, match="Open the agenda"):
        add_item(closed, point(), by=closed.series.created_by)
    AgendaItem.objects.bulk_create(
        AgendaItem(community=full.community, occurrence=full, title="x", position=n) for n in range(1, 61)
    )
    with pytest.raises(Refused, match="at most 60"):
        add_item(full, point(), by=full.series.created_by)


def test_members_do_not_build_and_strangers_do_not_propose():
    one = opened(None, point("A"))
    ana, item = member_of(one.community), items_of(one)[0]
    for build in (
        lambda: add_item(one, point(), by=ana),
        lambda: add_section(one, "B", by=ana),
        lambda: change_item(item, point(), by=ana),
        lambda: set_minutes(item, 5, by=ana),
        lambda: move_item(item, 1, by=ana),
        lambda: remove_item(item, by=ana),
        lambda: defer_item(item, by=ana),
        lambda: place_item(item, by=ana),
        lambda: protect_slot(one, by=ana),
        lambda: propose_item(one, point(), by=PersonFactory()),
    ):
        with pytest.raises(PermissionDenied):
            build()


def test_the_host_builds_too():
    one = meeting()
    host = member_of(one.community)
    one.host = host
    one.save()
    open_agenda(one, by=host)
    assert add_item(one, point("Mine"), by=host).title == "Mine"


def test_what_is_taken_off_leaves_what_was_written_on_it_with_the_meeting():
    one = opened(None, point("A"), point("B"))
    by = one.series.created_by
    publish_agenda(one, "Nothing to learn today", by=by)
    first = items_of(one)[0]
    view = leave_view(one, "Keep it short.", by=member_of(one.community), item=first)
    remove_item(first, by=by)

    view.refresh_from_db()
    assert (titles(one), view.item) == (["B"], None)
    with pytest.raises(Refused, match="not on the agenda any more"):
        set_minutes(first, 5, by=by)
    with pytest.raises(Refused, match="not on the agenda any more"):
        leave_view(one, "Late", by=by, item=first)


def test_under_the_chatham_house_rule_neither_a_view_nor_a_proposal_has_an_author():
    one = opened(None, point("A"), confidentiality=CHATHAM)
    ana = member_of(one.community)
    view = leave_view(one, "Mine", by=ana, item=items_of(one)[0])
    item = propose_item(one, point("Mine too"), by=ana)

    assert (view.author, item.proposed_by) == (None, None)
    assert [event.actor for event in Event.objects.filter(verb=Verb.ITEM_PROPOSED)] == [None]


def test_a_proposal_waits_beside_the_agenda_until_it_is_placed():
    one = opened(None, point("A"))
    guest = guest_of(one.community)
    item = propose_item(one, point("From a guest"), by=guest)

    assert (titles(one), item.proposed_by) == (["A"], guest)
    place_item(item, by=one.series.created_by)
    assert titles(one) == ["A", "From a guest"]
    with pytest.raises(Refused, match="has a place already"):
        place_item(item, by=one.series.created_by)


def test_forty_proposals_are_enough():
    one = opened()
    AgendaItem.objects.bulk_create(
        AgendaItem(community=one.community, occurrence=one, title="x", place=Place.PROPOSED) for _ in range(40)
    )
    with pytest.raises(Refused, match="forty"):
        propose_item(one, point(), by=member_of(one.community))


def test_what_was_put_off_comes_back_while_the_meeting_is_ahead():
    one = opened(None, point("A"), capability())
    by, slot = one.series.created_by, items_of(one)[1]
    defer_item(slot, by=by)
    with pytest.raises(Refused, match="not on the agenda any more"):
        defer_item(slot, by=by)
    with pytest.raises(Refused, match="waits for the next meeting"):
        remove_item(slot, by=by)
    place_item(slot, by=by)

    assert (titles(one), Displacement.objects.count()) == (["A", slot.title], 0)


def test_another_core_member_builds_the_same_agenda():
    one = opened(None, point("A"))
    assert add_item(one, point("B"), by=core_of(one.community)).position == 2

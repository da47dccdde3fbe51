"""The protected capability slot: what an agenda keeps for what pays off in half a year."""

from datetime import date, time

import pytest

from practica.foundation.access import Refused
from practica.meetings.actions import (
    change_item,
    defer_item,
    protect_slot,
    publish_agenda,
    remove_item,
    set_minutes,
)
from practica.meetings.models import Displacement
from practica.meetings.queries.agenda import items_of, protected_minutes
from practica.meetings.tests.factories import capability, opened, point, timing

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("length", "share", "kept"), [(60, 30, 18), (45, 30, 14), (90, 30, 27), (60, 0, 0), (30, 50, 15)]
)
def test_the_slot_is_a_share_of_the_minutes(length, share, kept):
    assert protected_minutes(length, share) == kept


def test_an_agenda_without_its_slot_asks_why_and_keeps_the_reason():
    one = opened(None, point("A", 40), capability(minutes=10))
    by = one.series.created_by
    with pytest.raises(Refused, match="8 minutes short"):
        publish_agenda(one, " ", by=by)
    publish_agenda(one, "The pump stands still since Monday.", by=by)

    kept = Displacement.objects.get()
    assert (kept.item, kept.minutes_missing, kept.because, kept.displaced_by) == (
        None, 8, "The pump stands still since Monday.", by,
    )  # fmt: skip
    one.refresh_from_db()
    assert one.agenda_published_by == by


def test_a_whole_slot_needs_no_reason_and_an_empty_agenda_is_not_published():
    one, empty = opened(None, capability()), opened()
    publish_agenda(one, by=one.series.created_by)

    assert Displacement.objects.count() == 0
    with pytest.raises(Refused, match="nothing on the agenda"):
        publish_agenda(empty, "Why not", by=empty.series.created_by)
    with pytest.raises(Refused, match="published already"):
        publish_agenda(one, by=one.series.created_by)


def test_the_slot_is_made_whole_by_free_minutes_and_then_by_the_longest_items():
    one = opened(None, point("Long", 30), point("Short", 15), capability(minutes=10))
    protect_slot(one, by=one.series.created_by)

    assert [item.minutes for item in items_of(one)] == [27, 15, 18]
    with pytest.raises(Refused, match="no capability item"):
        protect_slot(one, by=one.series.created_by)


def test_items_give_at_most_half_of_their_time():
    one = opened(None, point("A", 4), point("B", 56), capability(minutes=1), when=timing(length=60))
    protect_slot(one, by=one.series.created_by)
    assert [item.minutes for item in items_of(one)] == [4, 39, 18]
    tight = opened(None, *[point(str(n), 1) for n in range(59)], capability(minutes=1))
    with pytest.raises(Refused, match="too short"):
        protect_slot(tight, by=tight.series.created_by)


def test_the_slot_of_a_published_agenda_is_not_taken_away_without_a_trace():
    one = opened(None, point("A", 30), capability(minutes=18))
    by, slot = one.series.created_by, items_of(one)[1]
    publish_agenda(one, by=by)
    for take in (
        lambda: set_minutes(slot, 10, by=by),
        lambda: remove_item(slot, by=by),
        lambda: change_item(slot, point("Urgent now", 18, horizon="urgent"), by=by),
    ):
        with pytest.raises(Refused, match="published capability slot"):
            take()

    defer_item(slot, by=by)
    assert [row.item for row in Displacement.objects.all()] == [slot]
    set_minutes(items_of(one)[0], 40, by=by)


def test_once_the_meeting_runs_the_room_decides_about_the_minutes():
    one = opened(None, capability(minutes=18), when=timing(first_on=date(2026, 11, 23), at=time(13, 30)))
    by = one.series.created_by
    publish_agenda(one, by=by)
    one.starts_at = one.starts_at.replace(hour=11, minute=50)
    one.save()

    assert set_minutes(items_of(one)[0], 5, by=by).minutes == 5

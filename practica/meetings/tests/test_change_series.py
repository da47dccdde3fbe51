from datetime import UTC, date, datetime, time

import pytest
from django.core.exceptions import PermissionDenied

from practica.events.models import Event
from practica.foundation.access import Refused
from practica.meetings.actions import (
    answer,
    cancel_occurrence,
    change_occurrence,
    change_series_from,
    end_series,
    move_occurrence,
)
from practica.meetings.models import Choice, Series
from practica.meetings.tests.factories import (
    MADRID,
    core_of,
    details,
    member_of,
    series,
    timing,
    weekly,
)
from practica.meetings.verbs import Verb

pytestmark = pytest.mark.django_db


def rows(one):
    return list(one.occurrences.order_by("starts_at"))


def days(one, how_many=4):
    return [f"{row.starts_at:%m-%d %H:%M}" for row in rows(one)[:how_many]]


def test_this_and_following_splits_the_series_and_keeps_answers():
    one = series()
    third = rows(one)[2]
    ana = member_of(one.community)
    answer(third, Choice.YES, by=ana)

    following = change_series_from(
        third,
        details("Pumps, later", place="Room 9"),
        weekly("FREQ=WEEKLY;BYDAY=FR", first_on=date(2026, 12, 11), at=time(16)),
        by=one.created_by,
    )

    one.refresh_from_db()
    assert days(one) == ["11-26 09:00", "12-03 09:00"]
    assert one.ends_on == date(2026, 12, 9)
    assert days(following) == ["12-11 15:00", "12-18 15:00", "12-25 15:00", "01-01 15:00"]
    assert (following.came_from, following.title) == (one, "Pumps, later")
    moved = rows(following)[0]
    assert (moved.pk, moved.place) == (third.pk, "Room 9")
    assert [a.person for a in moved.answers.all()] == [ana]
    assert Event.objects.filter(verb=Verb.SERIES_CHANGED).get().target == following


def test_from_its_first_meeting_on_the_series_itself_changes():
    one = series()
    first = rows(one)[0]

    same = change_series_from(first, details(), weekly(first_on=date(2026, 12, 3), length=30), by=one.created_by)

    assert same == one
    assert Series.objects.count() == 1
    assert days(one, 2) == ["12-03 09:00", "12-10 09:00"]
    assert {row.length for row in rows(one)} == {30}
    assert rows(one)[0].pk == first.pk
    assert same.sequence == 1


def test_what_was_changed_for_one_meeting_alone_stays_changed():
    one = series()
    first, second, third, fourth = rows(one)[:4]
    change_occurrence(second, details("A guest from Hamburg"), by=one.created_by)
    move_occurrence(third, datetime(2026, 12, 11, 12, tzinfo=UTC), 60, by=one.created_by)
    cancel_occurrence(fourth, "Holiday", by=one.created_by)

    change_series_from(first, details("Pumps"), weekly(at=time(11)), by=one.created_by)

    assert [(row.title, f"{row.starts_at:%m-%d %H:%M}", row.is_cancelled) for row in rows(one)[:4]] == [
        ("Pumps", "11-26 10:00", False),
        ("A guest from Hamburg", "12-03 10:00", False),
        ("Pumps", "12-11 12:00", False),
        ("Pumps", "12-17 10:00", True),
    ]


def test_a_day_the_new_rule_does_not_have_is_cancelled_only_if_somebody_counts_on_it():
    one = series()
    first, second, third, fourth = rows(one)[:4]
    answer(fourth, Choice.MAYBE, by=member_of(one.community))

    change_series_from(first, details(), weekly("FREQ=WEEKLY;INTERVAL=2;BYDAY=TH"), by=one.created_by)

    assert [(row.pk, row.is_cancelled) for row in rows(one)[:3]] == [
        (first.pk, False),
        (third.pk, False),
        (fourth.pk, True),
    ]
    assert not one.occurrences.filter(pk=second.pk).exists()


def test_only_what_is_to_come_is_changed_and_only_by_those_who_plan():
    one = series(when=weekly(first_on=date(2026, 11, 19)))
    over, first = rows(one)[:2]

    with pytest.raises(Refused, match="still to come"):
        change_series_from(over, details(), weekly(), by=one.created_by)
    with pytest.raises(Refused, match="is past"):
        change_series_from(first, details(), weekly(first_on=date(2026, 11, 1)), by=one.created_by)
    with pytest.raises(PermissionDenied):
        change_series_from(first, details(), weekly(), by=member_of(one.community))
    end_series(one, "Enough", by=one.created_by)
    with pytest.raises(Refused, match="not in the calendar"):
        change_series_from(first, details(), weekly(), by=one.created_by)


def test_a_series_becomes_a_single_meeting():
    one = series()

    change_series_from(rows(one)[0], details(), timing(zone=MADRID), by=one.created_by)

    assert days(one) == ["11-26 09:00"]


def test_a_series_ends_with_a_word_to_those_who_meant_to_come():
    one = series(when=weekly(first_on=date(2026, 11, 19)))
    over, first, second = rows(one)[:3]
    answer(second, Choice.YES, by=member_of(one.community))

    end_series(one, "The pumps are gone", by=one.created_by)

    one.refresh_from_db()
    assert [(row.pk, row.is_cancelled) for row in rows(one)] == [(over.pk, False), (second.pk, True)]
    assert (one.ends_on, one.ended_by) == (date(2026, 11, 25), one.created_by)
    assert not one.occurrences.filter(pk=first.pk).exists()
    with pytest.raises(Refused, match="ended already"):
        end_series(one, "Again", by=one.created_by)


def test_ending_needs_a_reason_and_the_right():
    one = series()
    with pytest.raises(Refused, match="why"):
        end_series(one, " ", by=core_of(one.community))
    with pytest.raises(PermissionDenied):
        end_series(one, "No", by=member_of(one.community))


def test_a_series_without_meetings_to_come_ends_where_it_is():
    one = series()
    one.occurrences.all().delete()

    end_series(one, "The pumps are gone", by=one.created_by)

    one.refresh_from_db()
    assert (one.ends_on, one.ended_by) == (None, one.created_by)


def test_a_meeting_that_was_cancelled_before_keeps_its_own_reason():
    one = series()
    first = rows(one)[0]
    answer(first, Choice.YES, by=member_of(one.community))
    cancel_occurrence(first, "Flood", by=one.created_by)

    end_series(one, "The pumps are gone", by=one.created_by)

    assert [row.cancelled_because for row in rows(one)] == ["Flood"]


def test_a_meeting_somebody_wrote_for_is_found_under_its_new_words():
    one = series()
    second = rows(one)[1]
    one.occurrences.filter(pk=second.pk).update(agenda="Bearings", agenda_html="<p>Bearings</p>")

    change_series_from(rows(one)[0], details("Pumps, later"), weekly(), by=one.created_by)

    assert [event.target for event in Event.objects.filter(verb=Verb.FOLLOWED)] == [second]

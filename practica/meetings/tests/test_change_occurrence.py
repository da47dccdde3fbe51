from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from practica.events.models import Event
from practica.foundation.access import Refused
from practica.meetings.actions import cancel_occurrence, change_occurrence, leave_view, move_occurrence
from practica.meetings.models import Occurrence
from practica.meetings.tests.factories import (
    CHATHAM,
    CommunityFactory,
    PersonFactory,
    core_of,
    details,
    meeting,
    member_of,
    series,
    timing,
)
from practica.meetings.verbs import Verb

pytestmark = pytest.mark.django_db
FRIDAY = datetime(2026, 11, 27, 15, tzinfo=UTC)


def test_one_meeting_moves_and_its_series_stays():
    one = series()
    first, second = one.occurrences.order_by("starts_at")[:2]

    moved = move_occurrence(first, FRIDAY, 90, by=one.created_by)

    assert (moved.starts_at, moved.length, moved.sequence) == (FRIDAY, 90, 1)
    assert moved.original_start == datetime(2026, 11, 26, 9, tzinfo=UTC)
    assert Occurrence.objects.get(pk=second.pk).starts_at == datetime(2026, 12, 3, 9, tzinfo=UTC)
    assert Event.objects.filter(verb=Verb.MOVED).get().target == moved


def test_one_meeting_has_another_title_and_place():
    one = series()
    first, second = one.occurrences.order_by("starts_at")[:2]

    change_occurrence(first, details("Two seals in nine days", place="Workshop"), by=one.created_by)

    assert [(row.title, row.place) for row in one.occurrences.order_by("starts_at")[:2]] == [
        ("Two seals in nine days", "Workshop"),
        ("One way to start a lift pump", ""),
    ]
    assert second.sequence == 0


def test_a_cancelled_meeting_stays_with_its_reason():
    one = meeting()

    cancel_occurrence(one, " The room is flooded ", by=one.series.created_by)

    one.refresh_from_db()
    assert (one.is_cancelled, one.cancelled_because, one.cancelled_by) == (
        True,
        "The room is flooded",
        one.series.created_by,
    )
    assert list(Occurrence.objects.standing()) == []


def test_the_host_changes_their_own_meeting_and_nobody_else_does():
    community = CommunityFactory()
    host = member_of(community)
    one = meeting(community, host=host)

    move_occurrence(one, FRIDAY, 60, by=host)

    for person in (member_of(community), PersonFactory()):
        with pytest.raises(PermissionDenied):
            move_occurrence(one, FRIDAY + timedelta(days=1), 60, by=person)
        with pytest.raises(PermissionDenied):
            change_occurrence(one, details("Mine now"), by=person)
        with pytest.raises(PermissionDenied):
            cancel_occurrence(one, "No", by=person)


def test_what_is_over_or_cancelled_stays_as_it_was():
    community = CommunityFactory()
    core = core_of(community)
    over = meeting(community, by=core, when=timing(first_on=date(2026, 11, 20)))
    gone = cancel_occurrence(meeting(community, by=core), "No room", by=core)

    for one, words in ((over, "is over"), (gone, "is cancelled")):
        with pytest.raises(Refused, match=words):
            move_occurrence(one, FRIDAY, 60, by=core)
        with pytest.raises(Refused, match=words):
            change_occurrence(one, details("Other"), by=core)
        with pytest.raises(Refused, match=words):
            cancel_occurrence(one, "Again", by=core)


def test_moving_to_the_past_or_to_where_it_is_or_cancelling_without_a_reason_is_refused():
    one = meeting()
    by = one.series.created_by

    with pytest.raises(Refused, match="is past"):
        move_occurrence(one, datetime(2026, 11, 20, tzinfo=UTC), 60, by=by)
    with pytest.raises(Refused, match="at this time already"):
        move_occurrence(one, one.starts_at, 60, by=by)
    with pytest.raises(Refused, match="between 5 minutes"):
        move_occurrence(one, FRIDAY, 3, by=by)
    with pytest.raises(Refused, match="why"):
        cancel_occurrence(one, "  ", by=by)


def test_the_chatham_house_rule_takes_names_away_and_is_not_lifted_once_something_was_said():
    one = meeting()
    by = one.series.created_by
    leave_view(one, "Keep the 30 second prime wait.", by=member_of(one.community))

    ruled = change_occurrence(one, details(confidentiality=CHATHAM), by=by)

    assert [view.author for view in ruled.views.all()] == [None]
    with pytest.raises(Refused, match="can't be lifted"):
        change_occurrence(ruled, details(), by=by)

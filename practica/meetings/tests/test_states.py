"""Where a meeting stands, and what is possible then: the table in the code is the table people read."""

from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest
import time_machine
from django.core.exceptions import PermissionDenied

from practica.foundation.access import Refused
from practica.meetings.actions import (
    answer,
    cancel_occurrence,
    follow_up,
    mark_attendance,
    move_occurrence,
    note_covered,
    publish_agenda,
    publish_minutes,
    start_meeting,
    write_agenda,
)
from practica.meetings.models import POSSIBLE, Deed, Occurrence, State
from practica.meetings.queries.listing import rows_for
from practica.meetings.tests.factories import capability, meeting, member_of, opened, timing

DOCS = Path(__file__).resolve().parents[3] / "docs" / "users" / "meetings.md"
# 12:00 in Madrid is an hour before the clock of these tests; 12:30 is in progress.
JUST_NOW = timing(first_on=date(2026, 11, 23), at=time(12, 30))
SOON = timing(first_on=date(2026, 11, 23), at=time(13, 20))


def fresh(one):
    return Occurrence.objects.select_related("series", "community").get(pk=one.pk)


def test_the_table_of_states_in_the_docs_says_what_the_code_does():
    part = DOCS.read_text(encoding="utf-8").split("## Where a meeting stands")[1].split("\n## ")[0]
    rows = [line.strip("|").split("|") for line in part.splitlines() if line[:1] == "|"]
    head, _rule, *lines = [[cell.strip() for cell in row] for row in rows]

    assert head[1:] == [str(state.label) for state in State]
    assert [line[0] for line in lines] == [str(deed.label) for deed in Deed]
    told = {
        deed: {state for state, cell in zip(State, line[1:], strict=True) if cell == "yes"}
        for deed, line in zip(Deed, lines, strict=True)
    }
    assert told == {deed: set(states) for deed, states in POSSIBLE.items()}


@pytest.mark.django_db
def test_a_meeting_goes_through_its_states_one_after_another():
    one = opened(None, capability(), when=SOON)
    by = one.series.created_by
    seen = [fresh(one).state]
    for step in (
        lambda: publish_agenda(one, by=by),
        lambda: start_meeting(one, by=by),
        lambda: note_covered(one, one.items.all(), by=by),
        lambda: publish_minutes(one, "We heard it.", by=by),
        lambda: follow_up(one, by=by),
    ):
        step()
        seen.append(fresh(one).state)

    assert seen == [state for state in State if state != State.CANCELLED]


@pytest.mark.django_db
def test_the_clock_begins_and_ends_what_nobody_starts():
    one = meeting()
    states = []
    for hours in (-1, 0.5, 1.5):
        with time_machine.travel(one.starts_at + timedelta(hours=hours)):
            states.append(fresh(one).state)

    assert states == [State.SCHEDULED, State.IN_PROGRESS, State.HELD]


@pytest.mark.django_db
def test_a_meeting_that_somebody_started_runs_over_but_not_for_ever():
    one = meeting(when=JUST_NOW)
    start_meeting(one, by=one.series.created_by)
    states = []
    for hours in (1, 4):
        with time_machine.travel(one.ends_at + timedelta(hours=hours)):
            states.append(fresh(one).state)

    assert states == [State.IN_PROGRESS, State.HELD]


@pytest.mark.django_db
@pytest.mark.parametrize("state", State)
def test_what_the_table_does_not_have_is_refused(state):
    one = opened(None, capability(), when=JUST_NOW)
    by = one.series.created_by
    bring_to(one, state)
    one.refresh_from_db()
    deeds = {
        Deed.ANSWER: lambda: answer(one, "yes", by=by),
        Deed.CHANGE: lambda: move_occurrence(one, datetime(2027, 1, 7, 9, tzinfo=UTC), 60, by=by),
        Deed.BUILD: lambda: write_agenda(one, "Bring gloves.", by=by),
        Deed.PUBLISH: lambda: publish_agenda(one, by=by),
        Deed.START: lambda: start_meeting(one, by=by),
        Deed.ATTEND: lambda: mark_attendance(one, [by], by=by),
        Deed.COVER: lambda: note_covered(one, [], by=by),
        Deed.WRITE: lambda: publish_minutes(one, "Text", by=by),
        Deed.FOLLOW_UP: lambda: follow_up(one, by=by),
    }
    assert one.state == state
    for deed, do in deeds.items():
        if state not in POSSIBLE[deed]:
            with pytest.raises(Refused):
                do()


def bring_to(one, state):
    """By the facts that make it so; the clock of these tests stands within the meeting's hour."""
    by, now = one.series.created_by, one.starts_at
    ahead = {"starts_at": now + timedelta(days=3), "ends_at": now + timedelta(days=3, hours=1)}
    over = {"starts_at": now - timedelta(days=3), "ends_at": now - timedelta(days=3, hours=-1)}
    facts = {
        State.SCHEDULED: ahead,
        State.AGENDA_PUBLISHED: ahead | {"agenda_published_at": now, "agenda_published_by": by},
        State.IN_PROGRESS: {},
        State.HELD: over,
        State.MINUTES_PUBLISHED: over | {"minutes_at": now, "minutes_by": by},
        State.FOLLOWED_UP: over | {"followed_up_at": now, "followed_up_by": by},
        State.CANCELLED: {"cancelled_at": now, "cancelled_by": by, "cancelled_because": "No"},
    }
    if facts[state]:
        Occurrence.objects.filter(pk=one.pk).update(**facts[state])


@pytest.mark.django_db
def test_it_is_started_once_and_at_most_half_an_hour_early():
    far, near = meeting(), meeting(when=SOON)
    start_meeting(near, by=near.series.created_by)

    with pytest.raises(Refused, match="half an hour before"):
        start_meeting(far, by=far.series.created_by)
    with pytest.raises(Refused, match="started already"):
        start_meeting(near, by=near.series.created_by)


@pytest.mark.django_db
def test_members_take_no_step_and_a_cancelled_meeting_takes_none():
    one, gone = opened(None, capability(), when=JUST_NOW), meeting(when=JUST_NOW)
    ana = member_of(one.community)
    cancel_occurrence(gone, "No", by=gone.series.created_by)
    for step in (publish_agenda, start_meeting, follow_up, lambda it, by: note_covered(it, [], by=by)):
        with pytest.raises(PermissionDenied):
            step(one, by=ana)
        with pytest.raises(Refused, match="cancelled"):
            step(gone, by=gone.series.created_by)


@pytest.mark.django_db
def test_the_state_of_a_row_in_a_list_asks_nothing_more(django_assert_num_queries):
    one = meeting()
    with django_assert_num_queries(2):
        rows = rows_for(one.series.created_by, Occurrence.objects.for_listing())
        assert [row.meeting.state for row in rows] == [State.SCHEDULED]

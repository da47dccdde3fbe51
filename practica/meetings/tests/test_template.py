"""A series owns a template: a meeting takes it when its agenda is opened, and what was put off comes first."""

from datetime import date

import pytest
import time_machine
from django.core.exceptions import PermissionDenied

from practica.events.models import Event
from practica.foundation.access import Refused
from practica.meetings.actions import (
    add_item,
    add_section,
    cancel_occurrence,
    change_series_from,
    defer_item,
    end_series,
    note_covered,
    open_agenda,
    publish_agenda,
    remove_item,
    set_minutes,
    set_roles,
    set_share,
)
from practica.meetings.models import AgendaItem, Displacement, Occurrence
from practica.meetings.queries.agenda import displaced_in_a_row, items_of
from practica.meetings.tests.factories import (
    CommunityFactory,
    capability,
    core_of,
    details,
    member_of,
    point,
    series,
    titles,
    weekly,
)
from practica.meetings.verbs import Verb

pytestmark = pytest.mark.django_db


def with_template(community=None, *points):
    one = series(community)
    for said in points:
        add_item(one, said, by=one.created_by)
    return one


def nth(one, number):
    return one.occurrences.order_by("original_start")[number]


def test_an_opened_meeting_has_the_template_and_later_changes_leave_it_alone():
    one = with_template(None, point("Check-in", 5), capability("Capability slot", 20))
    by = one.created_by
    set_roles(one, [("Timekeeper", "says when two minutes are left")], by=by)
    set_share(one, 40, by=by)
    add_section(one, "Closing", by=by)
    first = open_agenda(nth(one, 0), by=by)

    set_minutes(items_of(one)[0], 10, by=by)
    add_item(one, point("New in the template"), by=by)
    set_roles(one, [("Scribe", "")], by=by)
    set_share(one, 10, by=by)

    first.refresh_from_db()
    assert titles(first) == ["Check-in", "Capability slot", "Closing"]
    assert [item.minutes for item in items_of(first)] == [5, 20, 0]
    assert ([role.name for role in first.roles.all()], first.share) == (["Timekeeper"], 40)
    second = open_agenda(nth(one, 1), by=by)
    assert titles(second) == ["Check-in", "Capability slot", "Closing", "New in the template"]
    assert ([role.name for role in second.roles.all()], second.share) == (["Scribe"], 10)


def test_it_is_opened_once_by_those_who_plan():
    one = series()
    with pytest.raises(PermissionDenied):
        open_agenda(nth(one, 0), by=member_of(one.community))
    open_agenda(nth(one, 0), by=one.created_by)
    with pytest.raises(Refused, match="open already"):
        open_agenda(nth(one, 0), by=one.created_by)
    assert Event.objects.filter(verb=Verb.AGENDA_OPENED).count() == 1


def test_a_template_is_for_those_who_plan_while_the_series_lives():
    one = series()
    for build in (lambda by: add_item(one, point(), by=by), lambda by: set_share(one, 20, by=by)):
        with pytest.raises(PermissionDenied):
            build(member_of(one.community))
    with pytest.raises(Refused, match="between 0 and 100"):
        set_share(one, 101, by=one.created_by)
    end_series(one, "Nobody came", by=one.created_by)
    for build in (lambda by: add_item(one, point(), by=by), lambda by: set_share(one, 20, by=by)):
        with pytest.raises(Refused, match="has ended"):
            build(one.created_by)


def test_what_a_meeting_put_off_comes_first_in_the_next_and_capability_takes_its_place():
    one = with_template(None, point("Check-in", 5), capability("Capability slot", 20))
    by = one.created_by
    first = open_agenda(nth(one, 0), by=by)
    late = add_item(first, point("Vibration sensors", 5), by=by)
    bearing = add_item(first, capability("Hearing a bearing", 15), by=by)
    for item in (late, bearing):
        defer_item(item, by=by)
    second = open_agenda(nth(one, 1), by=by)

    rows = items_of(second)
    assert [(row.title, row.minutes, row.displaced_times) for row in rows] == [
        ("Vibration sensors", 5, 1),
        ("Check-in", 5, 0),
        ("Hearing a bearing", 20, 1),
    ]
    assert rows[2].carried_from == bearing


def test_without_a_place_in_the_template_the_capability_item_goes_first_of_all():
    one = with_template(None, point("Check-in", 5))
    first = open_agenda(nth(one, 0), by=one.created_by)
    for said in (point("Sensors", 5), capability("Once"), capability("Twice")):
        defer_item(add_item(first, said, by=one.created_by), by=one.created_by)
    AgendaItem.objects.filter(title="Twice").update(displaced_times=1)

    assert titles(open_agenda(nth(one, 1), by=one.created_by)) == ["Twice", "Once", "Sensors", "Check-in"]


def test_the_items_of_a_cancelled_meeting_are_carried_over_and_nothing_twice():
    one = series()
    by = one.created_by
    first = open_agenda(nth(one, 0), by=by)
    add_item(first, point("Two seals"), by=by)
    cancel_occurrence(first, "The hall is flooded", by=by)
    second = open_agenda(nth(one, 1), by=by)

    assert titles(second) == ["Two seals"]
    assert titles(open_agenda(nth(one, 2), by=by)) == []
    # Taken off for good it does not come back either.
    remove_item(items_of(second)[0], by=by)
    assert titles(open_agenda(nth(one, 3), by=by)) == []


def test_what_the_meeting_did_not_get_to_waits_and_what_it_did_is_covered():
    one = series()
    by = one.created_by
    first = open_agenda(nth(one, 0), by=by)
    covered = add_item(first, point("Sensors"), by=by)
    add_section(first, "Later", by=by)
    missed = add_item(first, capability(), by=by)
    with time_machine.travel(first.starts_at):
        note_covered(first, [covered], by=by)
        first = Occurrence.objects.get(pk=first.pk)
        assert (titles(first), first.held_by) == (["Sensors", "Later"], by)
        assert [row.item for row in Displacement.objects.all()] == [missed]
        # A slip of the finger is put right.
        note_covered(first, [covered, missed], by=by)
    assert (titles(first), Displacement.objects.count()) == (["Sensors", "Later", missed.title], 0)


def test_a_series_that_goes_on_from_another_keeps_template_and_what_was_put_off():
    one = with_template(None, point("Check-in", 5))
    by = one.created_by
    set_roles(one, [("Timekeeper", "")], by=by)
    set_share(one, 20, by=by)
    first, third = open_agenda(nth(one, 0), by=by), nth(one, 2)
    defer_item(add_item(first, point("Sensors"), by=by), by=by)
    following = change_series_from(third, details("Pumps, new"), weekly(first_on=date(2026, 12, 10)), by=by)

    assert following != one
    opened = open_agenda(nth(following, 0), by=by)
    assert titles(opened) == ["Sensors", "Check-in"]
    assert ([role.name for role in opened.roles.all()], opened.share) == (["Timekeeper"], 20)


def test_an_opened_meeting_is_not_swept_away_with_its_series():
    one = series()
    open_agenda(nth(one, 0), by=one.created_by)
    end_series(one, "Nobody came", by=one.created_by)

    assert [row.is_cancelled for row in one.occurrences.all()] == [True]


def publish_short(one, number, because="The pump stands still."):
    meeting = open_agenda(nth(one, number), by=one.created_by)
    add_item(meeting, point("Urgent", 40), by=one.created_by)
    return publish_agenda(meeting, because, by=one.created_by)


def test_the_third_displacement_in_a_row_is_for_facilitators_and_the_sponsor_to_know():
    community = CommunityFactory()
    one = series(community, by=core_of(community))
    publish_short(one, 0)
    publish_short(one, 1)
    assert Event.objects.filter(verb=Verb.CROWDED_OUT).count() == 0
    third = publish_short(one, 2)

    assert displaced_in_a_row(community)[0] == third
    assert [event.target_id for event in Event.objects.filter(verb=Verb.CROWDED_OUT)] == [community.pk]
    whole = open_agenda(nth(one, 3), by=one.created_by)
    add_item(whole, capability(minutes=20), by=one.created_by)
    publish_agenda(whole, by=one.created_by)
    assert displaced_in_a_row(community) == []

"""Less usual things that programs do to a series: end it, make one of a meeting, take changes back, name days it lacks."""

from datetime import timedelta

import pytest
from icalendar import Calendar

from practica.foundation.access import Refused
from practica.meetings.actions import change_occurrence, move_occurrence, read_entry
from practica.meetings.models import Occurrence, Series
from practica.meetings.tests.dav import Program, event, with_day_moved
from practica.meetings.tests.factories import CommunityFactory, PersonFactory, core_of, details, meeting, series, weekly

pytestmark = pytest.mark.django_db


def text_of(calendar):
    return calendar.to_ical().decode()


def opened(one):
    program = Program(one.created_by if isinstance(one, Series) else one.series.created_by)
    return program, *program.only(program.of(one.community))


def test_a_series_marked_as_cancelled_ends_with_what_the_program_says_of_it():
    one = series()
    program, path, calendar = opened(one)

    ended = program.write(
        path, text_of(calendar).replace("RRULE", "STATUS:CANCELLED\r\nCOMMENT:No more pumps\r\nRRULE")
    )

    assert ended.status == 204
    assert Series.objects.get().ended_at is not None


def test_a_meeting_marked_as_cancelled_is_cancelled_with_the_reason():
    one = meeting()
    program, path, calendar = opened(one)

    program.write(
        path, text_of(calendar).replace("SUMMARY", "STATUS:CANCELLED\r\nCOMMENT:The room is flooded\r\nSUMMARY")
    )

    assert Occurrence.objects.get().cancelled_because == "The room is flooded"


def test_a_meeting_that_gets_a_rule_becomes_a_series():
    one = meeting()
    program, path, calendar = opened(one)

    made = program.write(path, text_of(calendar).replace("SUMMARY", "RRULE:FREQ=WEEKLY;COUNT=3\r\nSUMMARY"))

    assert (made.status, Series.objects.get().rule, Occurrence.objects.count()) == (204, "FREQ=WEEKLY", 3)


def test_a_day_no_longer_changed_alone_is_as_the_rule_says_again():
    one = series()
    second = one.occurrences.order_by("starts_at")[1]
    move_occurrence(second, second.starts_at + timedelta(hours=2), 90, by=one.created_by)
    change_occurrence(second, details("A guest", place="Hall 3"), by=one.created_by)
    program, path, calendar = opened(one)
    alone = calendar.events[1]
    calendar.subcomponents.remove(alone)

    assert program.write(path, calendar).status == 204
    second.refresh_from_db()
    assert (second.starts_at, second.length) == (second.original_start, 60)
    assert (second.title, second.place) == (one.title, "")


def test_a_day_that_the_rule_lacks_can_not_be_changed():
    one = series()
    program, path, calendar = opened(one)
    strange = with_day_moved(
        calendar, one.occurrences.earliest("starts_at").starts_at + timedelta(days=1), timedelta(hours=1)
    )

    changed = program.write(path, strange)
    made = program.write(program.of(one.community) + "new.ics", text_of(strange).replace(f"{one.uid}@practica", "new"))

    assert (changed.status, made.status) == (409, 409)
    assert "the rule does not have" in changed.why
    assert "the rule does not have" in made.why


def test_a_series_cut_off_before_its_next_meeting_ends():
    one = series()
    program, path, calendar = opened(one)

    cut = program.write(path, text_of(calendar).replace("BYDAY=TH", "BYDAY=TH;UNTIL=20261126T090000Z"))
    assert (cut.status, one.occurrences.count()) == (204, 1)


def test_what_is_over_is_not_changed_as_a_whole(time_machine):
    one = series(when=weekly(count=2))
    time_machine.move_to("2026-12-20T12:00:00Z")
    program, path, calendar = opened(one)
    calendar.events[0]["SUMMARY"] = "Too late"

    refused = program.write(path, calendar)

    assert (refused.status, refused.why) == (409, "Only what is still to come can be changed.")


def test_a_rule_that_is_all_past_ends_the_series(time_machine):
    one = series()
    time_machine.move_to("2026-12-05T12:00:00Z")
    program, path, calendar = opened(one)

    cut = program.write(path, text_of(calendar).replace("BYDAY=TH", "BYDAY=TH;UNTIL=20261203T090000Z"))

    assert (cut.status, one.occurrences.count(), Series.objects.get().ended_at is not None) == (204, 2, True)


def test_an_address_in_the_place_is_a_video_room():
    community = CommunityFactory()
    program = Program(core_of(community))
    program.write(program.of(community) + "a.ics", event("SUMMARY:A", "LOCATION:https://meet.example.org/pumps"))

    one = Occurrence.objects.get()
    assert (one.place, one.link) == ("", "https://meet.example.org/pumps")


def test_more_changed_days_than_are_kept_are_refused(monkeypatch):
    monkeypatch.setattr("practica.meetings.actions.wishes.MOST_CHANGES", 1)
    whole = Calendar.from_ical(event("SUMMARY:A", "DURATION:PT1H", "RRULE:FREQ=DAILY"))

    with pytest.raises(Refused, match="at most 1 days"):
        read_entry(with_day_moved(whole, whole.events[0].start, timedelta(hours=1)).to_ical(), by=PersonFactory())


def test_a_day_that_can_not_be_read_is_refused():
    with pytest.raises(Refused, match="can't be read"):
        read_entry(event("RRULE:FREQ=DAILY", "EXDATE:tomorrow").encode(), by=PersonFactory())

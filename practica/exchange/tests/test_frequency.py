"""Words to rules, for the words people use."""

from datetime import date, time

import pytest

from practica.exchange.governance.clock import read_length, read_time, read_zone
from practica.exchange.governance.dates import first_date
from practica.exchange.governance.frequency import Mark, read_rhythm


def rhythm(frequency, day="", at="10:00", zone="UTC"):
    return read_rhythm(day=day, at=at, zone=zone, frequency=frequency)


@pytest.mark.parametrize(
    ("frequency", "day", "rule"),
    [
        ("weekly", "Monday", "FREQ=WEEKLY;BYDAY=MO"),
        ("every Monday", "", "FREQ=WEEKLY;BYDAY=MO"),
        ("bi-weekly", "Thursdays", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TH"),
        ("every other week", "Friday", "FREQ=WEEKLY;INTERVAL=2;BYDAY=FR"),
        ("every 3 weeks", "Friday", "FREQ=WEEKLY;INTERVAL=3;BYDAY=FR"),
        ("every four weeks", "Wednesday", "FREQ=WEEKLY;INTERVAL=4;BYDAY=WE"),
        ("daily", "", "FREQ=DAILY"),
        ("every weekday", "", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"),
        ("monthly - third Tuesday", "Tuesday", "FREQ=MONTHLY;BYDAY=3TU"),
        ("monthly", "last Friday", "FREQ=MONTHLY;BYDAY=-1FR"),
        ("first and third Thursday of the month", "Thursday", "FREQ=MONTHLY;BYDAY=1TH,3TH"),
        ("1st, 3rd and 5th Monday", "", "FREQ=MONTHLY;BYDAY=1MO,3MO,5MO"),
        ("monthly on the 15th", "", "FREQ=MONTHLY;BYMONTHDAY=15"),
        (
            "monthly - Wednesday, after the fourth Tuesday, every month",
            "Wednesday",
            "FREQ=MONTHLY;BYDAY=WE;BYMONTHDAY=23,24,25,26,27,28,29",
        ),
    ],
)
def test_a_frequency_becomes_a_rule(frequency, day, rule):
    assert rhythm(frequency, day).rule == rule


@pytest.mark.parametrize(
    ("frequency", "day", "at"),
    [
        ("monthly", "Thursday", "8:00"),
        ("as needed", "Monday", "8:00"),
        ("when the moon is full", "Monday", "8:00"),
        ("weekly, except the first week of the month", "Monday", "8:00"),
        ("weekly, and the first Tuesday", "Tuesday", "8:00"),
        ("every second Tuesday", "Tuesday", "8:00"),
        ("weekly", "", "8:00"),
        ("weekly", "Monday", "TBD"),
        ("weekly", "Monday", "27:00"),
        ("", "", ""),
    ],
)
def test_words_that_say_too_little_or_too_much_keep_their_words_and_need_a_date(frequency, day, at):
    found = rhythm(frequency, day, at)

    assert found.rule == ""
    assert Mark.NEEDS_A_DATE in found.marks
    assert found.next_dates(date(2026, 9, 1), 3) == []
    assert frequency in found.words
    assert day in found.words


def test_biweekly_without_a_start_has_a_rule_and_asks_which_week():
    found = rhythm("biweekly", "Tuesday")

    assert Mark.WHICH_WEEK in found.marks
    assert found.first_from(date(2026, 9, 3)) == date(2026, 9, 8)


def test_a_start_on_another_weekday_moves_to_the_first_day_of_the_series():
    found = rhythm("biweekly starting June 6, 2018", "Thursday")

    assert found.start == date(2018, 6, 7)


def test_monthly_with_a_start_meets_in_the_week_of_the_start_and_asks_which_week():
    found = rhythm("monthly 2020 start date: Jan. 7th", "Tuesday")

    assert (found.rule, found.start) == ("FREQ=MONTHLY;BYDAY=1TU", date(2020, 1, 7))
    assert Mark.WHICH_WEEK in found.marks


@pytest.mark.parametrize(
    ("text", "zone", "is_assumed"),
    [
        ("PT (Pacific Time)", "America/Los_Angeles", False),
        ("EST (Eastern Time)", "America/New_York", False),
        ("Eastern Time (ET)", "America/New_York", False),
        ("CET (Central European Time)", "Europe/Brussels", False),
        ("Poland", "Europe/Warsaw", False),
        ("Europe/Madrid", "Europe/Madrid", False),
        ("utc", "UTC", False),
        ("IST", "Asia/Kolkata", True),
        ("Middle Earth", "UTC", True),
    ],
)
def test_a_zone_is_the_wall_clock_of_a_place(text, zone, is_assumed):
    found = read_zone(text)

    assert (found.name, found.is_assumed) == (zone, is_assumed)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("9:00", time(9)),
        ("09:00", time(9)),
        ("2PM", time(14)),
        ("4 p.m.", time(16)),
        ("12 AM", time(0)),
        ("12:30pm", time(12, 30)),
        ("17h30", time(17, 30)),
        ("noon", None),
    ],
)
def test_a_time_of_day(text, expected):
    assert read_time(text) == expected


@pytest.mark.parametrize(
    ("text", "minutes"),
    [("9:00-10:30", 90), ("2-3 PM", 60), ("23:30 to 0:15", 45), ("9:00", None), ("9:00-27:00", None)],
)
def test_a_length_is_read_where_an_end_is_written(text, minutes):
    assert read_length(text) == minutes


def test_a_length_that_is_not_written_is_an_hour_and_marked_as_assumed():
    assert (rhythm("weekly", "Monday").minutes, rhythm("weekly", "Monday").marks) == (60, {Mark.ASSUMED_LENGTH})
    assert (rhythm("weekly", "Monday", "9:00-9:30").minutes, rhythm("weekly", "Monday", "9:00-9:30").marks) == (
        30,
        set(),
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("biweekly starting Thursday June 7, 2018", date(2018, 6, 7)),
        ("Tuesday (starting September 10th 2024)", date(2024, 9, 10)),
        ("2019 start date: Jan. 11th", date(2019, 1, 11)),
        ("19 December 2017", date(2017, 12, 19)),
        ("2016-05-18", date(2016, 5, 18)),
        ("February 30, 2024", None),
        ("since 2019", None),
    ],
)
def test_a_written_date(text, expected):
    found = first_date(text)

    assert (found.day if found else None) == expected

"""A week shows its meetings by the hour, on the day the reader has, and never hides one behind another."""

from datetime import date, time

import pytest
from django.urls import reverse
from django.utils import timezone, translation

from practica.meetings.actions import answer, cancel_occurrence
from practica.meetings.models import Choice, Occurrence
from practica.meetings.queries.week import now_in, week_asked, week_in_words, week_of
from practica.meetings.tests.factories import CommunityFactory, core_of, meeting, member_of, timing

pytestmark = pytest.mark.django_db

MONDAY = date(2026, 11, 23)


def week_with(*hours, first_on=date(2026, 11, 26), zone="UTC", length=60):
    community = CommunityFactory()
    core = core_of(community)
    for at in hours:
        meeting(community, by=core, when=timing(first_on, at, zone, length=length), title=f"At {at:%H:%M}")
    return week_of(core, Occurrence.objects.filter(community=community), MONDAY)


def places(week, weekday=3):
    return [
        (slot.row.meeting.title, slot.start, slot.halves, slot.side, slot.sides) for slot in week.days[weekday].slots
    ]


def test_a_week_begins_on_the_monday_of_the_day_asked_for():
    asked = [week_asked(text, date(2026, 11, 27)) for text in ("2026-12-06", "2026-11-30", "", "x", "9999-12-31")]

    assert asked == [date(2026, 11, 30), date(2026, 11, 30), MONDAY, MONDAY, MONDAY]


def test_a_meeting_stands_at_its_half_hour_and_is_as_long_as_it_lasts():
    assert places(week_with(time(8), time(10, 15))) == [("At 08:00", 0, 2, 1, 1), ("At 10:15", 4, 3, 1, 1)]


def test_hours_reach_as_far_as_the_meetings_and_from_eight_to_nineteen_at_least():
    assert week_with(time(10)).hours == range(8, 19)
    assert week_with(time(5, 30), time(21, 30)).hours == range(5, 23)


def test_a_meeting_over_midnight_is_drawn_to_the_end_of_the_day_it_begins_on():
    week = week_with(time(23), length=180)

    assert (places(week), week.hours.stop) == ([("At 23:00", 30, 2, 1, 1)], 24)


def test_meetings_at_the_same_hour_share_the_width_and_later_ones_have_all_of_it():
    week = week_with(time(9), time(9, 30), time(10, 30))

    assert places(week) == [("At 09:00", 2, 2, 1, 2), ("At 09:30", 3, 2, 2, 2), ("At 10:30", 5, 2, 1, 1)]


def test_a_third_one_at_the_same_hour_is_kept_above_the_day():
    day = week_with(time(9), time(9), time(9), time(9), time(9)).days[3]

    assert [(slot.side, slot.sides) for slot in day.slots] == [(1, 2), (2, 2)]
    assert [row.meeting.title for row in day.crowd] == ["At 09:00"] * 3


def test_a_meeting_stands_on_the_day_of_the_reader():
    with timezone.override("Asia/Tokyo"):
        week = week_with(time(22), first_on=date(2026, 11, 25), zone="Europe/Madrid")

    assert [len(day.slots) for day in week.days] == [0, 0, 0, 1, 0, 0, 0]
    assert week.hours == range(6, 19)


@pytest.mark.parametrize(
    ("monday", "english", "spanish"),
    [
        (MONDAY, "23 – 29 November", "23 – 29 de noviembre"),
        (date(2026, 11, 30), "30 Nov – 6 Dec", "30 nov – 6 dic"),
        (date(2026, 12, 28), "28 Dec 2026 – 3 Jan 2027", "28 dic 2026 – 3 ene 2027"),
        (date(2027, 3, 1), "1 – 7 March 2027", "1 – 7 de marzo de 2027"),
    ],
)
def test_a_week_is_said_in_both_languages(monday, english, spanish):
    week = week_of(member_of(CommunityFactory()), Occurrence.objects.none(), monday)

    said = []
    for language in ("en", "es"):
        with translation.override(language):
            said.append(week_in_words(week))
    assert said == [english, spanish]


def test_the_line_of_the_present_is_drawn_in_the_present_week_only(time_machine):
    time_machine.move_to("2026-11-23T13:25:00Z")
    nobody = member_of(CommunityFactory())

    now = [
        now_in(week_of(nobody, Occurrence.objects.none(), monday), timezone.now())
        for monday in (MONDAY, date(2026, 11, 30))
    ]
    assert now == [(11, 2), None]


def test_the_page_says_day_hour_answer_and_the_other_zone(client_as):
    community = CommunityFactory(name="Pump reliability")
    core = core_of(community)
    answer(meeting(community, by=core), Choice.YES, by=core)
    cancel_occurrence(meeting(community, by=core, title="Gone"), "The room is flooded", by=core)
    reader = core_of(community, time_zone="America/Buenos_Aires")
    body = client_as(reader).get(reverse("meetings:calendar") + "?view=week&week=2026-11-26").content.decode()

    assert "<h1>23 – 29 November</h1>" in body
    assert "Thursday 26 November" in body
    assert '<span class="t">06:00</span> <b>One way to start a lift pump</b>' in body
    assert 'Pump reliability<span class="dot">10:00 Madrid</span>' in body
    assert ", not answered" in body
    assert ", cancelled" in body
    assert 'href="?view=week&amp;week=2026-11-16"' in body


def test_a_day_of_the_month_leads_to_its_week(client_as):
    one = meeting()
    body = client_as(member_of(one.community)).get(reverse("meetings:calendar")).content.decode()

    assert 'href="?view=week&amp;week=2026-11-26#day-2026-11-26"' in body


@pytest.mark.parametrize("whose", ["communities", "mine", "organisation"])
def test_the_number_of_questions_of_a_week_does_not_grow(
    client_as, django_assert_max_num_queries, django_assert_num_queries, whose
):
    community = CommunityFactory()
    core = core_of(community)
    url = reverse("meetings:calendar") + f"?view=week&whose={whose}&week=2026-11-26"
    client = client_as(core)
    meeting(community, by=core, host=core, confidentiality="open")
    client.get(url)
    with django_assert_max_num_queries(12) as first:
        client.get(url)
    for _ in range(2):
        answer(meeting(community, by=core, host=core, confidentiality="open"), Choice.YES, by=core)

    with django_assert_num_queries(len(first)):
        page = client.get(url)
    text = page.content.decode()
    assert (text.count('class="slot '), text.count("+1 more")) == (2, 1)

"""What is promised and shared stands in calendars and in their feeds on the day it is meant for."""

import re

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from icalendar import Calendar

from practica.communities.models import Visibility
from practica.communities.queries.due import Asked, due_in
from practica.people.tests.factories import PersonFactory
from practica.work.actions import (
    drop_task,
    finish_task,
    give_back_task,
    keep_commitment,
    let_go_of_commitment,
    renegotiate_commitment,
    start_task,
    take_task,
)
from practica.work.tests.factories import CommunityFactory, a_commitment, a_task, in_days, member_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _on_a_monday():
    with time_machine.travel("2026-11-23T12:00:00Z", tick=False):
        yield


@pytest.fixture
def pumps():
    return CommunityFactory(slug="pumps", name="Pump reliability")


@pytest.fixture
def ana(pumps):
    return member_of(pumps, person__name="Ana Torres")


def days(person, **asked):
    found = due_in(Asked(person, in_days(-30), in_days(30), **asked))
    return [(due.who, due.words, due.on, due.is_done, due.is_late) for due in found]


def test_promises_and_tasks_of_one_s_communities_are_due_on_their_days(pumps, ana):
    a_commitment(pumps, by=ana, text="bring the results", days=3)
    a_task(pumps, text="Photograph the nameplates", days=5)
    a_task(pumps, text="Some day")
    a_commitment(text="elsewhere")

    assert days(ana) == [
        ("Ana", "bring the results", in_days(3), False, False),
        ("", "Photograph the nameplates", in_days(5), False, False),
    ]
    assert days(ana, communities=frozenset({pumps.pk + 1})) == []
    assert days(PersonFactory()) == []
    assert days(PersonFactory(), community=pumps) == days(ana, community=pumps) == days(ana)


def test_one_s_own_are_what_one_promised_and_the_tasks_one_is_on(pumps, ana):
    eva = member_of(pumps)
    mine, hers = a_commitment(pumps, by=ana, text="mine"), a_commitment(pumps, by=eva, text="hers")
    shared, given_back = a_task(pumps, text="shared", days=4), a_task(pumps, text="given back", days=4)
    for task in (shared, given_back):
        take_task(task, by=ana)
    give_back_task(given_back, because="No time", by=ana)

    assert [words for _who, words, *_rest in days(ana, is_mine=True)] == [mine.text, shared.text]
    assert [who for who, *_rest in days(ana, is_mine=True)] == ["", ""]
    assert [words for _who, words, *_rest in days(eva, is_mine=True)] == [hers.text]


def test_what_is_done_stays_what_was_let_go_or_dropped_is_gone_and_a_new_date_moves_it(pumps, ana):
    kept, gone, moved = (a_commitment(pumps, by=ana, text=text) for text in ("kept", "let go", "moved"))
    done, dropped = (a_task(pumps, by=ana, text=text, days=4) for text in ("done", "dropped"))
    keep_commitment(kept, by=ana)
    let_go_of_commitment(gone, because="Not needed", by=ana)
    renegotiate_commitment(moved, due_on=in_days(9), reason="The pump came late", by=ana)
    finish_task(start_task(take_task(done, by=ana), by=ana), by=ana)
    drop_task(dropped, because="Not needed", by=ana)

    assert days(ana) == [
        ("Ana", "kept", in_days(3), True, False),
        ("", "done", in_days(4), True, False),
        ("Ana", "moved", in_days(9), False, False),
    ]


def test_what_is_past_its_day_is_late(pumps, ana, time_machine):
    a_commitment(pumps, by=ana, days=2)
    time_machine.move_to("2026-11-27T12:00:00Z")

    assert [late for *_rest, late in days(ana)] == [True]


def test_a_private_community_s_days_are_seen_by_its_members_alone():
    community = CommunityFactory(visibility=Visibility.PRIVATE)
    ana = member_of(community)
    a_commitment(community, by=ana)

    assert len(days(ana, community=community)) == 1
    assert days(PersonFactory(), community=community) == []


@pytest.mark.parametrize("query", ["", "?view=week", "?view=list", "?whose=mine", "?whose=mine&view=week"])
def test_the_calendar_shows_them_in_month_week_and_list(client_as, pumps, ana, query):
    one = a_commitment(pumps, by=ana, text="bring the results")

    body = client_as(ana).get(reverse("meetings:calendar") + query).content.decode()

    assert f'href="{one.get_absolute_url()}"' in body
    assert "bring the results" in body
    assert "due this day" in body


def test_a_community_s_calendar_shows_its_own_and_the_organisation_s_none(client_as, pumps, ana):
    a_commitment(pumps, by=ana, text="bring the results")
    browser = client_as(ana)

    theirs = browser.get(reverse("meetings:community-calendar", args=["pumps"])).content.decode()
    everybody_s = browser.get(reverse("meetings:calendar") + "?whose=organisation").content.decode()

    assert ("bring the results" in theirs, "bring the results" in everybody_s) == (True, False)


@pytest.mark.parametrize("query", ["", "?view=week", "?whose=mine"])
def test_they_cost_a_calendar_one_question_however_many_there_are(client_as, ana, query, django_assert_num_queries):
    pumps = ana.memberships.get().community
    browser, url = client_as(ana), reverse("meetings:calendar") + query
    browser.get(url)
    with CaptureQueriesContext(connection) as none:
        browser.get(url)
    for number in range(3):
        a_commitment(pumps, by=ana, days=number)
        take_task(a_task(pumps, days=number), by=ana)
    with django_assert_num_queries(len(none)) as some:
        browser.get(url)

    asked = [query["sql"] for query in some.captured_queries]
    assert sum("work_commitment" in sql or "work_task" in sql for sql in asked) == 1


def feed_made_with(browser, url, **given):
    browser.post(url, given)
    page = browser.get(reverse("meetings:subscribe")).content.decode()
    path = re.search(r"http://testserver(/meetings/feed/[^\"]+)", page)[1]
    return Client().get(path)


def test_a_feed_holds_one_s_own_as_days_that_take_no_time(client_as, pumps, ana):
    one = a_commitment(pumps, by=ana, text="bring the results")
    a_commitment(pumps, text="of somebody else")

    answered = feed_made_with(client_as(ana), reverse("meetings:subscribe"), scope="all", name="")
    (event,) = Calendar.from_ical(answered.content).events

    assert (event["DTSTART"].dt, event["TRANSP"], event["UID"]) == (
        one.due_on,
        "TRANSPARENT",
        f"commitment-{one.pk}@practica",
    )
    assert event["SUMMARY"] == "Due: bring the results"
    assert str(event["URL"]).endswith(one.get_absolute_url())
    assert ("Ana" in answered.content.decode(), "Last-Modified" in answered.headers) == (False, False)


def test_a_community_s_feed_holds_all_of_its_days(client_as, pumps, ana):
    a_commitment(pumps, text="of somebody else")
    a_task(pumps, days=4)

    url = reverse("meetings:subscribe-community", args=["pumps"])
    events = Calendar.from_ical(feed_made_with(client_as(ana), url, name="").content).events

    assert [str(event["SUMMARY"]) for event in events] == ["Due: of somebody else", "Due: Photograph the nameplates"]

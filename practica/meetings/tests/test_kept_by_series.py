"""What a series kept: its minutes one after another, and its decisions by what holds of them."""

from datetime import date, time

import pytest
import time_machine
from django.urls import reverse

from practica.meetings.actions import publish_minutes, reverse_decision, write_outcome
from practica.meetings.models import Occurrence
from practica.meetings.queries.minutes import minutes_of
from practica.meetings.tests.factories import (
    CHATHAM,
    OPEN,
    PersonFactory,
    a_decision,
    an_action,
    in_progress,
    member_of,
    series,
    weekly,
)

pytestmark = pytest.mark.django_db


def address(name, thing):
    return reverse(f"meetings:{name}", args=[thing.pk])


def weeks_of(community, texts, **fields):
    """A series with one meeting a week whose minutes are published."""
    with time_machine.travel("2026-09-07T08:00Z", tick=False):
        when = weekly("FREQ=WEEKLY;BYDAY=MO", first_on=date(2026, 9, 7), at=time(12, 30))
        one = series(community, when=when, **fields)
    for meeting_, text in zip(one.occurrences.order_by("starts_at"), texts, strict=False):
        with time_machine.travel(meeting_.ends_at, tick=False):
            publish_minutes(meeting_, text, by=one.created_by)
    return one


def test_the_minutes_of_a_series_stand_one_after_another_and_are_found(client_as):
    one = weeks_of(None, [f"Week {n}: {'la válvula' if n == 2 else 'nothing'}" for n in range(8)])
    browser = client_as(member_of(one.community))
    first, second = (browser.get(address("series-minutes", one), {"page": n}).content.decode() for n in (1, 2))
    assert [f"Week {n}" in first for n in (7, 3, 2)] == [True, True, False]
    assert ["Week 2" in second, "Page 2 of 2" in second] == [True, True]
    found = browser.get(address("series-minutes", one), {"q": "VALVULA"}).content.decode()
    none = browser.get(address("series-minutes", one), {"q": "heron", "year": "2026"}).content.decode()
    file = browser.get(address("series-markdown", one), {"q": "valvula"})

    assert ["Week 2" in found, "Week 3" in found, "No minutes like this" in none] == [True, False, True]
    assert file.headers["Content-Type"] == "text/markdown; charset=utf-8"
    assert ["Week 2" in file.content.decode(), "Week 3" in file.content.decode()] == [True, False]
    assert client_as(PersonFactory()).get(address("series-minutes", one)).status_code == 404
    for name in ("series-markdown", "decisions"):
        assert client_as(PersonFactory()).get(address(name, one)).status_code == 404


def test_without_any_they_say_so(client_as):
    one = series()
    browser = client_as(member_of(one.community))

    assert "No minutes yet" in browser.get(address("series-minutes", one)).content.decode()
    assert "No decisions yet" in browser.get(address("decisions", one)).content.decode()


def test_who_sees_a_series_reads_of_it_only_what_they_may(client_as):
    one = weeks_of(None, ["Week 0", "Week 1"], confidentiality=OPEN)
    Occurrence.objects.filter(minutes="Week 1").update(confidentiality=CHATHAM)
    body = client_as(PersonFactory()).get(address("series-minutes", one)).content.decode()

    assert ["Week 0" in body, "Week 1" in body] == [True, False]


def test_the_decisions_of_a_series_by_what_holds_of_them(client_as):
    one = in_progress()
    by = one.series.created_by
    force = write_outcome(one, a_decision("In January"), by=by)
    write_outcome(one, a_decision("In winter", review_on=date(2026, 12, 1)), by=by)
    reverse_decision(write_outcome(one, a_decision("Every 500 hours"), by=by), "Grease lasts", by=by)
    write_outcome(one, an_action("Read the gauge"), by=by)
    browser = client_as(member_of(one.community))
    with time_machine.travel("2026-12-05T09:00Z", tick=False):
        seen = {
            asked: browser.get(address("decisions", one.series), {"standing": asked}).content.decode()
            for asked in ("", "in_force", "due", "reversed")
        }
        found = browser.get(address("decisions", one.series), {"q": "january", "year": "2026"}).content.decode()
        none = browser.get(address("decisions", one.series), {"year": "1999"}).content.decode()

    told = {asked: [text in body for text in ("In January", "In winter", "Every 500")] for asked, body in seen.items()}
    assert told == {
        "": [True, True, True], "in_force": [True, False, False], "due": [False, True, False],
        "reversed": [False, False, True],
    }  # fmt: skip
    assert ["In January" in found, "In winter" in found] == [True, False]
    assert ["No decision like this" in none, "Read the gauge" in seen[""]] == [True, False]
    assert force.get_absolute_url() in seen[""]


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize(("name", "queries"), [("decisions", 9), ("series-minutes", 9)])
def test_however_many_the_pages_ask_as_many_questions(client_as, django_assert_num_queries, rows, name, queries):
    one = in_progress()
    for n in range(rows):
        write_outcome(one, a_decision(f"Number {n}"), by=one.series.created_by)
    publish_minutes(one, "We read it.", by=one.series.created_by)
    browser = client_as(member_of(one.community))
    browser.get(address(name, one.series))
    with django_assert_num_queries(queries):
        assert browser.get(address(name, one.series)).status_code == 200


def test_minutes_of_counts_the_series_it_goes_on_from():
    one = weeks_of(None, ["Week 0"])
    after = series(one.community)
    after.came_from = one
    after.save()

    assert [row.minutes for row in minutes_of(after, member_of(one.community))] == ["Week 0"]

"""Writing down what comes out, in the room and without scripts; looking at a decision again."""

from datetime import date

import pytest
from django.urls import reverse

from practica.meetings.actions import take_up, write_outcome
from practica.meetings.models import Outcome
from practica.meetings.queries.agenda import items_of
from practica.meetings.tests.factories import (
    CHATHAM,
    OPEN,
    PersonFactory,
    a_decision,
    an_action,
    in_progress,
    member_of,
    opened,
    point,
)

pytestmark = pytest.mark.django_db
HTMX = {"headers": {"HX-Request": "true"}}


def address(name, thing, *more):
    return reverse(f"meetings:{name}", args=[thing.pk, *more])


DECISION = {
    "text": "One checklist", "reasons": "Four are in use.", "decided_by": "consent", "review_on": "2027-05-20",
    "rejected": "One a pump", "dissent": "",
}  # fmt: skip


def test_in_the_room_it_is_written_on_what_is_taken_up(client_as):
    one = in_progress()
    item = items_of(one)[1]
    take_up(item, by=one.series.created_by)
    browser = client_as(member_of(one.community))
    assert "What comes out of it" in browser.get(address("room", one)).content.decode()
    body = browser.post(address("catch", one, "decision"), DECISION, **HTMX).content.decode()

    decision = Outcome.objects.get()
    assert (decision.text, decision.item, decision.review_on) == ("One checklist", item, date(2027, 5, 20))
    assert ["<main" in body, "One checklist" in body] == [False, True]


@pytest.mark.parametrize("language", ["en", "es"])
def test_a_decision_is_looked_at_again_in_half_a_year_unless_somebody_says_otherwise(client_as, language):
    one = in_progress()
    ana = member_of(one.community, language=language)
    body = client_as(ana).get(address("catch", one, "decision")).content.decode()

    assert 'value="2027-05-24"' in body


def test_or_on_another_item_or_on_the_meeting_as_a_whole(client_as):
    one = in_progress()
    first, second = items_of(one)
    take_up(first, by=one.series.created_by)
    browser = client_as(member_of(one.community))
    for n, item in enumerate((str(second.pk), "0")):
        answer = browser.post(address("catch", one, "action"), {"text": f"Number {n}", "item": item})
        assert answer.url == f"{address('room', one)}#catch"

    assert [row.item for row in Outcome.objects.order_by("pk")] == [second, None]


def test_what_lacks_something_is_asked_again_on_the_page_and_in_the_room(client_as):
    one = in_progress()
    browser = client_as(member_of(one.community))
    assert browser.get(address("catch", one, "story")).status_code == 200
    plain = browser.post(address("catch", one, "decision"), DECISION | {"reasons": ""})
    inside = browser.post(address("catch", one, "decision"), DECISION | {"reasons": ""}, **HTMX)

    assert (plain.status_code, inside.status_code) == (422, 422)
    assert "<main" not in inside.content.decode()
    assert browser.get(address("catch", one, "rumour")).status_code == 404


def test_who_may_not_write_finds_no_forms(client_as):
    one, ahead = in_progress(confidentiality=OPEN), opened(None, point("A"), confidentiality=OPEN)
    reader = client_as(PersonFactory())
    write_outcome(one, an_action("Read the gauge"), by=one.series.created_by)
    body = reader.get(address("room", one)).content.decode()
    assert ["Read the gauge" in body, address("catch", one, "action") in body] == [True, False]
    assert reader.get(address("catch", one, "action")).status_code == 403
    assert client_as(ahead.series.created_by).get(address("catch", ahead, "action")).status_code == 409


def test_it_is_mended_and_taken_away_by_its_page(client_as):
    one = in_progress()
    ana = member_of(one.community)
    browser, outcome = client_as(ana), write_outcome(one, a_decision(), by=ana)
    assert "All lift stations" in browser.get(address("change-outcome", outcome)).content.decode()
    assert browser.post(address("change-outcome", outcome), DECISION | {"text": ""}).status_code == 422
    assert browser.post(address("change-outcome", outcome), DECISION).url == f"{address('room', one)}#catch"
    assert Outcome.objects.get().text == "One checklist"
    assert client_as(member_of(one.community)).get(address("change-outcome", outcome)).status_code == 403
    browser.post(address("strike-outcome", outcome))

    assert Outcome.objects.count() == 0


def test_a_word_like_a_name_asks_whether_it_means_somebody(client_as):
    one = in_progress(confidentiality=CHATHAM)
    browser = client_as(member_of(one.community, name="Rosa Duarte"))
    said = {"text": "Order the Rosa grease"}
    body = browser.post(address("catch", one, "action"), said).content.decode()
    assert ["Does this mean somebody: Rosa?" in body, "It means nobody here" in body] == [True, True]
    assert "It means nobody here" not in browser.get(address("catch", one, "action")).content.decode()
    browser.post(address("catch", one, "action"), said | {"is_no_name": "on"})
    refused = browser.post(address("catch", one, "action"), {"text": "Rosa Duarte orders it", "is_no_name": "on"})

    assert (refused.status_code, Outcome.objects.get().text) == (409, "Order the Rosa grease")


def test_a_decision_is_looked_at_again_by_those_who_plan(client_as):
    one = in_progress()
    by = one.series.created_by
    kept, gone = (write_outcome(one, a_decision(), by=by) for _ in range(2))
    host, member = client_as(by), client_as(member_of(one.community))
    assert host.get(address("confirm-decision", kept)).status_code == 200
    assert host.post(address("confirm-decision", kept), {"review_on": "x"}).status_code == 422
    assert host.post(address("confirm-decision", kept), {"review_on": "2027-11-01"}).url == kept.get_absolute_url()
    assert host.post(address("reverse-decision", gone), {"because": ""}).status_code == 422
    assert host.post(address("reverse-decision", gone), {"because": "Seals fail"}).url == gone.get_absolute_url()
    for name in ("confirm-decision", "reverse-decision"):
        assert member.get(address(name, kept)).status_code == 403
        assert client_as(PersonFactory()).get(address(name, kept)).status_code == 404

    kept.refresh_from_db()
    gone.refresh_from_db()
    assert (kept.review_on, gone.reversed_because) == (date(2027, 11, 1), "Seals fail")


@pytest.mark.parametrize("rows", [1, 3])
def test_however_much_is_caught_the_part_asks_as_many_questions(client_as, django_assert_num_queries, rows):
    one = in_progress()
    for n in range(rows):
        write_outcome(one, an_action(f"Number {n}"), by=one.series.created_by, item=items_of(one)[0])
    browser = client_as(one.series.created_by)
    browser.get(address("so-far", one))
    with django_assert_num_queries(5):
        browser.get(address("so-far", one))

"""Formats: scripts with roles and timed steps, each keeping what it needs and no more; an organisation adds its own."""

from datetime import date, time
from pathlib import Path

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from practica.foundation.access import Refused
from practica.meetings.actions import add_format, open_agenda, retire_format, set_roles, use_format
from practica.meetings.models import OwnFormat
from practica.meetings.models.formats import FORMATS
from practica.meetings.queries.agenda import items_of, plan_of
from practica.meetings.queries.formats import (
    all_formats,
    asks_for_minutes,
    format_of,
    formats_named,
    timed_steps,
)
from practica.meetings.queries.minutes import assembled
from practica.meetings.tests.factories import PersonFactory, member_of, opened, point, series, timing, titles
from practica.people.tests.factories import ProgrammeManagerFactory

pytestmark = pytest.mark.django_db
DOCS = Path(__file__).resolve().parents[3] / "docs" / "users" / "meetings.md"
JUST_NOW = timing(first_on=date(2026, 11, 23), at=time(12, 30))
WALK = [(10, "Meet at the gate", "Boots on."), (30, "Walk", ""), (5, "What we saw", "")]


def own(title="Walk along", **more):
    given = {"about": "Hands on.", "script": WALK, "output": "What each saw, if they like."} | more
    return add_format(title, given["about"], given["script"], given["output"], by=ProgrammeManagerFactory())


def test_there_are_eight_and_each_says_who_does_what_how_long_and_what_is_kept():
    assert [one.key for one in FORMATS] == [
        *("regular", "peer-assist", "after-action", "knowledge-cafe"),
        *("story-circle", "show-and-tell", "lean-coffee", "onboarding"),
    ]
    assert [one.key for one in FORMATS if not (one.steps and one.roles and str(one.output))] == []
    assert {one.key: one.minutes for one in FORMATS if one.key in {"peer-assist", "knowledge-cafe"}} == {
        "peer-assist": 80,
        "knowledge-cafe": 100,
    }


def test_tacit_formats_ask_for_no_text():
    assert [one.key for one in FORMATS if one.asks_minutes] == ["regular", "after-action", "lean-coffee"]


def test_the_regular_meeting_becomes_items_with_a_whole_capability_slot():
    one = opened()
    use_format(one, "regular", by=one.series.created_by)
    plan = plan_of(one, items_of(one))

    assert (len(plan.lines), plan.total, plan.missing) == (6, 60, 0)
    assert [role.name for role in one.roles.all()] == ["Timekeeper", "Scribe"]


def test_another_format_becomes_one_item_whose_steps_fill_its_minutes():
    one = opened()
    by = one.series.created_by
    set_roles(one, [("Timekeeper", "rings a bell")], by=by)
    use_format(one, "peer-assist", by=by)
    item = items_of(one)[0]
    item.minutes = 20
    steps = timed_steps(item, format_of(item.script))

    assert (item.title, [role.name for role in one.roles.all()]) == ("Peer assist", ["Timekeeper", "Owner", "Host"])
    assert (len(steps), sum(step.seconds for step in steps)) == (6, 20 * 60)
    assert [step.seconds for step in timed_steps(item, None)] == [20 * 60]


def test_a_template_passes_its_format_on_to_the_agendas():
    one = series()
    use_format(one, "story-circle", by=one.created_by)
    opened_one = open_agenda(one.occurrences.first(), by=one.created_by)

    assert [(item.title, item.script) for item in items_of(opened_one)] == [("Story circle", "story-circle")]


def test_a_format_is_used_by_those_who_plan_and_must_be_there():
    one = opened()
    with pytest.raises(PermissionDenied):
        use_format(one, "regular", by=member_of(one.community))
    for key in ("gossip", "own-", "own-99", "own-x"):
        with pytest.raises(Refused, match="no such format"):
            use_format(one, key, by=one.series.created_by)


def test_an_organisation_adds_its_own_and_retires_it_without_taking_it_from_agendas():
    walk, one = own(), opened()
    use_format(one, f"own-{walk.pk}", by=one.series.created_by)
    assert titles(one) == ["Walk along"]
    assert [(step.title, step.minutes, step.guide) for step in walk.as_format.steps] == [
        ("Meet at the gate", 10, "Boots on."),
        ("Walk", 30, ""),
        ("What we saw", 5, ""),
    ]
    assert len(all_formats()) == 9
    retire_format(walk, by=ProgrammeManagerFactory())

    assert (len(all_formats()), format_of(f"own-{walk.pk}").title) == (8, "Walk along")
    with pytest.raises(Refused, match="no such format"):
        retire_format(walk, by=ProgrammeManagerFactory())


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"title": " "}, "what it is called"),
        ({"output": ""}, "what it is called"),
        ({"script": []}, "one to twenty steps"),
        ({"script": [(5, "x", "")] * 21}, "one to twenty steps"),
        ({"script": [(0, "x", "")]}, "one to twenty steps"),
    ],
)
def test_a_format_says_what_it_is_its_steps_and_what_is_kept(more, words):
    with pytest.raises(Refused, match=words):
        own(**more)


def test_only_programme_managers_add_and_retire():
    walk = own()
    with pytest.raises(PermissionDenied):
        add_format("Mine", "", WALK, "Nothing", by=PersonFactory())
    with pytest.raises(PermissionDenied):
        retire_format(walk, by=PersonFactory())


def test_however_many_are_its_own_they_are_one_question(django_assert_num_queries):
    keys = {f"own-{own(str(n)).pk}" for n in range(3)}
    with django_assert_num_queries(1):
        assert set(formats_named({*keys, "regular", ""})) == {*keys, "regular"}


def test_a_meeting_of_tacit_formats_owes_nobody_minutes_and_others_do():
    circle, mixed = opened(), opened(None, point("Sensors"))
    for one in (circle, mixed):
        use_format(one, "story-circle", by=one.series.created_by)

    assert (asks_for_minutes(items_of(circle)), asks_for_minutes(items_of(mixed))) == (False, True)
    assert (asks_for_minutes([]), assembled(circle), assembled(mixed)) == (True, "", "## Sensors")


def test_the_minutes_of_a_review_begin_with_its_questions(client_as):
    one = opened(when=JUST_NOW)
    use_format(one, "after-action", by=one.series.created_by)
    body = client_as(one.series.created_by).get(reverse("meetings:minutes", args=[one.pk])).content.decode()

    assert "### What will we change, who, by when?" in body


def test_formats_are_read_by_everybody_and_added_by_a_page(client_as):
    manager = client_as(ProgrammeManagerFactory())
    given = {
        "title": "Walk along",
        "about": "Hands on.",
        "steps": "10 Meet at the gate: boots on\nWalk\n: ",
        "output": "What each saw.",
    }
    address = reverse("meetings:add-format")
    assert client_as(PersonFactory()).get(address).status_code == 403
    assert manager.post(address, given | {"steps": "999 Walk"}).status_code == 422
    assert manager.post(address, given).url == reverse("meetings:formats")
    walk = OwnFormat.objects.get()
    assert walk.script == [[10, "Meet at the gate", "boots on"], [5, "Walk", ""]]
    body = client_as(PersonFactory()).get(reverse("meetings:formats")).content.decode()
    assert ["Walk along" in body, "Offer it no more" in body] == [True, False]

    manager.post(reverse("meetings:retire-format", args=[walk.pk]))
    assert "Walk along" not in manager.get(reverse("meetings:formats")).content.decode()


def test_a_format_is_put_on_an_agenda_and_a_template_by_their_pages(client_as):
    one = opened()
    browser = client_as(one.series.created_by)
    browser.post(reverse("meetings:use-format", args=[one.pk]), {"format": "onboarding"})
    browser.post(reverse("meetings:use-in-template", args=[one.series_id]), {"format": "show-and-tell"})

    assert (titles(one), titles(one.series)) == (["Onboarding"], ["Show and tell"])


def test_the_guide_names_every_format_that_comes_with_the_product():
    told = DOCS.read_text(encoding="utf-8").split("## Formats and the room")[1].split("\n## ")[0]
    rows = [line.split("|")[1].strip() for line in told.splitlines() if line.startswith("| ")][1:]

    assert rows == [str(one.title) for one in FORMATS]

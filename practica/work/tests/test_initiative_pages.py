"""The pages of initiatives: each with its own board, from proposal to end by its buttons; and who works with whom."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from practica.communities.models import Visibility
from practica.work.actions import (
    TaskWords,
    add_task,
    finish_task,
    set_out,
    take_task,
)
from practica.work.models import Initiative, Stage, Task
from practica.work.queries import together_in
from practica.work.tests.factories import (
    CommunityFactory,
    a_task,
    an_initiative,
    member_of,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def pumps():
    return CommunityFactory(slug="pumps", name="Pump reliability")


@pytest.fixture
def ana(pumps):
    return member_of(pumps, person__name="Ana Torres")


def under_way(community, by):
    return set_out(an_initiative(community, by=by, partners=1), by=by)


def test_its_page_shows_its_board_alone(client_as, pumps, ana):
    one = under_way(pumps, ana)
    browser = client_as(ana)
    given = {"text": "Read the gauge", "initiative": one.pk}
    browser.post(reverse("work:add_task", args=["pumps"]), given)
    a_task(pumps, text="Something else")

    response = browser.get(one.get_absolute_url())
    found = [card.task.text for column in response.context["columns"] for card in column.cards]
    assert found == ["Read the gauge"]
    listed = browser.get(reverse("work:tasks", args=["pumps"]), {"initiative": one.pk}).content.decode()
    assert ("Read the gauge" in listed, "Something else" in listed) == (True, False)
    task = browser.get(Task.objects.get(initiative=one).get_absolute_url()).content.decode()
    assert one.get_absolute_url() in task


def test_it_walks_to_its_end_by_the_buttons_of_its_page(client_as, pumps, ana):
    browser, other = client_as(ana), client_as(member_of(pumps))
    words = {"title": "Seals", "goal": "Three a quarter.", "output": "procedure", "horizon": "year"}
    assert browser.post(reverse("work:propose", args=["pumps"]), {**words, "due_on": "x"}).status_code == 422
    browser.post(reverse("work:propose", args=["pumps"]), words)
    one = Initiative.objects.get()
    other.post(reverse("work:join", args=[one.pk]))
    seen = []
    for button, then, given in (
        ("set-out", "set_out", {}),
        ("deliver", "deliver", {}),
        ("review", "review", {"learned": "Grease less."}),
        ("close", "close", {}),
    ):
        body = browser.get(one.get_absolute_url()).content.decode()
        seen.append((f'id="{button}"' in body, f'id="{button}"' in other.get(one.get_absolute_url()).content.decode()))
        browser.post(reverse(f"work:{then}", args=[one.pk]), given)

    one.refresh_from_db()
    assert (seen, one.stage) == ([(True, False)] * 4, Stage.CLOSED)
    assert "Grease less." in browser.get(reverse("work:initiatives", args=["pumps"]), {"show": "over"}).content.decode()
    assert browser.get(reverse("work:review", args=[one.pk])).status_code == 409


def test_who_may_not_is_refused_and_who_does_not_see_it_finds_nothing(client_as, ana):
    closed = CommunityFactory(visibility=Visibility.PRIVATE)
    one = an_initiative(closed)
    browser, member = client_as(ana), client_as(member_of(closed))
    for name in ("change_initiative", "review", "abandon"):
        url = reverse(f"work:{name}", args=[one.pk])
        assert (browser.get(url).status_code, member.get(url).status_code) == (404, 403)
    for name in ("set_out", "deliver", "close", "join", "leave", "lead"):
        assert browser.post(reverse(f"work:{name}", args=[one.pk])).status_code == 404
    assert browser.get(one.get_absolute_url()).status_code == 404
    assert browser.get(reverse("work:together", args=[closed.slug])).status_code == 404


def test_who_works_with_whom_is_drawn_and_told_in_a_table(client_as, pumps, ana):
    luis, eva = (member_of(pumps, person__name=name) for name in ("Luis Paz", "Eva Gil"))
    both = take_task(take_task(a_task(pumps, text="Read the gauge"), by=ana), by=luis)
    finish_task(both, by=ana)
    alone = take_task(a_task(pumps, text="Draw the plan"), by=eva)
    old = take_task(take_task(a_task(pumps, text="Long ago"), by=ana), by=eva)
    finish_task(old, by=ana)
    Task.objects.filter(pk=old.pk).update(done_at=timezone.now() - timedelta(days=120))

    found = together_in(pumps, ana)
    assert [([one.name for one in pair.people], pair.tasks) for pair in found.pairs] == [
        (["Ana Torres", "Luis Paz"], [both])
    ]
    assert ({node.person for node in found.nodes}, len(found.ties), found.alone) == ({ana, luis}, 1, [alone])
    body = client_as(ana).get(reverse("work:together", args=["pumps"])).content.decode()
    assert ("<svg" in body, "Ana Torres and Luis Paz" in body, "Draw the plan" in body) == (True, True, True)


def test_of_very_many_the_first_are_drawn_and_all_stand_in_the_table(pumps, ana):
    for n in range(30):
        take_task(take_task(a_task(pumps, text=f"Task {n}"), by=ana), by=member_of(pumps))

    found = together_in(pumps, ana)
    assert (len(found.nodes), found.undrawn, len(found.pairs), len(found.ties)) == (24, 7, 30, 23)


@pytest.mark.parametrize(("name", "number"), [("initiative", 12), ("initiatives", 7), ("together", 7)])
def test_the_pages_have_a_fixed_number_of_queries(client_as, pumps, ana, name, number):
    browser, first = client_as(ana), under_way(pumps, ana)
    counted = []
    for _round in range(3):
        one = an_initiative(pumps, by=ana, partners=2)
        for target in (one, first):
            task = add_task(pumps, TaskWords(text="Read", initiative=target), by=ana)
            take_task(take_task(task, by=ana), by=member_of(pumps))
        with CaptureQueriesContext(connection) as captured:
            browser.get(reverse(f"work:{name}", args=[first.pk if name == "initiative" else "pumps"]))
        counted.append(len(captured))

    assert counted[1:] == [number] * 2

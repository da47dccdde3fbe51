"""The builder, the agenda as it is read, and the template: who sees what, and how many questions a page asks."""

from datetime import date, time

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from practica.communities.models import Role
from practica.meetings.actions import (
    add_item,
    answer,
    defer_item,
    leave_view,
    propose_item,
    publish_agenda,
    set_roles,
    take_role,
)
from practica.meetings.models import Displacement, Occurrence, Place
from practica.meetings.queries.agenda import items_of
from practica.meetings.tests.factories import (
    CommunityFactory,
    PersonFactory,
    capability,
    core_of,
    meeting,
    member_of,
    opened,
    point,
    series,
    timing,
    titles,
)
from practica.meetings.tests.test_template import publish_short
from practica.meetings.verbs import Verb
from practica.notices.models import Notice

pytestmark = pytest.mark.django_db
HTMX = {"headers": {"HX-Request": "true"}}


def address(name, thing):
    return reverse(f"meetings:{name}", args=[thing.pk])


def page_of(client, thing):
    return client.get(thing.get_absolute_url()).content.decode()


def test_a_draft_is_for_those_who_plan_and_then_for_everybody(client_as):
    one = opened(None, capability("Hearing a bearing"))
    by, ana = one.series.created_by, member_of(one.community)
    item = items_of(one)[0]

    assert "Hearing a bearing" in page_of(client_as(by), one)
    assert "Hearing a bearing" not in page_of(client_as(ana), one)
    assert client_as(ana).get(address("item", item)).status_code == 404
    assert client_as(ana).post(address("item-view", item), {"text": "Mine"}).status_code == 404
    publish_agenda(one, by=by)

    assert "Hearing a bearing" in page_of(client_as(ana), one)
    assert client_as(ana).get(address("item", item)).status_code == 403
    client_as(ana).post(address("item-view", item), {"text": "Listen at the *cold* end."})
    assert "<em>cold</em>" in page_of(client_as(by), one)


def test_the_search_finds_a_published_agenda_and_no_draft(client_as):
    one = opened(None, capability("Zumbador"))
    browser = client_as(one.series.created_by)

    def found():
        return one.title in browser.get(reverse("search:page"), {"q": "zumbador"}).content.decode().split("<main")[1]

    assert found() is False
    publish_agenda(one, by=one.series.created_by)
    assert found() is True


def test_an_agenda_is_opened_built_and_published_by_its_pages(client_as):
    one = meeting()
    browser = client_as(one.series.created_by)
    assert "Open the agenda" in browser.get(address("agenda", one)).content.decode()
    browser.post(address("open", one))
    for title, horizon in (("Check-in", "year"), ("Bearings", "capability")):
        given = {"title": title, "minutes": "9", "purpose": "learn", "horizon": horizon}
        assert browser.post(address("add", one), given).url == address("agenda", one)
    browser.post(address("add", one), {"heading": "Closing"})
    first, second, _heading = items_of(one)
    browser.post(address("item-move", second), {"place": "1"})
    browser.post(address("item-minutes", first), {"minutes": "12"})
    assert "9 minutes short" in browser.get(address("agenda", one)).content.decode()

    asked = browser.post(address("publish", one))
    assert "The capability slot is 9 minutes short." in asked.content.decode()
    assert browser.post(address("publish", one), {"because": ""}).status_code == 422
    browser.post(address("protect", one))
    assert browser.post(address("publish", one)).url == one.get_absolute_url()
    assert titles(one) == ["Bearings", "Check-in", "Closing"]
    assert [item.minutes for item in items_of(one)] == [18, 12, 0]


def test_a_reason_is_kept_and_read_by_everybody(client_as):
    one = opened(None, point("Urgent", 40))
    given = {"because": "The pump stands still."}
    assert client_as(one.series.created_by).post(address("publish", one), given).status_code == 302

    assert "The pump stands still." in page_of(client_as(member_of(one.community)), one)
    assert Displacement.objects.get().minutes_missing == 18


def test_with_htmx_the_builder_alone_comes_back_and_says_what_changed(client_as):
    one = opened(None, point("A"), point("B"))
    browser = client_as(one.series.created_by)
    body = browser.post(address("item-move", items_of(one)[1]), {"place": "1"}, **HTMX).content.decode()

    assert "<main" not in body
    assert "“B” is number 1 now, with 10 minutes." in body
    wrong = browser.post(address("add", one), {"title": "", "minutes": "x"}, **HTMX)
    assert (wrong.status_code, "<main" in wrong.content.decode()) == (422, False)
    assert browser.post(address("add", one), {"title": ""}).status_code == 422
    assert browser.post(address("item-move", items_of(one)[0]), {"place": "first"}).status_code == 404


def test_an_item_is_changed_put_off_brought_back_and_taken_off_by_its_page(client_as):
    one = opened(None, point("A"), point("B"))
    browser, (first, second) = client_as(one.series.created_by), items_of(one)
    given = {"title": "A, longer", "minutes": "15", "purpose": "help", "horizon": "urgent", "note": "Bring it."}
    assert browser.post(address("item", first), given).url == address("agenda", one)
    assert browser.post(address("item", first), {**given, "title": ""}).status_code == 422
    browser.post(address("item-defer", second))
    assert titles(one) == ["A, longer"]
    browser.post(address("item-place", second))
    browser.post(address("item-remove", first))

    assert titles(one) == ["B"]


def test_a_template_is_built_by_its_page(client_as):
    one = series()
    browser = client_as(one.created_by)
    browser.post(address("add-to-template", one), {"title": "Check-in", "minutes": "5", "purpose": "inform"})
    browser.post(address("share", one), {"share": "25"})
    browser.post(address("template-roles", one), {"roles": "Timekeeper: rings a bell\nScribe"})
    body = browser.get(address("template", one)).content.decode()

    assert [word in body for word in ("Check-in", "Timekeeper", "rings a bell", 'value="25"')] == [True] * 4
    assert client_as(member_of(one.community)).get(address("template", one)).status_code == 403
    assert client_as(PersonFactory()).get(address("template", one)).status_code == 404


def test_a_member_proposes_and_takes_a_role_with_one_tap(client_as):
    one = opened(None, capability())
    by, ana = one.series.created_by, member_of(one.community, name="Ana Proposes")
    set_roles(one, [("Timekeeper", "")], by=by)
    publish_agenda(one, by=by)
    browser, role = client_as(ana), one.roles.get()
    given = {"title": "Cold starts", "minutes": "10", "purpose": "help", "horizon": "year"}
    assert browser.post(address("propose", one), given).url == one.get_absolute_url()
    assert browser.post(address("propose", one), {}).status_code == 422
    browser.post(address("take-role", role))
    body = page_of(browser, one)

    assert ["Proposed by Ana Proposes" in body, "Give it back" in body] == [True, True]
    draft = opened(one.community, by=by)
    propose_item(draft, point("Cold pumps"), by=ana)
    assert "Cold pumps" in page_of(browser, draft)
    browser.post(address("leave-role", role))
    assert "I’ll do it" in page_of(browser, one)


def test_a_meeting_is_started_ended_and_followed_up_by_its_page(client_as):
    one = opened(
        None, capability("Covered"), point("Missed"), when=timing(first_on=date(2026, 11, 23), at=time(13, 20))
    )
    by = one.series.created_by
    publish_agenda(one, by=by)
    browser, (first, missed) = client_as(by), items_of(one)
    assert "Start the meeting" in page_of(browser, one)
    browser.post(address("start", one))
    assert "Missed" in browser.get(address("covered", one)).content.decode()
    browser.post(address("covered", one), {"items": [first.pk]})
    browser.post(address("minutes", one), {"text": "We heard it."})
    browser.post(address("follow-up", one))

    missed.refresh_from_db()
    assert missed.place == Place.DISPLACED
    body = page_of(browser, Occurrence.objects.get(pk=one.pk))
    assert ["Followed up" in body, "Put off to the next meeting" in body] == [True, True]


def test_who_hears_of_an_agenda_a_proposal_and_a_third_displacement(run_jobs):
    community = CommunityFactory(sponsor=PersonFactory())
    core, sofia, host = core_of(community), member_of(community, Role.FACILITATOR), member_of(community)
    one = series(community, by=core)
    for number in range(3):
        publish_short(one, number)
    propose_item(meeting(community, by=core, host=host), point(), by=sofia)
    run_jobs()
    told = {
        verb: {notice.card.person for notice in Notice.objects.filter(verb=verb)}
        for verb in (Verb.AGENDA_PUBLISHED, Verb.ITEM_PROPOSED, Verb.CROWDED_OUT)
    }

    assert told == {
        Verb.AGENDA_PUBLISHED: {sofia, host},
        Verb.ITEM_PROPOSED: {host},
        Verb.CROWDED_OUT: {sofia, community.sponsor},
    }


def test_facilitators_and_the_sponsor_see_on_the_page_of_the_community_what_gave_way(client_as):
    community = CommunityFactory(sponsor=PersonFactory())
    sofia = member_of(community, Role.FACILITATOR)
    one = series(community, by=core_of(community))
    home = community.get_absolute_url()
    for number in range(2):
        publish_short(one, number)
    assert "gave way" not in client_as(sofia).get(home).content.decode()
    publish_short(one, 2, "The tender closes.")

    seen = [client_as(who).get(home).content.decode() for who in (sofia, community.sponsor, core_of(community))]
    assert ["gave way 3 times in a row" in body for body in seen] == [True, True, False]
    assert "The tender closes." in seen[1]


@pytest.mark.parametrize("name", ["detail", "agenda", "template"])
def test_however_long_the_agenda_the_questions_are_as_many(client_as, django_assert_num_queries, name):
    community = CommunityFactory()
    core = core_of(community)
    repeated = series(community, by=core)
    one = repeated.occurrences.first()
    kept = {"detail": one, "agenda": one, "template": repeated}[name]
    from_template = add_item(repeated, point("0", lead=core), by=core)
    browser = client_as(core)
    browser.post(address("open", one))
    fill(one, core, 1)
    asked = count(browser, address(name, kept))
    for number in range(3):
        add_item(repeated, point(str(number), lead=member_of(community)), by=core)
        fill(one, core, number)

    assert from_template.position == 1
    with django_assert_num_queries(asked):
        assert browser.get(address(name, kept)).status_code == 200


def count(browser, url):
    browser.get(url)
    with CaptureQueriesContext(connection) as captured:
        browser.get(url)
    return len(captured)


def fill(one, core, number):
    one = Occurrence.objects.get(pk=one.pk)
    eva = member_of(one.community)
    item = add_item(one, capability(str(number), 6, lead=eva), by=core)
    leave_view(one, "Mine", by=eva, item=item)
    propose_item(one, point("P"), by=eva)
    defer_item(add_item(one, point("D", lead=eva), by=core), by=core)
    answer(one, "yes", by=eva)
    set_roles(one, [(f"Role {n}", "") for n in range(number + 1)], by=core)
    role = one.roles.filter(person=None).first()
    if role:
        take_role(role, by=eva)


def test_a_heading_that_is_too_long_comes_back_with_what_is_wrong_beside_it(client_as):
    one = meeting()
    browser = client_as(one.series.created_by)
    browser.post(address("open", one))
    answer = browser.post(address("add", one), {"heading": "Closing " * 26})
    shown = answer.context["heading_form"]
    assert (answer.status_code, list(shown.errors), shown["heading"].value()) == (422, ["heading"], "Closing " * 26)
    assert '<details class="in-writing" open>' in answer.content.decode()

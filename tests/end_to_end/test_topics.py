"""A suggestion finds support, is not declined without a reason, is accepted, and takes its place by keyboard."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from practica.organisation.models import Organisation
from practica.topics.models import Topic
from practica.topics.tests.factories import (
    CommunityFactory,
    a_quiet_topic,
    a_topic,
    accepted,
    facilitator_of,
    member_of,
)

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
# The form that comes back says so to the browser too.
REFUSED = ("Failed to load resource: the server responded with a status of 422",)
TITLE = "Hearing a bearing before the sensor does"


@pytest.fixture(autouse=True)
def _founded(db: Any) -> None:
    Organisation.objects.get_or_create(pk=1, defaults={"name": "Litoral Water"})


def suggest(page: Page) -> None:
    page.get_by_label("What should we take up?").fill(TITLE)
    page.get_by_label("Why?").fill("When Diego is on holiday, nobody hears it.")
    page.get_by_label("A capability: half a year or more").check()
    page.get_by_role("button", name="Suggest it").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(TITLE)


def decline_is_refused_without_a_reason(page: Page) -> None:
    page.get_by_role("link", name="Decline").click()
    page.get_by_label("Your reason").fill("No.")
    page.get_by_role("button", name="Decline and tell them").click()
    expect(page.locator("#id_reason_error")).to_contain_text("at least 20 characters")
    assert Topic.objects.get(title=TITLE).is_waiting


def accept(page: Page) -> None:
    page.get_by_role("button", name="Accept").click()
    page.get_by_role("button", name="Learn", exact=True).click()
    expect(page.locator(".lanes .topic").filter(has_text=TITLE)).to_be_visible()


def order(page: Page) -> list[str]:
    return page.locator(".topics[data-lane=learn] h4").all_inner_texts()


@pytest.mark.parametrize("width", [1280, 390])
def test_from_suggestion_to_the_top_of_the_agenda(open_page, faults, width: int):
    community = CommunityFactory()
    facilitator, luis, ana = facilitator_of(community), member_of(community), member_of(community)
    accepted(community, "Alpha", "Beta", by=facilitator)
    home = f"/topics/in/{community.slug}/"
    suggest(open_page(f"{home}suggest/", luis, width))

    page = open_page(home, ana, width)
    with page.expect_response("**/support/"):
        page.get_by_role("button", name="support: Hearing").click()
    expect(page.get_by_role("button", name="support: Hearing")).to_have_attribute("aria-pressed", "true")

    page = open_page(home, facilitator, width, caused=REFUSED)
    assert faults(page) == []
    decline_is_refused_without_a_reason(page)
    assert faults(page) == []
    page.goto(page.url.split("/topics/")[0] + home)
    accept(page)
    assert order(page) == ["Alpha", "Beta", TITLE]
    for expected in (["Alpha", TITLE, "Beta"], [TITLE, "Alpha", "Beta"]):
        page.get_by_role("button", name="Move up: Hearing").focus()
        page.keyboard.press("Enter")
        expect(page.locator(".topics[data-lane=learn] h4")).to_have_text(expected)
        expect(page.get_by_role("button", name="Move up: Hearing")).to_be_focused()
    assert faults(page) == []


def test_it_is_ordered_by_dragging_too(open_page):
    community = CommunityFactory()
    accepted(community, "Alpha", "Beta", "Gamma")
    page = open_page(f"/topics/in/{community.slug}/", member_of(community))
    cards = page.locator(".topics[data-lane=learn] .topic")
    cards.nth(2).drag_to(cards.nth(0), target_position={"x": 60, "y": 4})
    expect(page.locator(".topics[data-lane=learn] h4")).to_have_text(["Gamma", "Alpha", "Beta"])
    cards.nth(0).drag_to(page.locator(".lane-col").nth(2))
    expect(page.locator(".topics[data-lane=build] h4")).to_have_text(["Gamma"])


def test_look_alikes_come_while_one_types(open_page, faults):
    community = CommunityFactory()
    a_topic(community, title=TITLE)
    page = open_page(f"/topics/in/{community.slug}/suggest/", member_of(community))
    page.get_by_label("What should we take up?").press_sequentially("Hear the bearing before sensors")
    expect(page.locator("#alike")).to_contain_text(TITLE)
    assert faults(page) == []
    page.get_by_role("button", name="Support it").click()

    expect(page.get_by_role("heading", level=1)).to_have_text(TITLE)
    assert Topic.objects.get().support_count == 1


def test_everything_works_without_javascript(open_page):
    community = CommunityFactory()
    facilitator, luis, ana = facilitator_of(community), member_of(community), member_of(community)
    accepted(community, "Alpha", by=facilitator)
    home = f"/topics/in/{community.slug}/"
    suggest(open_page(f"{home}suggest/", luis, java_script_enabled=False))
    page = open_page(home, ana, java_script_enabled=False)
    page.get_by_role("button", name="support: Hearing").click()
    expect(page.get_by_role("button", name="support: Hearing")).to_have_attribute("aria-pressed", "true")

    page = open_page(home, facilitator, java_script_enabled=False, caused=REFUSED)
    decline_is_refused_without_a_reason(page)
    page.goto(page.url.split("/topics/")[0] + home)
    accept(page)
    page.get_by_role("button", name="Move up: Hearing").click()
    expect(page.locator(".topics[data-lane=learn] h4")).to_have_text([TITLE, "Alpha"])


@pytest.mark.parametrize(("width", "theme"), [(1280, "dark"), (390, "light"), (320, "light")])
def test_the_pages_are_accessible_and_fit(open_page, faults, width: int, theme: str):
    community = CommunityFactory()
    facilitator = facilitator_of(community, language="es")
    luis, *_others = (member_of(community) for _number in range(5))
    a_topic(community, by=luis)
    near = a_topic(community, by=luis, title="One start-up checklist for all the stations")
    quiet = a_quiet_topic(community, by=luis, title="We skip the lock-out", horizon="capability")
    (done,) = accepted(community, "Alpha" * 12, by=facilitator)
    home = f"/topics/in/{community.slug}/"
    paths = [
        home,
        f"{home}suggest/",
        f"{home}suggest-quietly/",
        f"{home}agenda/learn/",
        f"{home}set-aside/hidden/",
        quiet.get_absolute_url(),
        done.get_absolute_url(),
        *(f"/topics/{near.pk}/{name}/" for name in ("decline", "park", "merge", "hide")),
        *(f"/pathways/topics/{done.pk}/{way}/" for way in ("discuss", "meet", "add-task", "decide", "write", "trail")),
    ]
    assert {path: faults(open_page(path, facilitator, width, theme)) for path in paths} == {path: [] for path in paths}

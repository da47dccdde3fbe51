"""Every part of the interface in a real browser: seen by axe, used by keyboard."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Route, expect

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
ADDRESS = "/_/components/"
BEGINNING = "I paired them for the first ten minutes, then swapped. **It helped**."


@pytest.fixture(autouse=True)
def _for_builders(settings: Any) -> None:
    settings.DEMO = True


@pytest.mark.parametrize(("width", "theme"), [(1280, "light"), (390, "dark"), (320, "light")])
def test_every_part_is_accessible_and_fits(open_page, faults, width: int, theme: str):
    assert faults(open_page(ADDRESS, width=width, theme=theme)) == []


def test_an_open_dialog_and_an_open_menu_are_accessible_and_give_the_focus_back(open_page, faults):
    page = open_page(ADDRESS)
    button = page.get_by_role("button", name="Open the dialog")
    button.click()
    assert faults(page) == []
    page.keyboard.press("Escape")
    expect(button).to_be_focused()

    page.locator("#example-menu-2-button").click()
    assert faults(page) == []
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowDown")
    expect(page.locator("#example-menu-2 button").nth(1)).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("#example-menu-2")).not_to_be_visible()


def test_shortcuts_format_the_text(open_page):
    page = open_page(ADDRESS)
    area = page.locator("#example-text")
    area.fill("")
    area.press("Control+b")
    page.keyboard.type("bold")
    expect(area).to_have_value("**bold**")
    area.press("Control+a")
    page.get_by_role("button", name="Quote").click()
    expect(area).to_have_value("> **bold**")


def test_the_toolbar_is_one_stop_with_arrow_keys_inside(open_page):
    page = open_page(ADDRESS)
    page.get_by_role("button", name="Bold").focus()
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("button", name="Italic")).to_be_focused()
    page.keyboard.press("End")
    expect(page.get_by_role("button", name="Attach a file")).to_be_focused()


def test_people_are_offered_while_a_mention_is_typed(open_page, faults):
    page = open_page(ADDRESS)
    area = page.locator("#example-text")
    area.fill("")
    area.press_sequentially("cc @sof")
    expect(page.locator(".mention-pop [role=option]")).to_have_count(1)
    assert faults(page) == []
    page.keyboard.press("Enter")
    expect(area).to_have_value("cc @sofia-almada ")


def test_a_file_becomes_a_link_in_the_text(open_page):
    page = open_page(ADDRESS)
    page.route("**/upload/", answer({"markdown": "[log.txt](/files/1/)", "id": 1}, 201))
    page.locator("#example-text").fill("See ")
    page.set_input_files("[data-composer-file]", {"name": "log.txt", "mimeType": "text/plain", "buffer": b"x"})
    expect(page.locator("#example-text")).to_have_value("See [log.txt](/files/1/)")


def test_the_preview_is_the_servers(open_page):
    page = open_page(ADDRESS)
    page.get_by_role("button", name="Preview").click()
    expect(page.locator(".composer-preview strong")).to_have_text("It helped")
    page.get_by_role("button", name="Write").click()
    expect(page.locator("#example-text")).to_be_focused()


def test_a_draft_survives_a_reload_and_can_be_thrown_away(open_page):
    page = open_page(ADDRESS)
    page.locator("#example-text").fill("Half a thought")
    expect(page.get_by_text("Draft saved")).to_be_visible()
    page.reload()
    expect(page.locator("#example-text")).to_have_value("Half a thought")
    page.get_by_role("button", name="Discard it").click()
    expect(page.locator("#example-text")).to_have_value(BEGINNING)


def test_a_draft_survives_a_post_that_was_not_taken(open_page):
    page = open_page(ADDRESS)
    page.locator("#example-text").fill("Half a thought")
    page.locator("#example-text").press("Control+Enter")
    page.wait_for_load_state("networkidle")
    page.goto(page.url)
    expect(page.locator("#example-text")).to_have_value("Half a thought")


def test_a_live_part_is_fetched_again_when_its_topic_changed(open_page):
    page = open_page("/_/offline/")
    part = '<ul data-live="x-1" data-live-url="/part/" data-live-mode="append" data-live-say="New reply"><li id="a" data-live-id="1">One</li></ul>'
    page.route(
        "**/_/components/",
        lambda route: route.fulfill(
            response=(one := route.fetch()),
            body=one.text().replace('<div class="sheet">', f'<div class="sheet">{part}'),
        ),
    )
    page.route("**/live/?topic=x-1", stream('event: changed\ndata: {"topic": "x-1", "event": 2}\n\n'))
    page.route(
        "**/part/?after=1",
        lambda route: route.fulfill(
            content_type="text/html", body='<li id="a">One</li><li id="b" data-live-id="2">Two</li>'
        ),
    )
    page.route("**/part/?after=2", lambda route: route.fulfill(status=204))
    page.goto(page.url.replace("offline", "components"))
    expect(page.locator("[data-live] li")).to_have_text(["One", "Two"])
    expect(page.locator("#live-status")).to_have_text("New reply")


def test_the_theme_changes_without_leaving_the_page(open_page):
    page = open_page(ADDRESS)
    page.locator(".rail").get_by_role("button", name="Theme: follow the system").click()
    expect(page.locator("html")).to_have_attribute("data-theme", "light")
    expect(page.locator(".rail").get_by_role("button", name="Theme: light")).to_be_visible()


def test_without_scripts_the_composer_is_a_textarea_and_menus_open(open_page):
    page = open_page(ADDRESS, java_script_enabled=False)
    expect(page.locator("#example-text")).to_be_editable()
    expect(page.get_by_role("toolbar")).to_have_count(0)
    page.locator("#example-menu-2-button").click()
    expect(page.locator("#example-menu-2")).to_be_visible()


def test_being_offline_is_said(open_page):
    page = open_page(ADDRESS)
    expect(page.locator("#offline")).to_be_hidden()
    page.context.set_offline(True)
    expect(page.locator("#offline")).to_be_visible()
    page.context.set_offline(False)


def answer(content: dict[str, object], status: int = 200) -> Callable[[Route], None]:
    return lambda route: route.fulfill(status=status, json=content)


def stream(text: str) -> Callable[[Route], None]:
    return lambda route: route.fulfill(content_type="text/event-stream", body=text)

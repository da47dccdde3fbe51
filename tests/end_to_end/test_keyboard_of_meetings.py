"""What is done most is done without a mouse: only Tab, Enter, Space, Escape and arrows are pressed here."""

import re
from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Locator, Page, expect

from practica.library.models import Asset
from practica.meetings.models import Occurrence
from practica.meetings.tests.factories import CommunityFactory, core_of, meeting, member_of, timing
from practica.organisation.models import Organisation

FARTHEST = 120
HAS_FOCUS = "element => element === document.activeElement"
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def _founded(db: Any) -> None:
    Organisation.objects.get_or_create(pk=1, defaults={"name": "Litoral Water", "languages": ["en"]})


def reach(page: Page, wanted: Locator, key: str = "Tab") -> None:
    """Goes on until it has the focus, and the focus can be seen."""
    expect(wanted).to_be_visible()
    for _ in range(FARTHEST):
        if wanted.evaluate(HAS_FOCUS):
            assert wanted.evaluate("element => element.matches(':focus-visible')")
            return
        page.keyboard.press(key)
    raise AssertionError(f"{wanted} is not reached by {key}")


def fill(page: Page, label: str, text: str) -> None:
    reach(page, page.get_by_label(re.compile(f"^{label}( optional)?$")))
    page.keyboard.type(text)


def press(page: Page, role: Any, name: str) -> None:
    reach(page, page.get_by_role(role, name=name, exact=True))
    page.keyboard.press("Enter")


def typed(day: date) -> str:
    return f"{day:%m%d%Y}"


def test_a_series_is_planned_answered_and_one_of_its_meetings_moved(open_page):
    community = CommunityFactory()
    core, ana = core_of(community), member_of(community)
    day = timezone.now().date() + timedelta(days=3)
    page = open_page(f"/meetings/in/{community.slug}/", core)
    reach(page, page.get_by_role("link", name="Plan a meeting"))
    page.keyboard.press("Enter")
    fill(page, "Title", "Bearing club")
    fill(page, "Day", typed(day))
    fill(page, "Hour", "1000AM")
    reach(page, page.get_by_role("radio", name="Once"))
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("radio", name="By the week")).to_be_checked()
    expect(page.locator("#rule-words")).to_contain_text("Every")
    press(page, "button", "Plan it")
    expect(page.get_by_role("heading", level=1)).to_have_text("Bearing club")

    first = Occurrence.objects.upcoming().first()
    page = open_page(first.get_absolute_url(), ana)
    reach(page, page.get_by_role("radio", name="Going"))
    with page.expect_response("**/answer/"):
        page.keyboard.press("Space")
    expect(page.locator("#answer")).to_contain_text("1 going")
    expect(page.get_by_role("radio", name="Going")).to_be_focused()

    page = open_page("/meetings/?view=list", ana)
    reach(page, page.get_by_role("group", name="Answer: Bearing club").get_by_role("button", name="Maybe").first)
    page.keyboard.press("Enter")
    expect(page.locator(".meet .state", has_text="Maybe")).to_be_focused()

    page = open_page(first.get_absolute_url(), core)
    press(page, "button", "Change")
    press(page, "link", "Move it to another time")
    fill(page, "Hour", "0430PM")
    press(page, "button", "Move it")
    expect(page.get_by_text("Moved, was")).to_be_visible()
    assert Occurrence.objects.get(pk=first.pk).starts_at == first.starts_at + timedelta(hours=6, minutes=30)


def test_a_file_is_added_changed_and_shared(open_page):
    community = CommunityFactory()
    page = open_page(f"/library/in/{community.slug}/", member_of(community))
    reach(page, page.get_by_role("link", name="Add to the library").first)
    page.keyboard.press("Enter")
    reach(page, page.get_by_role("link", name="Document"))
    page.keyboard.press("Enter")
    fill(page, "Title", "Starting a pump")
    fill(page, "In plain words", "How to wake it up.")
    reach(page, page.locator("[name=uploads]"))
    with page.expect_file_chooser() as choosing:
        page.keyboard.press("Enter")
    choosing.value.set_files({"name": "steps.txt", "mimeType": "text/plain", "buffer": b"Open the suction valve."})
    press(page, "button", "Put it in the library")
    expect(page.get_by_role("heading", level=1)).to_have_text("Starting a pump")

    press(page, "link", "Change")
    reach(page, page.get_by_role("textbox", name="Text"))
    page.keyboard.type("Slowly.")
    # Out of the text, past what is around it: Tab must not be caught there.
    fill(page, "What changed", "By hand")
    press(page, "button", "Save a new version")
    expect(page.get_by_text("Version 2")).to_be_visible()
    press(page, "button", "Share with the organisation")
    expect(page.get_by_text("Whole organisation", exact=True)).to_be_visible()

    asset = Asset.objects.get()
    assert (asset.version, asset.source.strip(), asset.is_shared) == (2, "Slowly.", True)


def test_arrows_go_from_day_to_day_and_page_keys_from_month_to_month(open_page):
    community = CommunityFactory()
    core = core_of(community)
    for day in (date(2030, 1, 8), date(2030, 1, 10)):
        meeting(community, by=core, when=timing(first_on=day, zone="UTC"), title=f"Round {day.day}")
    page = open_page("/meetings/?month=2030-01", core)
    reach(page, page.get_by_role("link", name="8 January, 1 meeting"))

    page.keyboard.press("ArrowRight")
    expect(page.locator(".dn", has_text="9").first).to_be_focused()
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("link", name="10 January, 1 meeting")).to_be_focused()
    page.keyboard.press("PageDown")
    expect(page.get_by_role("heading", level=1)).to_have_text("February 2030")
    expect(page.locator("td:not(.out) .dn").first).to_be_focused()
    page.keyboard.press("PageUp")
    expect(page.get_by_role("heading", level=1)).to_have_text("January 2030")

    page = open_page("/meetings/?view=week&week=2030-01-08", core)
    reach(page, page.get_by_role("link", name="Round 8"))
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("link", name="Round 10")).to_be_focused()

"""An agenda is opened, ordered by keyboard and by dragging, published short with a reason, and read by a member."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from practica.meetings.actions import add_item
from practica.meetings.tests.factories import (
    CommunityFactory,
    capability,
    core_of,
    member_of,
    opened,
    point,
    series,
    timing,
    titles,
    weekly,
)
from practica.organisation.models import Organisation

WIDE, PHONE, NARROWEST = 1280, 390, 320
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def _founded(db: Any) -> None:
    Organisation.objects.get_or_create(pk=1, defaults={"name": "Litoral Water"})


def in_days(days: int) -> Any:
    return timing(first_on=(timezone.now() + timedelta(days=days)).date())


def shown(page: Page) -> list[str]:
    return page.locator(".agenda .item h3").all_inner_texts()


@pytest.mark.parametrize("width", [WIDE, PHONE])
def test_from_the_template_to_a_published_agenda(open_page, width: int) -> None:
    community = CommunityFactory()
    core = core_of(community)
    kept = weekly(first_on=(timezone.now() + timedelta(days=3)).date())
    repeated = series(community, by=core, when=kept)
    add_item(repeated, point("Check-in", 5), by=core)
    one = repeated.occurrences.order_by("starts_at").first()
    page = open_page(one.get_absolute_url(), core, width)
    page.get_by_role("button", name="Open the agenda").click()
    expect(page.locator(".agenda .item")).to_have_count(1)
    for title in ("Bearings", "Seals"):
        page.get_by_label("What is it about?").fill(title)
        page.get_by_role("button", name="Add it", exact=True).click()
        expect(page.get_by_role("link", name=title, exact=True)).to_be_visible()
    page.get_by_label("Minutes for Seals").fill("12")
    page.get_by_label("Minutes for Seals").blur()
    expect(page.locator(".sum")).to_contain_text("27 of 60 min")
    page.get_by_role("button", name="Move up: Seals").click()
    expect(page.locator(".agenda .item h3")).to_have_text(["Check-in", "Seals", "Bearings"])
    page.get_by_role("button", name="Publish the agenda").click()
    page.get_by_label("Why does it go out without the whole slot?").fill("The pump stands still.")
    page.get_by_role("button", name="Publish all the same").click()

    expect(page.get_by_text("The pump stands still.")).to_be_visible()
    reader = open_page(one.get_absolute_url(), member_of(community), width)
    assert shown(reader) == ["Check-in", "Seals", "Bearings"]


def test_items_are_ordered_by_the_handle_with_the_keyboard_and_with_the_mouse(open_page) -> None:
    one = opened(None, point("A"), point("B"), point("C"), when=in_days(3))
    page = open_page(f"/meetings/{one.pk}/agenda/", one.series.created_by, WIDE)
    grip = page.get_by_role("button", name="Move number 3, C.")
    grip.focus()
    for key in ("Space", "ArrowUp", "ArrowUp"):
        page.keyboard.press(key)
    assert (shown(page), titles(one)) == (["C", "A", "B"], ["A", "B", "C"])
    page.keyboard.press("Escape")
    assert shown(page) == ["A", "B", "C"]
    for key in ("Space", "ArrowUp", "ArrowUp", "Space"):
        page.keyboard.press(key)
    expect(page.get_by_text("“C” is number 1 now")).to_be_attached()
    assert titles(one) == ["C", "A", "B"]
    assert page.evaluate("document.activeElement.id").startswith("grip-")

    page.locator(".item", has_text="B").drag_to(page.locator(".item", has_text="C"), target_position={"x": 60, "y": 4})
    expect(page.get_by_text("“B” is number 1 now")).to_be_attached()
    assert titles(one) == ["B", "C", "A"]


@pytest.mark.parametrize(("width", "theme"), [(WIDE, "light"), (PHONE, "dark"), (NARROWEST, "light")])
def test_the_pages_of_an_agenda_have_no_faults(open_page, faults, width: int, theme: str) -> None:
    one = opened(None, point("A", note="Bring **it**."), capability(minutes=5), when=in_days(3))
    core, item = one.series.created_by, one.items.first()
    paths = [
        one.get_absolute_url(),
        f"/meetings/{one.pk}/agenda/",
        f"/meetings/{one.pk}/agenda/publish/",
        f"/meetings/{one.pk}/propose/",
        f"/meetings/{one.pk}/roles/",
        f"/meetings/series/{one.series_id}/template/",
        f"/meetings/items/{item.pk}/",
    ]
    assert {path: faults(open_page(path, core, width, theme)) for path in paths} == {path: [] for path in paths}

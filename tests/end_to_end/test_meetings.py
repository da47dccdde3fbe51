"""A series is planned, answered, followed by another calendar; one of its meetings moves, and the calendar follows."""

from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.request import urlopen

import pytest
import recurring_ical_events
from django.utils import timezone
from icalendar import Calendar
from playwright.sync_api import Page, expect

from practica.meetings.models import Occurrence
from practica.meetings.tests.factories import CHATHAM, CommunityFactory, core_of, meeting, member_of, series, timing
from practica.organisation.models import Organisation

NARROWEST = 320
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def _founded(db: Any) -> None:
    Organisation.objects.get_or_create(pk=1, defaults={"name": "Litoral Water"})


def in_days(days: int) -> str:
    return (timezone.now() + timedelta(days=days)).date().isoformat()


def seen_by_another_program(address: str) -> list[tuple[datetime, str]]:
    with urlopen(address) as answered:
        calendar = Calendar.from_ical(answered.read())
    start, end = timezone.now(), timezone.now() + timedelta(days=60)
    found = recurring_ical_events.of(calendar).between(start, end)
    return sorted((event.start.astimezone(UTC), str(event["SUMMARY"])) for event in found)


def known() -> list[tuple[datetime, str]]:
    rows = Occurrence.objects.standing().upcoming().filter(starts_at__lt=timezone.now() + timedelta(days=60))
    return [(row.starts_at, row.title) for row in rows]


def plan_a_series(page: Page) -> None:
    page.get_by_label("Title").fill("Bearing club")
    page.get_by_label("Day", exact=True).fill(in_days(3))
    page.get_by_label("Hour").fill("10:00")
    page.get_by_label("Time zone").select_option("Europe/Madrid")
    page.get_by_label("By the week").check()
    expect(page.locator("#rule-words")).to_contain_text("Every")
    page.get_by_role("button", name="Plan it").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Bearing club")


def make_an_address(page: Page) -> str:
    page.get_by_role("button", name="Make an address").click()
    address = page.get_by_label("iCal address, read only").input_value()
    assert "/meetings/feed/" in address
    return address


@pytest.mark.parametrize("width", [1280, 390])
def test_series_answer_feed_and_a_move_that_the_feed_follows(open_page, faults, width: int):
    community = CommunityFactory()
    core, ana = core_of(community), member_of(community)
    plan_a_series(open_page(f"/meetings/in/{community.slug}/new/", core, width))

    page = open_page(f"/meetings/in/{community.slug}/", ana, width)
    page.get_by_role("button", name="Going").first.click()
    expect(page.locator(".meet .state.ok").first).to_contain_text("Going")
    page = open_page("/meetings/subscribe/", ana, width)
    address = make_an_address(page)
    assert faults(page) == []
    assert seen_by_another_program(address) == known()

    first = Occurrence.objects.upcoming().first()
    page = open_page(f"/meetings/{first.pk}/move/", core, width)
    page.get_by_label("Hour").fill("16:30")
    page.get_by_role("button", name="Move it").click()
    expect(page.get_by_text("Moved, was")).to_be_visible()

    assert Occurrence.objects.get(pk=first.pk).starts_at == first.starts_at + timedelta(hours=6, minutes=30)
    assert seen_by_another_program(address) == known()


def test_the_four_answers_are_chosen_by_keyboard(open_page):
    one = meeting(when=timing(first_on=timezone.now().date() + timedelta(days=3)))
    page = open_page(one.get_absolute_url(), member_of(one.community))
    page.get_by_role("radio", name="Going").focus()
    with page.expect_response("**/answer/"):
        page.keyboard.press("ArrowRight")
    expect(page.locator("#answer")).to_contain_text("1 maybe")


def test_everything_works_without_javascript(open_page):
    community = CommunityFactory()
    core, ana = core_of(community), member_of(community)
    page = open_page(f"/meetings/in/{community.slug}/new/", core, java_script_enabled=False)
    page.get_by_label("Title").fill("Bearing club")
    page.get_by_label("Day", exact=True).fill(in_days(3))
    page.get_by_label("Hour").fill("10:00")
    page.get_by_role("button", name="Plan it").click()
    one = Occurrence.objects.get()

    page = open_page(one.get_absolute_url(), ana, java_script_enabled=False)
    page.locator("label", has_text="In writing").click()
    page.get_by_role("button", name="Send my answer").click()
    page.get_by_label("Your view").fill("Keep the prime wait.")
    page.get_by_role("button", name="Leave it").click()

    expect(page.get_by_text("Keep the prime wait.")).to_be_visible()
    assert [answer.choice for answer in one.answers.all()] == ["writing"]


@pytest.mark.parametrize(("width", "theme"), [(1280, "light"), (390, "dark"), (320, "light")])
def test_the_pages_are_accessible_and_fit(open_page, faults, width: int, theme: str):
    community = CommunityFactory()
    core = core_of(community, language="es")
    day = timezone.now().date()
    one = series(community, by=core, when=timing(first_on=day - timedelta(days=7), rule="FREQ=WEEKLY"))
    quiet = meeting(community, by=core, confidentiality=CHATHAM, when=timing(first_on=day + timedelta(days=1)))
    over = one.occurrences.past().first()
    paths = [
        "/meetings/",
        "/meetings/?view=list",
        "/meetings/?view=week",
        "/meetings/new/",
        "/meetings/reminders/",
        f"/meetings/in/{community.slug}/",
        f"/meetings/in/{community.slug}/new/",
        f"/meetings/in/{community.slug}/import/",
        one.get_absolute_url(),
        quiet.get_absolute_url(),
        over.get_absolute_url(),
        f"/meetings/{over.pk}/attendance/",
        f"/meetings/{quiet.pk}/change-from/",
        f"/meetings/{quiet.pk}/agenda/",
        f"/meetings/{quiet.pk}/cancel/",
    ]
    # The narrowest window is the strictest; the others look at the pages that are drawn differently there.
    paths = paths if width == NARROWEST else [paths[0], paths[2], paths[5], quiet.get_absolute_url()]
    assert {path: faults(open_page(path, core, width, theme)) for path in paths} == {path: [] for path in paths}

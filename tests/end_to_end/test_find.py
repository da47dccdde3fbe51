"""Search, the palette and the inbox in a real browser, by mouse, by keyboard, and without JavaScript."""

import re

import pytest
from playwright.sync_api import expect

from practica.communities.tests.factories import CommunityFactory, MembershipFactory
from practica.events.actions import record
from practica.notices import registry
from practica.notices.actions import tell
from practica.organisation.models import Organisation
from practica.people.tests.factories import PersonFactory
from practica.search.actions import index

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def reader():
    Organisation.objects.create(pk=1, name="Litoral Water", languages=["en"])
    community = CommunityFactory(name="Pump reliability", domain="keeping vacuum pumps running")
    index(community)
    return MembershipFactory(community=community, person__name="Lucía Benítez").person


@pytest.fixture
def card(reader, monkeypatch):
    monkeypatch.setattr(registry, "_tellings", {})
    registry.declare("tests.praised", words="{who} praised it", recipients=lambda _event, _thing: [reader])
    community = reader.memberships.get().community
    tell(record("tests.praised", by=PersonFactory(name="Diego Sosa"), target=community, community=community))


@pytest.mark.parametrize(("width", "theme"), [(1280, "light"), (390, "dark")])
def test_what_was_written_is_found(open_page, faults, reader, width, theme):
    page = open_page("/search/", reader, width=width, theme=theme)
    assert faults(page) == []

    page.locator("#search-box").fill("vacuum")
    page.keyboard.press("Enter")
    expect(page.locator("mark").first).to_have_text("vacuum")
    assert faults(page) == []

    page.get_by_role("link", name="Pump reliability").last.click()
    expect(page.get_by_role("heading", name="Pump reliability", level=1)).to_be_visible()


def test_the_palette_leads_there_by_keyboard_alone(open_page, reader):
    page = open_page("/search/", reader)
    page.keyboard.press("Control+k")
    page.keyboard.type("pump")
    expect(page.locator("#palette [aria-selected=true]")).to_contain_text("Pump reliability")

    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Pump reliability", level=1)).to_be_visible()


def test_who_types_faster_than_the_palette_answers_gets_the_page_of_results(open_page, reader):
    page = open_page("/search/", reader)
    page.keyboard.press("Control+k")
    expect(page.locator("#palette [aria-selected=true]")).to_contain_text("Home")
    page.keyboard.type("vacuum")
    page.keyboard.press("Enter")

    expect(page).to_have_url(re.compile(r"/search/\?q=vacuum$"))
    expect(page.locator("mark").first).to_have_text("vacuum")


def test_escape_leaves_the_palette_at_once(open_page, reader):
    page = open_page("/search/", reader)
    page.locator("[data-open-palette]:visible").first.focus()
    page.keyboard.press("Enter")
    page.keyboard.type("pump")
    page.keyboard.press("Escape")

    expect(page.locator("#palette")).to_be_hidden()
    expect(page.locator("[data-open-palette]:focus")).to_have_count(1)


@pytest.mark.usefixtures("card")
@pytest.mark.parametrize(("width", "theme"), [(1280, "light"), (390, "dark")])
def test_what_waits_is_dealt_with_and_brought_back(open_page, faults, reader, width, theme):
    page = open_page("/inbox/", reader, width=width, theme=theme)
    assert faults(page) == []

    page.get_by_role("button", name="Done: Pump reliability").click()
    expect(page.get_by_text("Nothing waits", exact=True)).to_be_visible()
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_text("Diego Sosa praised it")).to_be_visible()


def test_the_inbox_goes_by_letters(open_page, reader, card):
    page = open_page("/inbox/", reader)
    page.keyboard.press("j")
    page.keyboard.press("e")

    expect(page.get_by_text("Nothing waits", exact=True)).to_be_visible()


def test_all_of_it_works_without_javascript(open_page, reader, card):
    page = open_page("/search/?q=vacuum", reader, java_script_enabled=False)
    expect(page.locator("mark").first).to_have_text("vacuum")

    page.goto(page.url.split("/search/")[0] + "/inbox/")
    page.get_by_role("button", name="Mute: Pump reliability").click()
    expect(page.get_by_text("Nothing waits", exact=True)).to_be_visible()

"""Dates are asked for, answered and settled in the browser: wide, narrow and dark, and without JavaScript."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from practica.communities.tests.factories import CommunityFactory, FacilitatorFactory, MembershipFactory
from practica.meetings.actions import Dates, answer_dates, ask_for_dates
from practica.meetings.models import DatePoll, Details, Occurrence
from practica.organisation.models import Organisation

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
LOOKS = [
    {"width": 1280, "theme": "light"},
    {"width": 390, "theme": "dark"},
    {"width": 1280, "theme": "light", "java_script_enabled": False},
]


@pytest.fixture
def cast():
    Organisation.objects.create(pk=1, name="Litoral Water", languages=["en", "es"])
    community = CommunityFactory(name="Pump reliability", slug="pump-reliability")
    facilitator = FacilitatorFactory(community=community, person__name="Sofía Almada").person
    zones = {"Diego Sosa": "America/Argentina/Buenos_Aires", "Ursula Brandt": "Europe/Berlin"}
    members = [
        MembershipFactory(community=community, person__name=name, person__time_zone=zone).person
        for name, zone in zones.items()
    ]
    return facilitator, *members


@pytest.mark.parametrize("look", LOOKS)
def test_a_date_is_found(open_page, faults, cast, look):
    facilitator, diego, ursula = cast
    found = faults if look.get("java_script_enabled", True) else lambda _page: []

    page = open_page("/meetings/in/pump-reliability/", facilitator, **look)
    page.get_by_role("link", name="Find a date").click()
    page.get_by_label("Title").fill("Seal clinic")
    page.get_by_label("Length in minutes").fill("90")
    page.get_by_role("button", name="Look again").click()
    expect(page.get_by_label("Title")).to_have_value("Seal clinic")
    boxes = page.locator("#suggestions input[type=checkbox]")
    for number in range(3):
        boxes.nth(number + 3).check()
    assert found(page) == []
    page.get_by_role("button", name="Ask which dates suit").click()
    expect(page.get_by_role("heading", name="Seal clinic", level=1)).to_be_visible()
    poll = DatePoll.objects.get()
    first, second, _third = poll.options.all()

    answering = open_page(poll.get_absolute_url(), diego, **look)
    for option, fit in ((first, "need"), (second, "yes")):
        answering.locator(f"#date-{option.pk}-{fit}").check(force=True)
    answering.get_by_label("A word to the others").fill("After lunch, please.")
    answering.get_by_role("button", name="Save my answer").click()
    expect(answering.get_by_text("Your answer is saved.").first).to_be_visible()
    assert found(answering) == []
    answer_dates(poll, {second.pk: "yes"}, by=ursula)

    page.reload()
    page.wait_for_load_state("networkidle")
    expect(page.get_by_text("After lunch, please.")).to_be_visible()
    expect(page.get_by_role("row", name="Can come")).to_contain_text("2")
    assert found(page) == []
    page.get_by_role("link", name="Settle on this date").click()
    assert found(page) == []
    page.get_by_role("button", name="Settle on this date").click()
    expect(page.get_by_role("heading", name="Seal clinic", level=1)).to_be_visible()
    meeting = Occurrence.objects.get()
    assert meeting.starts_at == second.starts_at
    assert {row.person: row.choice for row in meeting.answers.select_related("person")} == {diego: "yes", ursula: "yes"}
    page.goto(page.url.replace(meeting.get_absolute_url(), poll.get_absolute_url()))
    expect(page.get_by_text("Sofía settled on this date.")).to_be_visible()
    assert found(page) == []


def test_dates_are_answered_by_keyboard_and_saved_as_one_goes(open_page, cast):
    facilitator, diego, _ursula = cast
    start = timezone.now().replace(minute=0, second=0, microsecond=0) + timedelta(days=9)
    poll = two_dates(facilitator, start)
    first, second = poll.options.all()

    page = open_page(poll.get_absolute_url(), diego)
    page.locator(f"#date-{first.pk}-yes").focus()
    page.keyboard.press("Space")
    expect(page.locator("#dates-saved")).to_contain_text("Your answer is saved.")
    expect(page.locator(f"#date-{first.pk}-yes")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.locator(f"#date-{second.pk}-yes")).to_be_focused()
    page.keyboard.press("Space")
    page.keyboard.press("ArrowRight")
    expect(page.locator(f"#date-{second.pk}-need")).to_be_checked()
    expect(page.get_by_role("row", name="Can come")).to_contain_text("+1 if need be")

    assert dict(poll.answers.get().marks.values_list("option", "fit")) == {first.pk: "yes", second.pk: "need"}


def test_an_open_page_shows_what_others_answer_and_keeps_what_one_types(open_page, cast):
    facilitator, diego, ursula = cast
    start = timezone.now().replace(minute=0, second=0, microsecond=0) + timedelta(days=9)
    poll = two_dates(facilitator, start)

    page = open_page(poll.get_absolute_url(), diego)
    page.get_by_label("A word to the others").type("Half a")
    answer_dates(poll, {poll.options.first().pk: "yes"}, by=ursula)
    # What the stream's message does: the parts of the page that show the topic are fetched again.
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")

    expect(page.get_by_role("row", name="Ursula").get_by_text("Yes")).to_be_attached()
    expect(page.get_by_label("A word to the others")).to_have_value("Half a")


def two_dates(facilitator, start):
    community = facilitator.memberships.get().community
    dates = Dates([start, start + timedelta(hours=3)], start - timedelta(days=3))
    return ask_for_dates(community, Details("Seal clinic"), dates, by=facilitator)

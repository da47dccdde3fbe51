"""What comes out of a meeting, in the browser: one tap, five forms, one press, and the page it leaves behind."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.utils import timezone
from playwright.sync_api import Page, expect

from practica.communities.tests.factories import CommunityFactory
from practica.meetings.actions import add_item, note_covered, note_present, open_agenda, take_up, write_outcome
from practica.meetings.models import Occurrence, Outcome
from practica.meetings.queries.agenda import items_of
from practica.meetings.tests.factories import a_decision, an_action, core_of, meeting, member_of, point, timing
from practica.organisation.models import Organisation
from practica.pathways.actions.outcomes import take_action
from practica.work.models import Task

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
AHEAD = timedelta(days=180)
# No server of the shared notes runs here.
NO_NOTES = ("WebSocket connection to",)


@pytest.fixture(autouse=True)
def _founded(db: Any) -> None:
    Organisation.objects.get_or_create(pk=1, defaults={"name": "Litoral Water"})


def in_progress(**fields: Any) -> Occurrence:
    """It began five minutes ago, and its first item is taken up."""
    began = timezone.now() - timedelta(minutes=5)
    when = timing(first_on=began.date(), at=began.time().replace(microsecond=0), zone="UTC", length=60)
    community = CommunityFactory()
    by = core_of(community, name="Sofía Almada")
    one = open_agenda(meeting(community, by=by, when=when, host=by, **fields), by=by)
    for title in ("Two seals in nine days", "Sensors"):
        add_item(one, point(title), by=by)
    take_up(items_of(one)[0], by=by)
    one.refresh_from_db()
    return one


def catch_up(page: Page) -> None:
    """What the stream of changes makes a page do, here where no stream runs."""
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")


def in_half_a_year() -> Any:
    return timezone.localdate() + AHEAD


@pytest.mark.parametrize("width", [1280, 390])
def test_one_says_so_and_another_takes_what_is_to_be_done(open_page, faults, width: int) -> None:
    one = in_progress()
    path = f"/meetings/{one.pk}/room/"
    ana, luis = member_of(one.community, name="Ana Ruiz"), member_of(one.community, name="Luis Sosa")
    hers, his = (open_page(path, person, width, caused=NO_NOTES) for person in (ana, luis))
    hers.get_by_role("button", name="I’m here").click()
    expect(hers.get_by_role("button", name="Ana Ruiz", exact=True)).to_have_attribute("aria-pressed", "true")
    hers.locator("summary", has_text="Action").click()
    hers.get_by_label("What is to be done").fill("Read the seal water")
    hers.locator("#catch-action").click()
    expect(hers.locator(".caught")).to_contain_text("Two seals in nine days")

    his.locator("summary", has_text="Topic").click()
    his.get_by_label("What should we take up?").fill("Seal water: what is eno")
    catch_up(his)
    his.locator(".caught button", has_text="I’ll take it").click()
    expect(his.locator(".caught")).to_contain_text("Luis Sosa")
    # What is being typed stays, whatever happens in the room.
    expect(his.get_by_label("What should we take up?")).to_have_value("Seal water: what is eno")
    catch_up(hers)
    expect(hers.locator(".caught")).to_contain_text("Luis Sosa")
    assert (faults(hers), faults(his)) == ([], [])
    assert [share.person for share in Task.objects.get().shares.all()] == [luis]


def test_a_decision_without_its_reasons_is_asked_again_where_one_stands(open_page, faults) -> None:
    one = in_progress()
    page = open_page(
        f"/meetings/{one.pk}/room/", member_of(one.community), caused=("Failed to load resource", *NO_NOTES)
    )
    page.locator("summary", has_text="Decision").click()
    page.get_by_label("We decide").fill("One checklist")
    page.get_by_label("Because").fill("   ")
    page.evaluate("document.querySelector('#id_decision_reasons').removeAttribute('required')")
    page.locator("#catch-decision").click()
    expect(page.locator("#id_decision_reasons")).to_have_attribute("aria-invalid", "true")
    expect(page.get_by_label("We decide")).to_have_value("One checklist")
    assert faults(page) == []
    page.get_by_label("Because").fill("Four are in use.")
    page.locator("#catch-decision").click()
    expect(page.locator(".caught")).to_contain_text("One checklist")
    decision = Outcome.objects.get()
    assert (decision.reasons, (decision.review_on - timezone.localdate()).days) == ("Four are in use.", 182)


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_afterwards_the_pages_have_no_faults(open_page, faults, width: int, theme: str) -> None:
    one = in_progress()
    by, ana = one.series.created_by, member_of(one.community)
    note_present(one, ana, by=ana)
    words = a_decision(review_on=in_half_a_year(), rejected="One sheet a pump", dissent="One waits")
    write_outcome(one, words, by=by)
    take_action(write_outcome(one, an_action("Read the gauge"), by=by), by=ana)
    write_outcome(one, an_action("Ask the seal maker what dry running looks like on the face"), by=by)
    with time_machine.travel(timezone.now() + timedelta(minutes=10)):
        note_covered(one, items_of(one), by=by)
    for path in ("", "minutes/"):
        page = open_page(f"/meetings/{one.pk}/{path}", by, width, theme)
        assert faults(page) == []
    page.get_by_role("button", name="Publish the minutes").click()
    expect(page.get_by_role("heading", name="What we decided")).to_be_visible()
    for path in ("decisions/", "minutes/"):
        assert faults(open_page(f"/meetings/series/{one.series_id}/{path}", by, width, theme)) == []


def test_without_scripts_the_same_is_done_page_by_page(open_page) -> None:
    one = in_progress()
    ana = member_of(one.community, name="Ana Ruiz")
    page = open_page(f"/meetings/{one.pk}/room/", ana, java_script_enabled=False)
    page.get_by_role("button", name="I’m here").click()
    expect(page.get_by_role("button", name="Ana Ruiz", exact=True)).to_be_visible()
    page.locator("summary", has_text="Action").click()
    page.get_by_label("What is to be done").fill("Read the seal water")
    page.locator("#catch-action").click()
    expect(page.locator(".caught")).to_contain_text("Read the seal water")
    page.locator(".caught button", has_text="I’ll take it").click()
    expect(page.get_by_text("1 taken, 0 open")).to_be_visible()

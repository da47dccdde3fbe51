"""Three people in one room: the clock that each of them sees and moves, and the dots that put their topics in order."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from practica.meetings.actions import give_dot, open_agenda, propose_item, set_share, take_up, use_format
from practica.meetings.models import Occurrence
from practica.meetings.queries.agenda import items_of
from practica.meetings.tests.factories import CommunityFactory, core_of, meeting, member_of, point, timing, titles
from practica.organisation.models import Organisation
from practica.people.tests.factories import ProgrammeManagerFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def _founded(db: Any) -> None:
    Organisation.objects.get_or_create(pk=1, defaults={"name": "Litoral Water"})


def in_progress(script: str) -> Occurrence:
    """It began five minutes ago and lasts three hours."""
    began = timezone.now() - timedelta(minutes=5)
    when = timing(first_on=began.date(), at=began.time().replace(microsecond=0), zone="UTC", length=180)
    one = meeting(when=when)
    by = one.series.created_by
    set_share(one.series, 0, by=by)
    use_format(open_agenda(one, by=by), script, by=by)
    one.refresh_from_db()
    return one


def catch_up(page: Page) -> None:
    """What the stream of changes makes a page do, here where no stream runs."""
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")


@pytest.mark.parametrize("width", [1280, 390])
def test_everyone_sees_and_moves_the_same_clock(open_page, width: int) -> None:
    one = in_progress("peer-assist")
    path = f"/meetings/{one.pk}/room/"
    host, member = open_page(path, one.series.created_by, width), open_page(path, member_of(one.community), width)
    expect(member.get_by_text("Nothing has been taken up yet.")).to_be_visible()
    host.get_by_role("button", name="Take it up").click()
    expect(host.get_by_role("heading", name="Context")).to_be_visible()
    catch_up(member)
    expect(member.get_by_role("heading", name="Context")).to_be_visible()
    expect(member.get_by_role("timer")).to_contain_text("9:5")
    member.get_by_role("button", name="Next step").click()
    expect(member.get_by_text("Step 2 of 6")).to_be_visible()
    member.get_by_role("button", name="Pause").click()
    expect(member.get_by_role("button", name="Go on")).to_be_visible()
    catch_up(host)
    expect(host.get_by_text("Step 2 of 6")).to_be_visible()
    expect(host.get_by_text("Paused by")).to_be_visible()
    stopped = host.get_by_role("timer").inner_text()
    host.wait_for_timeout(1200)
    assert host.get_by_role("timer").inner_text() == stopped


def test_three_people_order_topics_by_their_dots(open_page) -> None:
    one = in_progress("lean-coffee")
    by = one.series.created_by
    take_up(items_of(one)[0], by=by)
    for title in ("Cold starts", "Grease"):
        propose_item(one, point(title, 8), by=by)
    people = [by, member_of(one.community), member_of(one.community)]
    pages = [open_page(f"/meetings/{one.pk}/room/", person, 1280) for person in people]
    pages[0].locator(".proposals li", has_text="Cold starts").get_by_role("button").click()
    for page in pages[1:]:
        page.locator(".proposals li", has_text="Grease").get_by_role("button").click()
        expect(page.get_by_text("2 of your dots left")).to_be_visible()
    catch_up(pages[0])
    expect(pages[0].locator(".proposals li").first).to_contain_text("2 dots")
    assert pages[0].locator(".proposals li b").all_inner_texts() == ["Grease", "Cold starts"]
    pages[0].get_by_role("button", name="Put them on the agenda by their dots").click()
    expect(pages[0].locator(".room-agenda li")).to_have_count(3)

    assert titles(one)[1:] == ["Grease", "Cold starts"]


@pytest.mark.parametrize(("width", "theme"), [(1280, "light"), (390, "dark"), (320, "light")])
def test_the_room_and_the_formats_have_no_faults(open_page, faults, width: int, theme: str) -> None:
    one = in_progress("lean-coffee")
    by = one.series.created_by
    take_up(items_of(one)[0], by=by)
    give_dot(propose_item(one, point("Cold starts", 8), by=by), by=by)
    manager = ProgrammeManagerFactory()
    core = core_of(CommunityFactory())
    found = {
        "room": faults(open_page(f"/meetings/{one.pk}/room/", by, width, theme)),
        "formats": faults(open_page("/meetings/formats/", core, width, theme)),
        "new": faults(open_page("/meetings/formats/new/", manager, width, theme)),
    }
    assert found == {"room": [], "formats": [], "new": []}

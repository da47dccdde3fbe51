"""A calendar with much in it: from the month to a crowded day, to fewer communities, and through the pages of the list."""

from datetime import time, timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from practica.communities.tests.factories import CommunityFactory
from practica.meetings.tests.factories import OPEN, core_of, series, timing
from practica.organisation.models import Organisation
from practica.people.tests.factories import PersonFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize(("width", "theme"), [(1280, "light"), (390, "dark")])
def test_a_crowded_month_is_looked_through(open_page, faults, width, theme):
    Organisation.objects.create(pk=1, name="Litoral Water", languages=["en", "es"])
    next_month = (timezone.localdate().replace(day=1) + timedelta(days=32)).replace(day=1)
    for name in ("Pumps", "Valves", "Leaks"):
        community = CommunityFactory(name=name)
        by = core_of(community)
        for hour in (9, 12, 15):
            when = timing(next_month, time(hour), "UTC", rule="FREQ=DAILY", count=21)
            series(community, by=by, when=when, title=f"{name} at {hour}", confidentiality=OPEN)

    page = open_page(f"/meetings/?whose=organisation&month={next_month:%Y-%m}", PersonFactory(), width, theme)
    assert faults(page) == []
    if width > 1000:
        page.get_by_role("link", name="+7 more").first.click()
        expect(page.locator(".meet")).to_have_count(9)
        page.get_by_role("link", name="The whole month").click()
    else:
        page.get_by_role("link", name="List", exact=True).click()
    page.get_by_role("link", name="Later days").click()
    expect(page.get_by_text("Page 2 of 4")).to_be_visible()
    assert faults(page) == []
    page.get_by_text("All communities").click()
    page.get_by_role("checkbox", name="Valves").check()
    assert faults(page) == []
    page.get_by_role("button", name="Show these").click()
    expect(page.locator(".meet").filter(has_text="Pumps")).to_have_count(0)
    expect(page.locator(".meet").filter(has_text="Valves").first).to_be_visible()
    page.get_by_role("link", name="Show all").click()
    expect(page.get_by_text("All communities")).to_be_visible()

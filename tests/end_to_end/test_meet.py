"""A series, an answer, a feed read by an independent library, one meeting moved, and the feed follows."""

from datetime import datetime, timedelta
from urllib.request import urlopen

import pytest
import recurring_ical_events
from django.utils import timezone
from icalendar import Calendar
from playwright.sync_api import expect

from practica.communities.tests.factories import CommunityFactory, FacilitatorFactory
from practica.meetings.models import Occurrence
from practica.organisation.models import Organisation

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def starts_in(address):
    with urlopen(address) as answer:
        calendar = Calendar.from_ical(answer.read())
    now = timezone.now()
    events = recurring_ical_events.of(calendar).between(now, now + timedelta(days=40))
    return sorted(event["DTSTART"].dt for event in events)


@pytest.mark.parametrize(("width", "theme"), [(1280, "light"), (390, "dark")])
def test_a_feed_follows_a_meeting_that_moves(open_page, faults, width, theme):
    Organisation.objects.create(pk=1, name="Litoral Water", languages=["en"])
    community = CommunityFactory(slug="pumps")
    host = FacilitatorFactory(community=community).person
    first = timezone.localdate() + timedelta(days=3)

    page = open_page("/meetings/in/pumps/new/", host, width=width, theme=theme)
    page.get_by_label("Title").fill("Case clinic")
    page.locator("[name=first_on]").fill(first.isoformat())
    page.locator("[name=at]").fill("10:00")
    page.locator("[name=repeats][value=weekly]").check(force=True)
    page.locator("form.meeting-form button.primary").click()
    expect(page.get_by_role("heading", name="Case clinic").first).to_be_visible()
    assert faults(page) == []

    meeting = Occurrence.objects.order_by("starts_at").first()
    page.goto(page.url.split("/meetings/")[0] + meeting.get_absolute_url())
    page.locator("[name=choice][value=yes]").first.check(force=True)
    expect(page.locator("[name=choice][value=yes]").first).to_be_checked()
    page.goto(page.url.split("/meetings/")[0] + "/meetings/subscribe/")
    page.locator("#new-feed").click()
    address = page.locator("input[id^=feed-]").first.input_value()
    before = starts_in(address)
    assert before[0] == meeting.starts_at

    moved = meeting.starts_at + timedelta(days=1, hours=2)
    page.goto(page.url.split("/meetings/")[0] + f"/meetings/{meeting.pk}/move/")
    page.locator("[name=first_on]").fill(moved.date().isoformat())
    page.locator("[name=at]").fill("12:00")
    page.locator("#move").click()
    page.wait_for_load_state("networkidle")

    after = starts_in(address)
    assert [type(start) for start in after] == [datetime] * len(before)
    assert (after[0], after[1:]) == (moved, before[1:])

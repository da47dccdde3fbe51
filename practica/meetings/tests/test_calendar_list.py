"""The calendar where there is much: its list by pages, a single day, and of which communities."""

import re
from datetime import date, time

import pytest
from django.urls import reverse

from practica.communities.models import Membership, Role
from practica.meetings.models import Occurrence
from practica.meetings.tests.factories import OPEN, CommunityFactory, PersonFactory, core_of, meeting, series, timing

pytestmark = pytest.mark.django_db
DAILY = "FREQ=DAILY"


@pytest.fixture
def crowded():
    """Two communities of nine open meetings a day; all of December has 558 of them."""
    communities = [CommunityFactory(name="Pumps"), CommunityFactory(name="Valves")]
    for community in communities:
        by = core_of(community)
        for hour in range(8, 17):
            when = timing(date(2026, 11, 24), time(hour), "UTC", rule=DAILY, ends_on=date(2026, 12, 31))
            series(community, by=by, when=when, title=f"{community.name} at {hour}", confidentiality=OPEN)
    return communities


def shown(client, query):
    response = client.get(f"{reverse('meetings:calendar')}?whose=organisation&{query}")
    return response, re.findall(r'class="meet[ "].*?<a [^>]*>(.*?)</a>', response.content.decode(), re.DOTALL)


def test_the_list_of_a_month_has_all_of_it_page_by_page_each_ending_with_a_day(client_as, crowded):
    client = client_as(PersonFactory())
    response, _first = shown(client, "view=list&month=2026-12")
    number = response.context["page"].paginator.num_pages
    pages = [shown(client, f"view=list&month=2026-12&page={page}")[0].context["days"] for page in range(1, number + 1)]

    assert [sum(len(day.rows) for day in page) for page in pages] == [54] * 10 + [18]
    days = [day.date for page in pages for day in page]
    assert days == [date(2026, 12, day) for day in range(1, 32)]
    assert "Later days" in response.content.decode()


def test_the_list_of_the_present_month_begins_today_and_has_four_weeks_at_least(client_as, crowded):
    client = client_as(PersonFactory())
    response, _titles = shown(client, "view=list")
    last, _titles = shown(client, f"view=list&page={response.context['page'].paginator.num_pages}")

    assert response.context["days"][0].date == date(2026, 11, 24)
    assert last.context["days"][-1].date == date(2026, 12, 21)


def test_what_a_crowded_day_has_more_is_shown_on_its_day(client_as, crowded):
    client = client_as(PersonFactory())
    month, _under = shown(client, "month=2026-12")
    (link,) = set(re.findall(r'class="more" href="([^"]*2026-12-10)"', month.content.decode()))
    assert "+16 more" in month.content.decode()

    page = client.get(reverse("meetings:calendar") + link.replace("&amp;", "&"))
    assert [(day.date, len(day.rows)) for day in page.context["days"]] == [(date(2026, 12, 10), 18)]
    assert "Thursday 10 December" in page.content.decode()
    assert "The whole month" in page.content.decode()


def test_the_organisations_calendar_can_be_of_some_communities(client_as, crowded):
    pumps, valves = crowded
    client = client_as(PersonFactory())
    response, _titles = shown(client, f"view=list&day=2026-12-10&c={valves.pk}")

    assert {row.meeting.community for day in response.context["days"] for row in day.rows} == {valves}
    page = response.content.decode()
    assert '<input type="hidden" name="day" value="2026-12-10">' in page
    assert re.findall(r'value="(\d+)"( checked)?><i', page) == [(str(pumps.pk), ""), (str(valves.pk), " checked")]


def test_only_communities_with_open_meetings_are_offered(client_as, crowded):
    meeting(CommunityFactory(name="Closed shop"))
    page = shown(client_as(PersonFactory()), "month=2026-12")[0].content.decode()

    assert "Closed shop" not in page


@pytest.mark.parametrize("query", ["day=x", "day=9999-12-31", "page=x", "page=99", "month=x&page=0"])
def test_a_list_nobody_could_mean_is_one_that_is_there(client_as, crowded, query):
    assert shown(client_as(PersonFactory()), f"view=list&{query}")[0].status_code == 200


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_asks_a_fixed_number_of_questions(client_as, number, django_assert_num_queries):
    community = CommunityFactory()
    by = core_of(community)
    for hour in range(number):
        meeting(community, by=by, when=timing(date(2026, 12, 10), time(9 + hour)))
    person = PersonFactory()
    Membership.objects.create(community=community, person=person, role=Role.MEMBER, joined_at=by.joined_at)
    client = client_as(person)
    where = reverse("meetings:calendar") + "?view=list&month=2026-12"
    client.get(where)

    with django_assert_num_queries(9):
        assert sum(len(day.rows) for day in client.get(where).context["days"]) == number
    assert Occurrence.objects.count() == number

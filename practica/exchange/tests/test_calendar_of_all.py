"""Next month's meetings of a real organisation of 35 communities and 102 series, on the organisation's calendar."""

import shutil
from collections import Counter
from datetime import UTC, datetime

import pytest
import time_machine
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from practica.communities.models import Community
from practica.exchange.actions import bring_in_folder
from practica.foundation.calendar_time import from_wall
from practica.meetings.models import Confidentiality, Occurrence, Series
from practica.people.tests.factories import PersonFactory, ProgrammeManagerFactory

pytestmark = pytest.mark.django_db
WHERE, NOW = "meetings:calendar", "2026-11-23T12:00:00Z"


@pytest.fixture(scope="module")
def imported(django_db_setup, django_db_blocker, shared_data, tmp_path_factory):
    """Its groups and series, once for all tests of this file; the texts of its folders are another test's."""
    root = tmp_path_factory.mktemp("organisation")
    shutil.copy(shared_data / "kubernetes-community" / "sigs.yaml", root)
    with django_db_blocker.unblock(), transaction.atomic(), time_machine.travel(NOW, tick=False):
        bring_in_folder(root, by=ProgrammeManagerFactory(), progress=lambda _done, _total: None)
        yield
        transaction.set_rollback(True)


@pytest.fixture
def organisation(imported):
    with time_machine.travel(NOW, tick=False):
        yield PersonFactory(time_zone="UTC")


def by_their_rules():
    """Where the rules of all open series put their meetings in December, without a look at the meetings laid out."""
    begin, end = datetime(2026, 12, 1, tzinfo=UTC), datetime(2027, 1, 1, tzinfo=UTC)
    for series in Series.objects.filter(confidentiality=Confidentiality.OPEN).exclude(first_on=None):
        for wall in series.recurrence.walls(series.first_wall, end.date()):
            if begin <= from_wall(wall, series.zone) < end:
                yield series.title, from_wall(wall, series.zone)


def rows_of(days):
    return [(row.meeting.title, row.meeting.starts_at) for day in days for row in day.rows]


def test_the_month_has_every_meeting_of_all_of_them_and_its_list_has_the_same(organisation, client_as):
    client, where = client_as(organisation), reverse(WHERE) + "?whose=organisation&month=2026-12"
    expected = Counter(by_their_rules())
    month = client.get(where).context["month"]
    number = client.get(where + "&view=list").context["page"].paginator.num_pages
    pages = [client.get(f"{where}&view=list&page={page}").context["days"] for page in range(1, number + 1)]

    assert (Community.objects.count(), Series.objects.count(), expected.total()) == (35, 102, 241)
    assert Counter(rows_of(day for day in month.days if not day.is_out)) == expected
    assert Counter(rows_of(day for page in pages for day in page)) == expected
    assert max(sum(len(day.rows) for day in page) for page in pages) < 100


def test_the_busiest_day_is_read_whole_and_each_community_by_itself(organisation, client_as):
    client = client_as(organisation)
    month = client.get(reverse(WHERE) + "?whose=organisation&month=2026-12").context["month"]
    busiest = max(month.days, key=lambda day: len(day.rows))
    query = f"?whose=organisation&view=list&day={busiest.date}"

    assert rows_of(client.get(reverse(WHERE) + query).context["days"]) == rows_of([busiest])
    offered = client.get(reverse(WHERE) + query).context["communities"]
    held = Occurrence.objects.filter(confidentiality=Confidentiality.OPEN).values_list("community", flat=True)
    assert {one.pk for one in offered} == set(held)
    one = busiest.rows[0].meeting.community
    filtered = client.get(reverse(WHERE) + f"{query}&c={one.pk}").context["days"]
    assert rows_of(filtered) == rows_of_one(busiest, one)


def rows_of_one(day, community):
    return [(r.meeting.title, r.meeting.starts_at) for r in day.rows if r.meeting.community == community]


@pytest.mark.parametrize("view", ["", "&view=list", "&view=week&week=2026-12-02"])
def test_it_asks_no_more_questions_than_for_a_single_meeting(
    organisation, client_as, view, django_assert_max_num_queries
):
    client = client_as(organisation)
    where = f"{reverse(WHERE)}?whose=organisation&month=2026-12{view}"
    client.get(where)

    with django_assert_max_num_queries(12):
        client.get(where)


def test_days_are_those_of_the_reader(organisation, client_as):
    """In Auckland, thirteen hours ahead, much of a Tuesday of America is on Wednesday."""
    reader = PersonFactory(time_zone="Pacific/Auckland")
    month = client_as(reader).get(reverse(WHERE) + "?whose=organisation&month=2026-12").context["month"]

    with timezone.override("Pacific/Auckland"):
        assert all(
            timezone.localtime(row.meeting.starts_at).date() == day.date for day in month.days for row in day.rows
        )
    assert any(row.meeting.starts_at.date() != day.date for day in month.days for row in day.rows)

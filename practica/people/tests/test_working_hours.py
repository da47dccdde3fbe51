"""When somebody works: said by themselves, shown to nobody, used to find dates that suit."""

from datetime import UTC, datetime, time, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from practica.foundation.access import Refused
from practica.people.actions import Week, forget_working_hours, set_working_hours
from practica.people.models import WorkingHours, is_working_time
from practica.people.tests.factories import PersonFactory

pytestmark = pytest.mark.django_db
EARLY = Week([4, 0, 0], time(6), time(14))
MADRID = "Europe/Madrid"


def at(hour, minute=0, day=23):
    """A moment of the week that begins on Monday 23 November 2026, by the clocks of Madrid."""
    return datetime(2026, 11, day, hour, minute, tzinfo=UTC) - timedelta(hours=1)


def test_one_says_when_one_works_and_forgets_it_again():
    ana = PersonFactory()
    set_working_hours(ana, EARLY, by=ana)
    set_working_hours(ana, Week([1], time(7), time(9)), by=ana)
    assert list(WorkingHours.objects.values_list("person", "days", "from_time")) == [(ana.pk, [1], time(7))]

    forget_working_hours(ana, by=ana)
    assert not WorkingHours.objects.exists()


def test_nobody_says_it_of_another():
    ana = PersonFactory()
    for act in (lambda by: set_working_hours(ana, EARLY, by=by), lambda by: forget_working_hours(ana, by=by)):
        with pytest.raises(PermissionDenied):
            act(PersonFactory(is_administrator=True))


@pytest.mark.parametrize("week", [Week([], time(8), time(9)), Week([7], time(8), time(9)), Week([0], time(9), time(9))])
def test_no_day_or_hours_without_length_are_refused(week):
    ana = PersonFactory()
    with pytest.raises(Refused):
        set_working_hours(ana, week, by=ana)


@pytest.mark.parametrize(
    ("start", "minutes", "works"),
    [
        (at(8), 60, True),
        (at(7, 59), 60, False),
        (at(17), 60, True),
        (at(17), 61, False),
        (at(10, day=28), 60, False),
        (at(17), 24 * 60, False),
    ],
)
def test_who_has_said_nothing_works_from_monday_to_friday_from_8_to_18(start, minutes, works):
    assert is_working_time(start, start + timedelta(minutes=minutes), MADRID) is works


def test_what_one_said_counts_on_its_days():
    ana = PersonFactory()
    hours = set_working_hours(ana, EARLY, by=ana)

    assert is_working_time(at(6), at(7), MADRID, hours)
    assert not is_working_time(at(15), at(16), MADRID, hours)
    assert not is_working_time(at(6, day=24), at(7, day=24), MADRID, hours)


def test_a_day_that_ends_at_midnight_is_one_day():
    ana = PersonFactory()
    hours = set_working_hours(ana, Week([0], time(20), time(23, 59, 59)), by=ana)

    assert is_working_time(at(23), at(0, day=24), MADRID, hours)


def test_they_are_set_in_the_settings(client_as):
    ana = PersonFactory()
    client = client_as(ana)
    where = reverse("people:working-hours")
    client.post(where, {"days": ["0", "2"], "from_time": "07:00", "until_time": "15:30"})
    page = client.get(reverse("people:settings")).content.decode()

    assert (ana.working_hours.days, ana.working_hours.until_time) == ([0, 2], time(15, 30))
    assert 'value="15:30"' in page
    backwards = client.post(where, {"days": ["0"], "from_time": "15:00", "until_time": "07:00"})
    assert (backwards.status_code, "end before they begin" in backwards.content.decode()) == (422, True)
    client.post(where, {"from_time": "", "until_time": ""})
    assert not WorkingHours.objects.exists()


def test_nobody_else_is_shown_them(client_as):
    ana = PersonFactory()
    set_working_hours(ana, Week([0], time(6, 17), time(13, 29)), by=ana)

    page = client_as(PersonFactory()).get(ana.get_absolute_url()).content.decode()
    assert "06:17" not in page
    assert "6:17" not in page

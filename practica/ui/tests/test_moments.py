"""Times in the words of the one who reads them."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.utils import timezone, translation

from practica.ui import moments

NOW = datetime(2026, 11, 23, 16, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _now():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.mark.parametrize(
    ("away", "words"),
    [
        (timedelta(seconds=-20), "just now"),
        (timedelta(minutes=-5), "5 min ago"),
        (timedelta(minutes=30), "in 30 min"),
        (timedelta(hours=-2), "2 h ago"),
        (timedelta(hours=3), "in 3 h"),
        (timedelta(days=-1), "Yesterday"),
        (timedelta(days=1), "Tomorrow"),
        (timedelta(days=-4), "Thu"),
        (timedelta(days=3), "in 3 days"),
        (timedelta(days=-20), "3 November"),
        (timedelta(days=-400), "19 Oct 2025"),
    ],
)
def test_near_times_are_told_in_words(away: timedelta, words: str):
    assert moments.nearness(NOW + away) == words


def test_the_day_is_the_readers():
    late = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)

    with timezone.override(ZoneInfo("America/Montevideo")):
        assert moments.nearness(late) == "Yesterday"
        assert moments.in_full(late) == "Sunday 22 November 2026, 23:00"


def test_a_date_without_a_time_has_none():
    assert moments.nearness(date(2026, 11, 23)) == "Today"
    assert moments.in_full(date(2026, 11, 23)) == "Nov. 23, 2026"


def test_spanish_dates_read_as_spanish():
    with translation.override("es"):
        assert moments.nearness(NOW - timedelta(days=20)) == "3 de noviembre"
        assert moments.in_full(NOW) == "lunes 23 de noviembre de 2026, 16:00"


def test_the_exact_time_is_always_at_hand():
    shown = moments.when(NOW - timedelta(hours=2))

    assert shown == ('<time datetime="2026-11-23T14:00:00+00:00" title="Monday 23 November 2026, 14:00">2 h ago</time>')


def test_nothing_is_shown_of_no_time():
    assert (moments.when(None), moments.moment(None)) == ("", "")

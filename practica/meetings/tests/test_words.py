"""A rule as people say it."""

from datetime import date

import pytest
from django.utils import timezone, translation

from practica.meetings.models import Rule
from practica.meetings.queries.words import in_words, zone_in_words

THURSDAY = date(2026, 11, 26)


@pytest.mark.parametrize(
    ("rule", "english", "spanish"),
    [
        (Rule(""), "Once", "Una vez"),
        (Rule("FREQ=DAILY"), "Every day", "Cada día"),
        (Rule("FREQ=DAILY;INTERVAL=3"), "Every 3 days", "Cada 3 días"),
        (Rule("FREQ=WEEKLY;BYDAY=TH"), "Every Thursday", "Cada jueves"),
        (Rule("FREQ=WEEKLY"), "Every Thursday", "Cada jueves"),
        (Rule("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"), "Every workday", "De lunes a viernes"),
        (
            Rule("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH", count=10),
            "Every 2 weeks on Monday and Thursday, 10 times",
            "Cada 2 semanas, el lunes y jueves, 10 veces",
        ),
        (
            Rule("FREQ=MONTHLY;BYDAY=2TH", ends_on=date(2027, 5, 3)),
            "Every month on the second Thursday, until 3 May 2027",
            "Cada mes, el segundo jueves, hasta el 3 de mayo de 2027",
        ),
        (Rule("FREQ=MONTHLY;BYDAY=-1TH"), "Every month on the last Thursday", "Cada mes, el último jueves"),
        (
            Rule("FREQ=MONTHLY;BYDAY=1TU,3TU"),
            "Every month on the first and third Tuesday",
            "Cada mes, el primer y tercer martes",
        ),
        (Rule("FREQ=MONTHLY;BYDAY=TH;BYSETPOS=1"), "Every month on the first Thursday", "Cada mes, el primer jueves"),
        (Rule("FREQ=MONTHLY;BYMONTHDAY=15"), "Every month on day 15", "Cada mes, el día 15"),
        (
            Rule("FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=-1"),
            "Every 3 months on the last day",
            "Cada 3 meses, el último día",
        ),
        (Rule("FREQ=YEARLY"), "Every year on 26 November", "Cada año, el 26 de noviembre"),
        (
            Rule("FREQ=YEARLY;BYDAY=20MO"),
            "By a rule of its own (FREQ=YEARLY;BYDAY=20MO)",
            "Según una regla propia (FREQ=YEARLY;BYDAY=20MO)",
        ),
    ],
)
def test_a_rule_is_said_in_both_languages(rule, english, spanish):
    with translation.override("en"):
        assert in_words(rule, THURSDAY) == english
    with translation.override("es"):
        assert in_words(rule, THURSDAY) == spanish


@pytest.mark.parametrize(
    ("zone", "words"),
    [
        ("UTC", "UTC"),
        ("Europe/Madrid", "Madrid, UTC+1"),
        ("America/Argentina/Buenos_Aires", "Buenos Aires, UTC−3"),
        ("Asia/Kolkata", "Kolkata, UTC+5:30"),
    ],
)
def test_a_zone_is_a_place_and_its_distance_from_utc(zone, words):
    assert zone_in_words(zone, timezone.now()) == words

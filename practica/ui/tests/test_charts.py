"""Figures: the places of marks, and the same numbers as a table."""

from datetime import date

import pytest
from django.utils import translation

from practica.ui import charts, months


@pytest.mark.parametrize(
    ("highest", "top", "step"), [(0, 1, 1), (3, 3, 1), (22, 30, 10), (40, 40, 10), (41, 60, 20), (0.5, 1, 1)]
)
def test_a_scale_ends_and_steps_on_round_numbers(highest: float, top: float, step: float):
    assert charts.scale(highest) == (top, step)


def test_stacked_bars_stand_on_one_another():
    chart = charts.bars("Finding", ["A"], charts.Series("replies", [10]), charts.Series("posts", [10]))

    lower, upper = chart.marks
    assert lower.y + lower.height == charts.BOTTOM
    assert upper.y + upper.height == pytest.approx(lower.y - charts.GAP)
    assert [mark.title for mark in chart.marks] == ["A: 10 replies", "A: 10 posts"]


def test_a_line_breaks_where_nothing_is_known():
    chart = charts.lines("Finding", ["A", "B", "C"], charts.Series("replies", [1, None, 1]))

    assert chart.lines[0].count("M") == 2
    assert chart.rows == [("A", ["1"]), ("B", ["–"]), ("C", ["1"])]


def test_a_figure_of_nothing_can_be_drawn():
    assert charts.bars("Nothing yet", []).marks == []
    assert charts.sparkline("Nothing yet", []).lines == [""]


def test_numbers_are_written_in_the_language_of_the_reader():
    with translation.override("es"):
        assert charts.shown(1.5) == "1,5"


def test_a_month_has_whole_weeks_from_monday():
    month = months.month(
        date(2026, 11, 1), [months.Occasion(date(2026, 11, 26), "Clinic", "/m/1/")], date(2026, 11, 23)
    )

    assert [week[0].date for week in month.weeks][:2] == [date(2026, 10, 26), date(2026, 11, 2)]
    assert month.weekdays[0] == ("Mon", "Monday")
    assert [one.title for week in month.weeks for day in week for one in day.occasions] == ["Clinic"]
    assert (month.before, month.after) == (date(2026, 10, 1), date(2026, 12, 1))

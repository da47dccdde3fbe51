"""Figures drawn on the server: numbers in, the places of marks out; a table with the same numbers stands behind each.

Colours come from classes, so dark mode needs nothing. Every figure carries its finding as a sentence.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from math import ceil, floor

from django.utils.formats import number_format

WIDTH, HEIGHT = 564, 196
LEFT, RIGHT, TOP, BOTTOM = 34, 560, 16, 170
BAR, GAP = 24, 1.5
STEPS = 4
HEAT_CELL = 22


@dataclass(frozen=True)
class Series:
    """One measure along the labels; None where there is nothing to show."""

    name: str
    values: Sequence[float | None]


@dataclass(frozen=True)
class Mark:
    x: float
    y: float
    width: float
    height: float
    series: int
    title: str


@dataclass(frozen=True)
class Tick:
    at: float
    label: str

    @property
    def baseline(self) -> float:
        """Where text stands that belongs to a line at this height."""
        return self.at + 4


@dataclass(frozen=True)
class Chart:
    """A drawn figure; `finding` is what it says, in one sentence."""

    finding: str
    labels: Sequence[str]
    series: Sequence[Series]
    marks: Sequence[Mark] = ()
    lines: Sequence[str] = ()
    grid: Sequence[Tick] = ()
    ticks: Sequence[Tick] = ()
    width: int = WIDTH
    height: int = HEIGHT
    left: int = LEFT
    right: int = RIGHT
    rows: Sequence[tuple[str, Sequence[str]]] = field(default_factory=tuple)

    @property
    def names_at(self) -> int:
        return self.left - 8

    @property
    def foot(self) -> int:
        return self.height - 8

    @property
    def has_legend(self) -> bool:
        return len(self.series) > 1 and self.left == LEFT


def bars(finding: str, labels: Sequence[str], *series: Series) -> Chart:
    """Bars along the labels; several series stand on one another."""
    totals = [sum(values[at] or 0 for values in (one.values for one in series)) for at in range(len(labels))]
    top, unit = scale(max(totals, default=0))
    step = (RIGHT - LEFT) / max(len(labels), 1)
    width = min(BAR, step * 0.66)
    marks = []
    for at, label in enumerate(labels):
        floor_y = float(BOTTOM)
        for number, one in enumerate(series):
            height = (one.values[at] or 0) / top * (BOTTOM - TOP)
            if not height:
                continue
            x = LEFT + step * (at + 0.5) - width / 2
            title = f"{label}: {shown(one.values[at])} {one.name}"
            marks.append(Mark(_r(x), _r(floor_y - height), _r(width), _r(height), number, title))
            floor_y -= height + GAP
    return Chart(finding, labels, series, marks, (), _grid(top, unit), _ticks(labels, step), rows=_rows(labels, series))


def lines(finding: str, labels: Sequence[str], *series: Series) -> Chart:
    """Lines along the labels, broken where a value is missing."""
    top, unit = scale(max((value or 0 for one in series for value in one.values), default=0))
    step = (RIGHT - LEFT) / max(len(labels), 1)
    paths, marks = [], []
    for number, one in enumerate(series):
        points = [
            (_r(LEFT + step * (at + 0.5)), _r(BOTTOM - (value / top) * (BOTTOM - TOP)), at)
            for at, value in enumerate(one.values)
            if value is not None
        ]
        paths.append(_path(points))
        marks += [Mark(x, y, 3, 3, number, f"{labels[at]}: {shown(one.values[at])} {one.name}") for x, y, at in points]
    return Chart(
        finding, labels, series, marks, paths, _grid(top, unit), _ticks(labels, step), rows=_rows(labels, series)
    )


def sparkline(finding: str, values: Sequence[float | None]) -> Chart:
    """A line as high as a word, for a cell of a table; the number stands beside it."""
    width, height = 96, 24
    top = max((value or 0 for value in values), default=0) or 1
    step = (width - 4) / max(len(values) - 1, 1)
    points = [
        (_r(2 + step * at), _r(height - 3 - value / top * (height - 6)), at)
        for at, value in enumerate(values)
        if value is not None
    ]
    return Chart(finding, (), (), (), [_path(points)], width=width, height=height)


def heat(finding: str, columns: Sequence[str], *series: Series) -> Chart:
    """A strip of squares a series, from pale to strong in five steps of the highest value."""
    left = 120
    highest = max((value or 0 for one in series for value in one.values), default=0) or 1
    step = (RIGHT - left) / max(len(columns), 1)
    marks = [
        Mark(
            _r(left + step * at),
            _r(row * HEAT_CELL + 1),
            _r(step - 2),
            HEAT_CELL - 3,
            0 if not value else min(STEPS, 1 + floor((value or 0) / highest * (STEPS - 0.001))),
            f"{one.name}, {columns[at]}: {shown(value)}",
        )
        for row, one in enumerate(series)
        for at, value in enumerate(one.values)
    ]
    height = len(series) * HEAT_CELL + 20
    names = [Tick(row * HEAT_CELL + 11, one.name) for row, one in enumerate(series)]
    ticks = [Tick(_r(left + step * (at + 0.5)), column) for at, column in enumerate(columns)]
    return Chart(
        finding, columns, series, marks, (), names, ticks, height=height, left=left, rows=_rows(columns, series)
    )


def scale(highest: float) -> tuple[float, float]:
    """The end of a scale and its step, both round: at most four steps of 1, 2 or 5 times a power of ten."""
    step = next(size * 10**power for power in range(9) for size in (1, 2, 5) if size * 10**power * STEPS >= highest)
    return max(ceil(highest / step), 1) * step, step


def shown(value: float | None) -> str:
    """A number as a reader of this language writes it; a dash where there is none."""
    if value is None:
        return "–"
    return number_format(value if value % 1 else int(value), decimal_pos=None if not value % 1 else 1, use_l10n=True)


def _grid(top: float, step: float) -> list[Tick]:
    levels = [step * level for level in range(round(top / step) + 1)]
    return [Tick(_r(BOTTOM - (BOTTOM - TOP) * level / top), shown(level)) for level in levels]


def _ticks(labels: Sequence[str], step: float) -> list[Tick]:
    every = max(1, ceil(len(labels) / 12))
    return [Tick(_r(LEFT + step * (at + 0.5)), label) for at, label in enumerate(labels) if at % every == 0]


def _rows(labels: Sequence[str], series: Sequence[Series]) -> list[tuple[str, list[str]]]:
    return [(label, [shown(one.values[at]) for one in series]) for at, label in enumerate(labels)]


def _path(points: Sequence[tuple[float, float, int]]) -> str:
    parts, before = [], None
    for x, y, at in points:
        parts.append(f"{'L' if before is not None and at == before + 1 else 'M'}{x} {y}")
        before = at
    return "".join(parts)


def _r(value: float) -> float:
    return round(value, 1)

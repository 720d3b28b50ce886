"""Geometry of the drawings: plain numbers that templates write as SVG attributes."""

from collections.abc import Sequence
from dataclasses import dataclass

from .queries.results import Cell, Row

STEP = 28
HEIGHT = 30
BAR = 160
LINE_WIDTH = 600
LINE_ROW = 22


@dataclass(frozen=True)
class Dot:
    """Members on one step: where, and as large in area as they are many."""

    x: float
    radius: float
    count: int


@dataclass(frozen=True)
class Strip:
    """One criterion's spread along its scale."""

    cell: Cell
    width: int
    height: int
    left: float
    right: float
    dots: tuple[Dot, ...]
    mean: float | None


def strips(cells: Sequence[Cell]) -> list[Strip]:
    """A strip for each criterion that members scored."""
    return [_strip(cell) for cell in cells if cell.filled is None]


def _strip(cell: Cell) -> Strip:
    most = max(cell.given, default=0)
    dots = tuple(
        Dot(_x(step), round(3 + 8 * (count / most) ** 0.5, 1), count)
        for step, count in enumerate(cell.given, start=1)
        if count
    )
    mean = None if cell.mean is None else round(_x(cell.mean), 1)
    return Strip(cell, STEP * cell.steps, HEIGHT, _x(1), _x(cell.steps), dots, mean)


def _x(step: float) -> float:
    return STEP * (step - 0.5)


@dataclass(frozen=True)
class Column:
    """How often an item comes at one place, as a column."""

    x: float
    y: float
    width: float
    height: float
    place: int
    share: float
    in_top: bool


@dataclass(frozen=True)
class Places:
    """An item's row of columns, one for each place."""

    row: Row
    columns: tuple[Column, ...]
    width: int
    height: int


def places(rows: Sequence[Row], top: int) -> list[Places]:
    """For each item, how often it comes at each place."""
    width = BAR / max(1, len(rows))
    return [
        Places(
            row,
            tuple(
                Column(
                    x=round(number * width, 2),
                    y=round(HEIGHT * (1 - share / 100), 2),
                    width=round(max(width - 1, width * 0.6), 2),
                    height=round(HEIGHT * share / 100, 2),
                    place=number + 1,
                    share=share,
                    in_top=number < top,
                )
                for number, share in enumerate(row.places)
                if share >= 0.05
            ),
            BAR,
            HEIGHT,
        )
        for row in rows
    ]


@dataclass(frozen=True)
class Bar:
    """What one item adds: from what the ones before took, to its least and its most."""

    row: Row
    y: int
    start: float
    low: float
    high: float


@dataclass(frozen=True)
class Room:
    """The capacity line: bars in order of rank, and where the line stands."""

    bars: tuple[Bar, ...]
    limit: float
    width: int
    height: int


def room(rows: Sequence[Row], limit: int) -> Room:
    """Bars that follow each other as hours or kroner are used up. An item whose need is unknown has none."""
    longest = max([limit, *(row.sum_high for row in rows)]) or 1
    scale = LINE_WIDTH / (longest * 1.05)
    bars, low = [], 0
    for number, row in enumerate(rows):
        bars.append(
            Bar(
                row,
                number * LINE_ROW,
                round(low * scale, 1),
                round(max(row.sum_low - low, 0) * scale, 1),
                round(max(row.sum_high - low, 0) * scale, 1),
            )
        )
        low = row.sum_low
    return Room(tuple(bars), round(limit * scale, 1), LINE_WIDTH, LINE_ROW * len(rows))

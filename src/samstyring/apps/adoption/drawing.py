"""Bars over time as a drawing: hours by quarter, and what is due by month. No database, no clock.

Units are those of the drawing's own square; the page scales them.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from .use import Mark, round_up

WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 640, 240, 52, 12, 24, 40
Up = Callable[[float], int]


@dataclass(frozen=True)
class Bar:
    """A part of a column: what it is of (a class of its own in the stylesheet) and where it stands."""

    kind: str
    value: int
    x: int
    y: int
    width: int
    height: int

    @property
    def middle(self) -> int:
        """Where a word in it stands, across."""
        return self.x + self.width // 2

    @property
    def word_y(self) -> int:
        """Where a word in it stands, down."""
        return self.y + self.height // 2 + 5


@dataclass(frozen=True)
class Column:
    """One quarter or month: its words, its bars, and whether it is marked as too much."""

    words: str
    middle: int
    bars: list[Bar]
    marked: bool
    mark_y: int


@dataclass(frozen=True)
class Bars:
    """The whole drawing."""

    columns: list[Column]
    scale: list[Mark]
    width: int = WIDTH
    height: int = HEIGHT
    left: int = LEFT
    right: int = WIDTH - RIGHT
    floor: int = HEIGHT - BOTTOM


@dataclass(frozen=True)
class Given:
    """What a column shows: values by kind, in order, and whether it is marked."""

    words: str
    values: Sequence[tuple[str, int]]
    marked: bool = False


def beside(given: Sequence[Given]) -> Bars | None:
    """Columns with their bars side by side, as planned beside spent; none where all is nothing."""
    return _draw(given, stacked=False)


def stacked(given: Sequence[Given]) -> Bars | None:
    """Columns with their bars on top of each other, the first at the bottom; none where all is nothing."""
    return _draw(given, stacked=True)


def _draw(given: Sequence[Given], *, stacked: bool) -> Bars | None:
    tops = [
        sum(value for _kind, value in one.values)
        if stacked
        else max((value for _kind, value in one.values), default=0)
        for one in given
    ]
    if not any(tops):
        return None
    top = round_up(max(tops))
    across = (WIDTH - LEFT - RIGHT) / len(given)

    def up(value: float) -> int:
        return round(HEIGHT - BOTTOM - value / top * (HEIGHT - TOP - BOTTOM))

    columns = []
    for place, (one, highest) in enumerate(zip(given, tops, strict=True)):
        left = LEFT + place * across
        bars = _stack(one, left, across, up) if stacked else _row(one, left, across, up)
        columns.append(Column(one.words, round(left + across / 2), bars, one.marked, up(highest) - 6))
    return Bars(columns, [Mark(str(top * part // 2), up(top * part / 2)) for part in range(3)])


def _row(given: Given, left: float, across: float, up: Up) -> list[Bar]:
    width = int(across * 0.8 / max(len(given.values), 1))
    return [
        Bar(kind, value, round(left + across * 0.1) + place * width, up(value), width, up(0) - up(value))
        for place, (kind, value) in enumerate(given.values)
    ]


def _stack(given: Given, left: float, across: float, up: Up) -> list[Bar]:
    bars, below = [], 0
    for kind, value in given.values:
        if value:
            y = up(below + value)
            bars.append(Bar(kind, value, round(left + across * 0.15), y, int(across * 0.7), up(below) - y))
            below += value
    return bars

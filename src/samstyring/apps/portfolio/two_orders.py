"""Where names and lines stand in a drawing of two orders beside each other: plain numbers, no database.

Units are those of the drawing's own square. What matters most stands at the top of each column.
"""

import textwrap
from collections.abc import Iterable
from dataclasses import dataclass

ROW, TOP, MARGIN, COLUMN, BETWEEN = 26, 34, 4, 300, 140
LETTERS = 34
# From so many places apart a line is drawn strong.
FAR = 3


@dataclass(frozen=True)
class Name:
    """A name in one of the columns. `alone`: the other order does not have it."""

    text: str
    x: int
    y: int
    anchor: str
    alone: bool


@dataclass(frozen=True)
class Link:
    """A line from a name's place in one order to its place in the other."""

    x1: int
    y1: int
    x2: int
    y2: int
    far: bool


@dataclass(frozen=True)
class TwoOrders:
    """Names in two columns, the lines between them, and the size of the whole."""

    names: list[Name]
    links: list[Link]
    width: int
    height: int
    left_x: int = MARGIN + COLUMN
    right_x: int = MARGIN + COLUMN + BETWEEN
    head_y: int = 16


def draw(lines: Iterable[tuple[str, int | None, int | None]]) -> TwoOrders:
    """Draw (name, place to the left, place to the right); each column is filled without gaps."""
    rows = list(lines)
    left = _column(rows, 1)
    right = _column(rows, 2)
    names, links = [], []
    x1, x2 = MARGIN + COLUMN, MARGIN + COLUMN + BETWEEN
    for number, (name, _ours, _theirs) in enumerate(rows):
        ours, theirs = left.get(number), right.get(number)
        text = textwrap.shorten(name, LETTERS, placeholder=" …") or name[:LETTERS]
        if ours is not None:
            names.append(Name(f"{text}  {ours + 1}", x1 - 8, _y(ours) + 5, "end", theirs is None))
        if theirs is not None:
            names.append(Name(f"{theirs + 1}  {text}", x2 + 8, _y(theirs) + 5, "start", ours is None))
        if ours is not None and theirs is not None:
            links.append(Link(x1, _y(ours), x2, _y(theirs), abs(ours - theirs) >= FAR))
    height = TOP + ROW * max(len(left), len(right), 1) + MARGIN
    return TwoOrders(names, links, 2 * (MARGIN + COLUMN) + BETWEEN, height)


def _column(rows: list[tuple[str, int | None, int | None]], column: int) -> dict[int, int]:
    """The row in the column of each that has a place there, by its number."""
    placed = [(place, number) for number, row in enumerate(rows) if isinstance(place := row[column], int)]
    return {number: row for row, (_place, number) in enumerate(sorted(placed))}


def _y(row: int) -> int:
    return TOP + ROW * row + ROW // 2
